import { describe, expect, it } from 'vitest';
import type { Gallery, GalleryPerson, GallerySample } from './gallery.ts';
import { galleryReport } from './galleryReport.ts';
import { inSlices } from './inSlices.ts';
import { identityRules as rules } from './rules.ts';

/** A repeatable direction of length 1; two of different seeds are about 1.4 apart, as far as strangers get. */
function direction(seed: number): number[] {
  let state = Math.imul(seed + 1, 0x9e3779b9) >>> 0;
  const next = () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  const numbers = Array.from({ length: 128 }, () => next() + next() + next());
  const length = Math.hypot(...numbers);
  return numbers.map((n) => n / length);
}

const moved = (from: number[], towards: number[], by: number) =>
  from.map((n, i) => n + by * (towards[i] ?? 0));

type Shown = { away?: number; turn?: number | null; widthPx?: number; quality?: number };

/** A photo of the person at `place`, in a direction of its own. */
function photo(place: number[], seed: number, shown: Shown = {}): GallerySample {
  const { away = 0.2, turn = 0, widthPx = 120, quality = 0.8 } = shown;
  const embedding = Float32Array.from(moved(place, direction(10_000 + seed), away));
  return { embedding, quality, facts: { faceWidthPx: widthPx, turnToLeft: turn } };
}

/** Straight, to the left, to the right. */
const fully = [0, 0.3, -0.3];
const person = (seed: number, shown: Shown[] = fully.map((turn) => ({ turn }))): GalleryPerson => ({
  ...named(seed),
  samples: shown.map((each, i) => photo(direction(seed), seed * 100 + i, each)),
});
const named = (seed: number) => ({ personId: `p${seed}`, name: `Person ${seed}` });
/** Enrolled at `distance` from the person of that seed. */
const lookAlike = (seed: number, of: number, distance: number): GalleryPerson => ({
  ...named(seed),
  samples: fully.map((turn, i) =>
    photo(moved(direction(of), direction(seed), distance), of * 100 + i, { turn }),
  ),
});

const report = (...people: GalleryPerson[]) => inSlices(galleryReport({ people }, rules));
const coverageOf = async (...shown: Shown[]) => {
  const { coverage } = await report(person(1, shown), person(2), person(3));
  return coverage.find(({ personId }) => personId === 'p1') ?? expect.fail('Person 1 is missing.');
};

describe('galleryReport()', () => {
  it('has nothing to say against people far apart, photographed from all sides', async () => {
    const { pairs, leftOut, limit, coverage } = await report(person(1), person(2), person(3));
    expect(pairs.every(({ verdict }) => verdict === 'apart')).toBe(true);
    expect(leftOut).toMatchObject({ judged: 9, right: 9, unknown: 0, wrong: 0 });
    expect(limit).toMatchObject({ used: rules.manyFacesDistance, suggested: rules.manyFacesDistance });
    expect(coverage.flatMap(({ advice }) => advice)).toEqual([]);
  });

  it('names the most alike pair first, with its distance and what to do', async () => {
    const { pairs, coverage } = await report(person(1), person(2), lookAlike(4, 1, 0.36), person(3));
    expect(pairs[0]).toMatchObject({ verdict: 'mayBeConfused', people: [named(1), named(4)] });
    expect(pairs[0]?.distance).toBeCloseTo(0.36, 1);
    expect(pairs[0]?.advice).toContain('Add photos of both');
    expect(pairs.filter(({ people }) => people.some(({ personId }) => personId === 'p4'))).toHaveLength(1);
    expect(coverage.find(({ personId }) => personId === 'p1')?.nearest?.personId).toBe('p4');
  });

  it('calls one person enrolled twice too alike', async () => {
    const { pairs, leftOut } = await report(person(1), lookAlike(4, 1, 0.05), person(3));
    expect(pairs[0]).toMatchObject({ verdict: 'tooAlike' });
    expect(pairs[0]?.advice).toContain('enrolled twice');
    // Two fit: the samples of both are unknown, not guessed.
    expect(leftOut).toMatchObject({ judged: 9, right: 3 });
  });

  it('suggests no limit looser than the closest pair allows, and says what it costs', async () => {
    const { limit, leftOut } = await report(person(1), lookAlike(4, 1, 0.36), person(3));
    expect(limit.suggested).toBeLessThan(rules.manyFacesDistance);
    expect(limit.suggested).toBeCloseTo(0.36, 1);
    expect(limit.sentence).toContain('Person 1 and Person 4, the closest pair, are 0.3');
    expect(leftOut.withSuggested.right).toBeLessThanOrEqual(leftOut.right);
    expect(leftOut.withSuggested.judged).toBe(leftOut.judged);
  });

  it('finds the photo of somebody else under a wrong name', async () => {
    const mixed = person(1);
    mixed.samples.push(photo(direction(2), 999, { away: 0.1 }));
    const { leftOut, coverage } = await report(mixed, person(2), person(3));
    expect(leftOut.wrong).toBe(1);
    expect(coverage[0]).toMatchObject({ personId: 'p1', setAside: 1, takenFor: ['Person 2'] });
    expect(coverage[0]?.advice[0]).toBe('Check photo 4: alone it would be taken for Person 2.');
  });

  it('tells which side, how many, how large and how different photos should be', async () => {
    expect((await coverageOf({}, {}, { turn: 0.3 })).advice).toEqual([
      'Add a photo with the head turned a little to their right.',
    ]);
    expect((await coverageOf({ turn: -0.4 }, { turn: 0.4 })).advice).toEqual([
      'Add a photo of another day: three are the least that is safe.',
      'Add a photo looking straight at the camera.',
    ]);
    const small = fully.map((turn) => ({ turn, widthPx: 40 }));
    expect((await coverageOf(...small)).advice).toEqual([
      'Add larger photos: these faces are 40 px wide, 60 or more are better.',
    ]);
    const same = [...fully.map((turn) => ({ turn })), { away: 0.01 }, { away: 0.02 }];
    expect(await coverageOf(...same)).toMatchObject({ samples: 5, redundant: 1 });
    expect((await coverageOf()).advice[0]).toContain('cannot be recognised');
  });

  it('does not ask for sides where the turn of a photo is not known', async () => {
    const { advice, turnUnknown } = await coverageOf({}, { turn: null }, {});
    expect({ advice, turnUnknown }).toEqual({ advice: [], turnUnknown: 1 });
  });

  it('judges nobody by their only photo, and answers an empty gallery', async () => {
    expect((await report(person(1, [{}]), person(2, [{}]))).leftOut).toMatchObject({ judged: 0 });
    expect(await report()).toMatchObject({ people: 0, pairs: [], coverage: [], leftOut: { judged: 0 } });
  });

  it('lets the program go on meanwhile, and gives the same whatever the pauses', async () => {
    const gallery: Gallery = { people: Array.from({ length: 60 }, (_, seed) => person(seed)) };
    const whole = await inSlices(galleryReport(gallery, rules), () => 0);
    let [nowMs, turns] = [0, 0];
    const meanwhile = setInterval(() => (turns += 1), 0);
    const sliced = await inSlices(galleryReport(gallery, rules), () => (nowMs += 10));
    clearInterval(meanwhile);
    expect(turns).toBeGreaterThan(3);
    expect(sliced).toEqual(whole);
  });
});
