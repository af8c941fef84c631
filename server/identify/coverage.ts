/** How well one person's photos show them, and which to add. */
import type { PersonCoverage, SampleTally } from '../wire.ts';
import { distance } from './embedding.ts';
import { type GalleryPerson, type GallerySample, ready } from './gallery.ts';
import type { LeftOut } from './leaveOneOut.ts';
import type { IdentityRules } from './rules.ts';

type Coverage = Omit<PersonCoverage, 'nearest'>;
/** Places in the list of samples, the first is 0. */
type Doubtful = { wrong: number[]; unlike: number[] };

const samplesWanted = 3;
/** Nearer than this two photos are nearly the same picture: a picture saved again as JPEG 45 moves by 0.19. */
export const sameDistance = 0.2;
/** Beyond this the head counts as turned; well inside 0.35 to 0.4, where a turned face begins to lose (`judgeQuality`). */
const frontalTurnMax = 0.15;
/** Faces from this width on lose nothing by it (`widthIdealPx` of `judgeQuality`). */
const widthWantedPx = 60;
const qualityWanted = 0.5;

export function coverageOf(person: GalleryPerson, judged: LeftOut | null, rules: IdentityRules): Coverage {
  const { personId, name, samples } = person;
  const facts = samples.flatMap(({ facts: known }) => known ?? []);
  const turns = facts.flatMap(({ turnToLeft }) => turnToLeft ?? []);
  const unlike = unlikeIn(person, rules);
  const coverage = {
    personId,
    name,
    samples: samples.length,
    quality: mean(samples.map(({ quality }) => quality)),
    faceWidthPx: median(facts.map(({ faceWidthPx }) => faceWidthPx)),
    frontal: turns.filter((turn) => Math.abs(turn) <= frontalTurnMax).length,
    left: turns.filter((turn) => turn > frontalTurnMax).length,
    right: turns.filter((turn) => turn < -frontalTurnMax).length,
    turnUnknown: samples.length - turns.length,
    redundant: samples.filter((sample, index) => isRepeated(sample, samples.slice(0, index))).length,
    setAside: unlike.length,
    leftOut: tallyOf(judged),
    takenFor: judged?.takenFor ?? [],
  };
  return { ...coverage, advice: adviceFor(coverage, { wrong: judged?.wrongSamples ?? [], unlike }) };
}

function adviceFor(of: Omit<Coverage, 'advice'>, { wrong, unlike }: Doubtful): string[] {
  if (of.samples === 0) return ['Add three or more photos: without any this person cannot be recognised.'];
  return [
    ...wrong.map(
      (index) => `Check photo ${index + 1}: alone it would be taken for ${of.takenFor.join(' or ')}.`,
    ),
    ...unlike
      .filter((index) => !wrong.includes(index))
      .map((index) => `Check photo ${index + 1}: it is unlike the others and not used.`),
    ...strangeAdvice(of.leftOut),
    ...moreAdvice(of),
    ...(of.turnUnknown === 0 ? turnAdvice(of) : []),
    ...betterAdvice(of),
  ];
}

/** Their photos fit each other so badly that a camera's picture may fit none of them. */
function strangeAdvice({ judged, right }: SampleTally): string[] {
  if (judged < 2 || right * 2 >= judged) return [];
  const known = right === 0 ? 'None' : `Only ${right}`;
  return [
    `${known} of ${judged} photos would be recognised from the others: add photos of how they look today.`,
  ];
}

function moreAdvice({ samples }: Pick<Coverage, 'samples'>): string[] {
  const missing = samplesWanted - samples;
  if (missing <= 0) return [];
  return [
    `Add ${missing === 1 ? 'a photo' : `${missing} photos`} of another day: three are the least that is safe.`,
  ];
}

function turnAdvice({ frontal, left, right }: Pick<Coverage, 'frontal' | 'left' | 'right'>): string[] {
  const straight = frontal === 0 ? ['Add a photo looking straight at the camera.'] : [];
  const sides = [...(left === 0 ? ['left'] : []), ...(right === 0 ? ['right'] : [])];
  if (sides.length === 0) return straight;
  const turned = `with the head turned a little to their ${sides.join(', and one to their ')}`;
  return [...straight, `Add a photo ${turned}.`];
}

function betterAdvice({ faceWidthPx, quality, redundant }: Omit<Coverage, 'advice'>): string[] {
  const advice: string[] = [];
  if (redundant > 0) {
    const which = redundant === 1 ? '1 photo is' : `${redundant} photos are`;
    advice.push(`${which} nearly the same as another: a picture of another day or light adds more.`);
  }
  if (faceWidthPx !== null && faceWidthPx < widthWantedPx)
    advice.push(
      `Add larger photos: these faces are ${faceWidthPx} px wide, ${widthWantedPx} or more are better.`,
    );
  else if (quality !== null && quality < qualityWanted)
    advice.push('Add sharper photos looking at the camera: the quality of these is low.');
  return advice;
}

/** Those that recognition sets aside. */
function unlikeIn(person: GalleryPerson, rules: IdentityRules): number[] {
  if (person.samples.length === 0) return [];
  const used = new Set(ready(person, rules).samples);
  return [...person.samples.keys()].filter((index) => !used.has(person.samples[index] as GallerySample));
}

const isRepeated = (sample: GallerySample, before: readonly GallerySample[]): boolean =>
  before.some((other) => distance(sample.embedding, other.embedding) < sameDistance);

function tallyOf(judged: LeftOut | null): SampleTally {
  const { right = 0, unknown = 0, wrong = 0 } = judged ?? {};
  return { judged: judged?.judged ?? 0, right, unknown, wrong };
}

const mean = (values: number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

const median = (values: number[]): number | null =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? null;
