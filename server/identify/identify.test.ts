import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CameraId, Sighting } from '../../pipeline/messages.ts';
import { createIdentifier } from './createIdentifier.ts';
import { distance, meanEmbedding } from './embedding.ts';
import { noEvidence, withFace } from './evidence.ts';
import type { EvidenceFace } from './evidence.ts';
import { readyGallery } from './gallery.ts';
import type { Gallery, GalleryPerson } from './gallery.ts';
import { judgeTrack } from './judgeTrack.ts';
import { identityRules as rules } from './rules.ts';

fc.configureGlobal({ seed: 20_261_120 });

const hall = 'hall' as CameraId;

/** A repeatable direction of length 1; two of different seeds are about 1.4 apart, as far as strangers get. */
function direction(seed: number): Float32Array {
  let state = Math.imul(seed + 1, 0x9e3779b9) >>> 0;
  const next = () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  const numbers = Float32Array.from({ length: 128 }, () => next() + next() + next());
  const length = Math.hypot(...numbers);
  return numbers.map((n) => n / length);
}

/** The face of `person` seen `away` from its true place, in the direction of `seed`. */
function face(person: number, away: number, seed: number): Float32Array {
  const towards = direction(10_000 + seed);
  return direction(person).map((n, i) => n + away * (towards[i] ?? 0));
}

const name = (person: number) => `p${person}`;
const enrolled = (person: number, samples = 3): GalleryPerson => ({
  personId: name(person),
  name: `Person ${person}`,
  samples: Array.from({ length: samples }, (_, i) => ({ embedding: face(person, 0.15, i), quality: 0.8 })),
});
const galleryOf = (...people: GalleryPerson[]): Gallery => ({ people });
const evidenceOf = (faces: EvidenceFace[]) =>
  faces.reduce((evidence, each) => withFace(evidence, each, rules).evidence, noEvidence);
const facesOf = (person: number, count: number, away = 0.25, quality = 0.7): EvidenceFace[] =>
  Array.from({ length: count }, (_, i) => ({ embedding: face(person, away, 50 + i), quality, atMs: i }));
const judge = (faces: EvidenceFace[], gallery: Gallery) =>
  judgeTrack(evidenceOf(faces), readyGallery(gallery, rules), rules, 99);

const body = { x: 0, y: 0, width: 50, height: 100 };
function sighting(trackId: number, embedding: Float32Array | null, quality = 0.7, seen = true): Sighting {
  const measured = { widthPx: 80, sharpness: 300, turn: 0.1, quality };
  const seenFace = embedding && { box: body, score: 0.9, quality: measured, embedding, unusable: null };
  return { trackId, body, seen, face: seenFace };
}
const nameIn = (identity: ReturnType<typeof judge>) => (identity.kind === 'named' ? identity.personId : null);

describe('meanEmbedding()', () => {
  it('keeps the length of its parts', () => {
    const mean = meanEmbedding(facesOf(1, 5).map(({ embedding }) => ({ embedding, quality: 1 })));
    const parts = facesOf(1, 5).map(({ embedding }) => Math.hypot(...embedding));
    expect(Math.hypot(...mean)).toBeCloseTo(parts.reduce((a, b) => a + b, 0) / 5, 5);
  });
});

describe('readyGallery()', () => {
  it('is not misled by one wrong photo among good ones', () => {
    const spoilt = enrolled(1, 4);
    spoilt.samples.push({ embedding: face(2, 0.1, 3), quality: 1 });
    const gallery = readyGallery(galleryOf(spoilt), rules);
    const [own, wrong] = [face(1, 0.2, 9), face(2, 0.1, 8)];
    const clean = readyGallery(galleryOf(enrolled(1, 4)), rules);
    expect(gallery.distanceTo('p1', own)).toBeCloseTo(clean.distanceTo('p1', own), 6);
    expect(gallery.distanceTo('p1', wrong)).toBeGreaterThan(1);
  });

  it('finds the nearest of many people, whatever their order', () => {
    const people = Array.from({ length: 60 }, (_, i) => enrolled(i));
    for (const order of [people, people.toReversed()]) {
      const [best, second] = readyGallery(galleryOf(...order), rules).nearest(face(37, 0.3, 1));
      expect(best?.person.personId).toBe('p37');
      expect(second?.distance).toBeGreaterThan(best?.distance ?? 9);
    }
  });

  it('answers an empty gallery and people without samples with nobody', () => {
    expect(readyGallery(galleryOf(), rules).nearest(face(1, 0, 0))).toEqual([]);
    expect(readyGallery(galleryOf({ ...enrolled(1), samples: [] }), rules).personOf('p1')).toBeUndefined();
  });
});

