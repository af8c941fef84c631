/** How each person would be recognised: every sample is judged by the gallery without it. */
import type { SampleTally } from '../wire.ts';
import { noEvidence, type Evidence } from './evidence.ts';
import {
  distanceToPerson,
  type GallerySample,
  ready,
  type ReadyGallery,
  type ReadyPerson,
} from './gallery.ts';
import type { Work } from './inSlices.ts';
import { judgeTrack } from './judgeTrack.ts';
import type { IdentityRules } from './rules.ts';

/** `takenFor`: whose name the wrong ones got. `wrongSamples`: which of the person's samples, the first is 0. */
export type LeftOut = SampleTally & { personId: string; takenFor: string[]; wrongSamples: number[] };

/** Distances to means; all samples of some thousand people. Of more, the first samples of everybody. */
const comparisonsMax = 50_000_000;

/** Nobody is judged who has one sample only: nothing would be left of them. */
export function* leaveOneOut(
  people: readonly ReadyPerson[],
  gallery: ReadyGallery,
  rules: IdentityRules,
): Work<LeftOut[]> {
  const several = people.filter(({ person }) => person.samples.length > 1);
  const results = several.map(({ person }) => nothingYet(person.personId));
  const mostSamples = Math.max(0, ...several.map(({ person }) => person.samples.length));
  let left = Math.floor(comparisonsMax / Math.max(1, people.length));
  for (let index = 0; index < mostSamples; index += 1)
    for (const [row, { person }] of several.entries()) {
      const [sample, result] = [person.samples[index], results[row]];
      if (!sample || !result || left <= 0) continue;
      left -= 1;
      const rest = ready({ ...person, samples: person.samples.filter((each) => each !== sample) }, rules);
      count(result, index, judge(sample, without(gallery, rest, rules), rules));
      yield;
    }
  return results;
}

const nothingYet = (personId: string): LeftOut => ({
  ...{ personId, judged: 0, right: 0, unknown: 0, wrong: 0 },
  takenFor: [],
  wrongSamples: [],
});

/** As if a track showed this face until it has the weight of a full track: the rules for a name are the real ones. */
function judge(sample: GallerySample, gallery: ReadyGallery, rules: IdentityRules) {
  return judgeTrack(evidenceOf(sample, rules), gallery, rules, 0);
}

function evidenceOf({ embedding, quality }: GallerySample, rules: IdentityRules): Evidence {
  const face = { embedding, quality: Math.max(quality, rules.manyFacesWeight / rules.facesKept), atMs: 0 };
  const facesSeen = Math.ceil(rules.manyFacesWeight / face.quality);
  return { ...noEvidence, faces: Array.from({ length: facesSeen }, () => face), facesSeen };
}

/** The gallery as it would be with only `rest` of one person. */
function without(gallery: ReadyGallery, rest: ReadyPerson, rules: IdentityRules): ReadyGallery {
  const { personId } = rest.person;
  return {
    ...gallery,
    nearest: (embedding) =>
      [
        ...gallery.nearest(embedding).filter(({ person }) => person.personId !== personId),
        { person: rest.person, distance: distanceToPerson(embedding, rest, rules) },
      ].sort((a, b) => a.distance - b.distance),
    distanceTo: (id, embedding) =>
      id === personId ? distanceToPerson(embedding, rest, rules) : gallery.distanceTo(id, embedding),
  };
}

function count(result: LeftOut, index: number, identity: ReturnType<typeof judgeTrack>): void {
  result.judged += 1;
  if (identity.kind === 'unknown') result.unknown += 1;
  else if (identity.personId === result.personId) result.right += 1;
  else {
    result.wrong += 1;
    result.wrongSamples.push(index);
    if (!result.takenFor.includes(identity.name)) result.takenFor.push(identity.name);
  }
}