describe('judgeTrack()', () => {
  const office = galleryOf(enrolled(1), enrolled(2), enrolled(3));

  it('names a track of good faces, with score, margin and count', () => {
    const identity = judge(facesOf(2, 5), office);
    expect(identity).toMatchObject({
      kind: 'named',
      personId: 'p2',
      name: 'Person 2',
      faces: 5,
      sinceMs: 99,
    });
    if (identity.kind === 'named') expect(identity.score).toBeGreaterThan(0.6);
  });

  it('tells why it names nobody', () => {
    expect(judge([], office)).toEqual({ kind: 'unknown', reason: 'noFace', nearest: null, likely: false });
    expect(judge(facesOf(2, 1, 0.1, 0.2), office)).toMatchObject({ reason: 'tooFewFaces' });
    expect(judge(facesOf(9, 5), office)).toMatchObject({ reason: 'belowThreshold' });
    expect(judge(facesOf(9, 5), galleryOf())).toEqual({
      kind: 'unknown',
      reason: 'belowThreshold',
      nearest: null,
      likely: false,
    });
  });

  it('asks one face to be nearer than five', () => {
    const far = facesOf(2, 1, 0.36, 0.6);
    expect(judge(far, office)).toMatchObject({ kind: 'unknown', reason: 'tooFewFaces' });
    expect(nameIn(judge(facesOf(2, 1, 0.15, 0.5), office))).toBe('p2');
    expect(nameIn(judge(facesOf(2, 5, 0.36, 0.6), office))).toBe('p2');
  });

  it('calls two people with the same face a tie', () => {
    const twins = galleryOf(enrolled(1), { ...enrolled(1), personId: 'twin', name: 'Twin' });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.double({ min: 0, max: 0.3, noNaN: true }),
        (count, away) => {
          const identity = judge(facesOf(1, count, away), twins);
          expect(identity.kind).toBe('unknown');
        },
      ),
    );
    expect(judge(facesOf(1, 6, 0.1), twins)).toMatchObject({ reason: 'tie' });
  });

  it('gives the same answer for any order of the faces', () => {
    const someFaces = fc.array(
      fc.tuple(fc.double({ min: 0, max: 0.5, noNaN: true }), fc.integer({ min: 1, max: 9 })),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(someFaces, fc.infiniteStream(fc.nat()), (list, keys) => {
        const faces = list.map(([away, tenths], i) => ({
          embedding: face(1, away, i),
          quality: tenths / 10,
          atMs: i,
        }));
        const shuffled = faces
          .map((each) => ({ each, key: Number(keys.next().value) }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
        const [one, other] = [judge(faces, office), judge(shuffled, office)];
        expect(nameIn(other)).toBe(nameIn(one));
        expect(other.kind === 'unknown' && other.reason).toBe(one.kind === 'unknown' && one.reason);
      }),
    );
  });

  it('never names somebody far from everyone', () => {
    const farAway = fc.double({ min: 0.55, max: 3, noNaN: true });
    fc.assert(
      fc.property(farAway, fc.integer({ min: 1, max: 30 }), fc.nat(500), (away, count, seed) => {
        const stranger = face(2, away, 900 + seed);
        const faces = Array.from({ length: count }, (_, i) => ({ embedding: stranger, quality: 1, atMs: i }));
        expect(judge(faces, office).kind).toBe('unknown');
      }),
    );
  });

  it('gives the name no other weight when a far person joins', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 400 }), fc.integer({ min: 1, max: 9 }), (newcomer, count) => {
        const faces = facesOf(1, count);
        const more = galleryOf(...office.people, enrolled(newcomer));
        expect(judge(faces, more)).toEqual(judge(faces, office));
      }),
    );
  });
});

describe('createIdentifier()', () => {
  function office(...people: number[]) {
    let gallery = galleryOf(...people.map((p) => enrolled(p)));
    const identifier = createIdentifier({ gallery: () => gallery });
    let atMs = 0;
    const show = (...sightings: Sighting[]) => identifier.sighted(hall, (atMs += 200), sightings);
    return {
      identifier,
      show,
      /** Shows so many faces of a person on track 1 and answers the last name. */
      watch: (person: number, count: number, from = 0, away = 0.25) => {
        let last = null;
        for (let i = 0; i < count; i++)
          last = nameIn(show(sighting(1, face(person, away, 50 + from + i)))[0]?.identity ?? expect.fail());
        return last;
      },
      nameOf: (trackId: number) => nameIn(identifier.identityOf(hall, trackId)),
      enrol: (...now: GalleryPerson[]) => {
        gallery = galleryOf(...now);
        identifier.galleryChanged();
      },
    };
  }

  it('names a track and keeps the name while the face is hidden', () => {
    const { show, watch, identifier } = office(1, 2);
    expect(watch(1, 5)).toBe('p1');
    const before = identifier.identityOf(hall, 1);
    for (let i = 0; i < 50; i++) show(sighting(1, null));
    expect(identifier.identityOf(hall, 1)).toEqual(before);
  });

  it('keeps the name through a hand across the face', () => {
    const { show, watch } = office(1, 2);
    watch(1, 5);
    const [hidden] = show(sighting(1, face(1, 0.9, 400)));
    expect(nameIn(hidden?.identity ?? expect.fail())).toBe('p1');
    expect(watch(1, 1)).toBe('p1');
  });

  it('is unknown before it ever calls a track by another name', () => {
    const { show, watch } = office(1, 2);
    watch(1, 8);
    const names = [];
    for (let i = 0; i < 10; i++)
      names.push(nameIn(show(sighting(1, face(2, 0.25, i)))[0]?.identity ?? expect.fail()));
    const dropped = names.indexOf(null);
    expect(dropped).toBeGreaterThanOrEqual(0);
    expect(dropped).toBeLessThan(names.indexOf('p2'));
    expect(names.slice(0, dropped).every((each) => each === 'p1')).toBe(true);
  });

  it('drops the name when an unknown person takes the track over', () => {
    const { watch } = office(1, 2);
    watch(1, 20);
    expect(watch(7, 2)).toBeNull();
    expect(watch(7, 20)).toBeNull();
  });

  it('drops the name when the newest faces drift off, though the best ones still fit', () => {
    const { watch, show, nameOf } = office(1, 2);
    watch(1, 20);
    for (let i = 0; i < 6; i++) show(sighting(1, face(1, 0.66, 300), 0.5));
    expect(nameOf(1)).toBeNull();
  });

  it('lets one person be on one track of a camera only', () => {
    const { show, nameOf } = office(1, 2);
    for (let i = 0; i < 6; i++) show(sighting(1, face(1, 0.3, i)), sighting(2, face(1, 0.05, i)));
    expect([nameOf(1), nameOf(2)]).toEqual([null, 'p1']);
    for (let i = 0; i < 3; i++) show(sighting(1, null));
    expect([nameOf(1), nameOf(2)]).toEqual(['p1', null]);
  });

  it('gives the name back when the better claim ends', () => {
    const { show, nameOf, identifier } = office(1, 2);
    for (let i = 0; i < 6; i++) show(sighting(1, face(1, 0.3, i)), sighting(2, face(1, 0.05, i)));
    identifier.trackEnded(hall, 2);
    show(sighting(1, null));
    expect(nameOf(1)).toBe('p1');
  });

  it('names a track the moment its person is enrolled, and not a moment after removal', () => {
    const { watch, nameOf, enrol } = office(2);
    expect(watch(1, 5)).toBeNull();
    enrol(enrolled(1), enrolled(2));
    expect(nameOf(1)).toBe('p1');
    enrol(enrolled(2));
    expect(nameOf(1)).toBeNull();
  });

  it('shows a new name for a renamed person', () => {
    const { watch, identifier, enrol } = office(1);
    watch(1, 5);
    enrol({ ...enrolled(1), name: 'New Name' });
    expect(identifier.identityOf(hall, 1)).toMatchObject({ kind: 'named', name: 'New Name' });
    // Also when the evidence alone would no longer earn the name that is being kept.
    enrol({ ...enrolled(1), name: 'Third Name' }, { ...enrolled(1), personId: 'twin' });
    expect(identifier.identityOf(hall, 1)).toMatchObject({ kind: 'named', name: 'Third Name' });
  });

  it('guesses sooner than it names, tells a guess as an unknown person, and never by a tie', () => {
    const { watch, identifier } = office(1, 2);
    expect(watch(1, 1, 0, 0.36)).toBeNull();
    expect(identifier.identityOf(hall, 1)).toMatchObject({
      ...{ kind: 'unknown', reason: 'tooFewFaces', likely: true, nearest: { personId: 'p1' } },
    });
    expect(identifier.unknownInView()).toBe(1);
    expect(watch(1, 6, 1, 0.3)).toBe('p1');
    const twins = galleryOf(enrolled(1), { ...enrolled(1), personId: 'twin', name: 'Twin' });
    expect(judge(facesOf(1, 6, 0.3), twins)).toMatchObject({ kind: 'unknown', likely: false });
  });

  it('gives no guess where a name is sure, and one guess per person', () => {
    const { show, identifier } = office(1, 2);
    const far = (i: number) => face(1, 0.36, i);
    show(sighting(1, far(50)), sighting(2, far(51)));
    const guesses = [1, 2].map((trackId) => identifier.identityOf(hall, trackId));
    expect(guesses.filter((each) => each.kind === 'unknown' && each.likely)).toHaveLength(1);
    for (let i = 0; i < 6; i++) show(sighting(1, far(50)), sighting(2, null), sighting(3, face(1, 0.1, i)));
    expect(identifier.identityOf(hall, 3)).toMatchObject({ kind: 'named', personId: 'p1' });
    for (const trackId of [1, 2])
      expect(identifier.identityOf(hall, trackId)).toMatchObject({ kind: 'unknown', likely: false });
  });

  it('takes a denied name away at once and for the life of the track, whatever it shows', () => {
    const { watch, show, identifier, nameOf, enrol } = office(1, 2);
    expect(watch(1, 5)).toBe('p1');
    identifier.deny({ cameraId: hall, trackId: 1, personId: 'p1', untilMs: 10_000 });
    expect(identifier.identityOf(hall, 1)).toMatchObject({ kind: 'unknown', reason: 'tie', likely: false });
    expect(watch(1, 30, 5, 0.1)).toBeNull();
    enrol(enrolled(1), enrolled(2), enrolled(3));
    expect(nameOf(1)).toBeNull();
    // After a jump the track may be named, but never that.
    expect(watch(2, 8)).toBe('p2');
    watch(1, 20);
    expect(nameOf(1)).toBeNull();
    for (let i = 0; i < 6; i++) show(sighting(4, face(1, 0.2, i)));
    expect(nameOf(4)).toBe('p1');
  });

  it('denies only the track that bore the name by then', () => {
    const { watch, identifier, nameOf } = office(1, 2);
    watch(1, 5);
    identifier.deny({ cameraId: hall, trackId: 1, personId: 'p1', untilMs: 100 });
    identifier.deny({ cameraId: hall, trackId: 1, personId: 'p2', untilMs: 10_000 });
    identifier.deny({ cameraId: hall, trackId: 2, personId: 'p1', untilMs: 10_000 });
    identifier.deny({ cameraId: 'gate' as CameraId, trackId: 1, personId: 'p1', untilMs: 10_000 });
    expect(nameOf(1)).toBe('p1');
  });

  it('measures a mistake: how near the wrong name, and how much nearer than the right one', () => {
    const { watch, identifier } = office(1, 2);
    watch(1, 5);
    const tracks = { cameraId: hall, trackId: 1, personId: 'p1', untilMs: 10_000 };
    const { distance: near, lead } = identifier.mistakeOf(tracks, 'p2') ?? expect.fail();
    expect(near).toBeLessThan(0.3);
    expect(lead).toBeGreaterThan(0.8);
    expect(identifier.mistakeOf(tracks, null)?.lead).toBeNull();
    expect(identifier.mistakeOf(tracks, 'nobody')?.lead).toBeNull();
    expect(identifier.mistakeOf({ ...tracks, untilMs: 1 }, null)).toBeNull();
  });

  it('names nobody beyond their own stricter limit, and drops a name that the limit now forbids', () => {
    const { watch, identifier, enrol, nameOf } = office(1, 2);
    expect(watch(1, 6, 0, 0.3)).toBe('p1');
    const mistake = identifier.mistakeOf(
      { cameraId: hall, trackId: 1, personId: 'p1', untilMs: 10_000 },
      null,
    );
    const limit = (mistake?.distance ?? expect.fail()) - 0.04;
    enrol({ ...enrolled(1), stricter: { limit, rivals: [] } }, enrolled(2));
    expect(nameOf(1)).toBeNull();
    expect(watch(1, 6, 0, 0.3)).toBeNull();
    expect(identifier.identityOf(hall, 1)).toMatchObject({ likely: false });
    enrol({ ...enrolled(1), stricter: { limit: 0.4, rivals: [] } }, enrolled(2));
    expect(nameOf(1)).toBe('p1');
  });

  it('asks for the lead that a confused pair needs, for both names and guesses', () => {
    const clear = judge(facesOf(1, 6), galleryOf(enrolled(1), enrolled(2)));
    const lead = clear.kind === 'named' ? clear.margin : expect.fail();
    const apartBy = (more: number) =>
      galleryOf(
        { ...enrolled(1), stricter: { limit: null, rivals: [{ personId: 'p2', lead: lead + more }] } },
        enrolled(2),
      );
    expect(nameIn(judge(facesOf(1, 6), apartBy(-0.2)))).toBe('p1');
    expect(judge(facesOf(1, 6), apartBy(0.6))).toMatchObject({ reason: 'tie', likely: false });
  });

  it('learns nothing from what it sees: a long day leaves the gallery as it was', () => {
    const people = [enrolled(1), enrolled(2), enrolled(3)];
    const before = structuredClone(people);
    let reads = 0;
    const identifier = createIdentifier({ gallery: () => (reads++, galleryOf(...people)) });
    for (let i = 0; i < 3_000; i++) {
      const person = 1 + (i % 5);
      identifier.sighted(hall, i * 200, [sighting(i >> 5, face(person, 0.2 + (i % 4) * 0.1, i))]);
    }
    expect(people).toEqual(before);
    expect(reads).toBe(1);
    // The same face gets the same answer after the day as before it.
    const judged = (on: typeof identifier) => {
      for (let i = 0; i < 6; i++) on.sighted('late' as CameraId, i, [sighting(9_999, face(2, 0.3, i))]);
      return on.identityOf('late' as CameraId, 9_999);
    };
    expect(judged(identifier)).toEqual(judged(createIdentifier({ gallery: () => galleryOf(...before) })));
  });

  it('counts the unknown people in view', () => {
    const { show, watch, identifier } = office(1);
    watch(1, 5);
    show(sighting(1, null), sighting(2, null), sighting(3, null), sighting(4, null, 0, false));
    expect(identifier.unknownInView()).toBe(2);
    identifier.sighted('gate' as CameraId, 5, [sighting(1, null)]);
    expect(identifier.unknownInView()).toBe(3);
    identifier.cameraLost(hall);
    expect(identifier.unknownInView()).toBe(1);
  });

  it('forgets tracks that nobody ended', () => {
    const { watch, nameOf, identifier } = office(1);
    watch(1, 5);
    identifier.sighted(hall, 10_000_000, []);
    expect(nameOf(1)).toBeNull();
  });

  it('never changes a name when far people are enrolled', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 10, max: 300 }), { maxLength: 20 }), (others) => {
        const { watch, identifier, enrol } = office(1, 2);
        watch(1, 6);
        const before = identifier.identityOf(hall, 1);
        enrol(enrolled(1), enrolled(2), ...others.map((p) => enrolled(p)));
        expect(identifier.identityOf(hall, 1)).toEqual(before);
      }),
      { numRuns: 40 },
    );
  });
});

it('distance() of the synthetic faces is what the tests assume', () => {
  expect(distance(direction(1), direction(2))).toBeGreaterThan(1.1);
  expect(distance(face(1, 0.25, 50), direction(1))).toBeCloseTo(0.25, 3);
});
