/** The enrolled people as recognition needs them. */
import { distance, meanEmbedding } from './embedding.ts';
import type { WeightedEmbedding } from './embedding.ts';
import { nearestRows } from './nearestRows.ts';
import type { IdentityRules } from './rules.ts';

export type Gallery = { people: GalleryPerson[] };
export type GalleryPerson = {
  personId: string;
  name: string;
  samples: GallerySample[];
  /** What an administrator's "not this person" taught: numbers only, never a face. */
  stricter?: Stricter;
};
/** `facts` decide nothing: the gallery report tells from them what photos are missing. `turnToLeft` null: not known. */
export type GallerySample = WeightedEmbedding & {
  facts?: { faceWidthPx: number; turnToLeft: number | null };
};

/**
 * `limit`: nobody farther than this is called this person; null: as everybody.
 * `rivals`: the person must be nearer than each of these by `lead`.
 */
export type Stricter = { limit: number | null; rivals: { personId: string; lead: number }[] };

/** How far a face is from a person. */
export type Candidate = { person: GalleryPerson; distance: number };

export type ReadyGallery = {
  personOf(personId: string): GalleryPerson | undefined;
  /** The nearest people, nearest first; at most `closestPeople` of them. */
  nearest(embedding: Float32Array): Candidate[];
  /** Infinity for somebody who is not enrolled. */
  distanceTo(personId: string, embedding: Float32Array): number;
};

/** People whose samples are looked at one by one; the others are too far by their means. */
const closestPeople = 8;

/** Prepares what every look-up shares: one mean per person, all means side by side. */
export function readyGallery(gallery: Gallery, rules: IdentityRules): ReadyGallery {
  const people = gallery.people.filter((person) => person.samples.length > 0);
  return galleryOf(
    people.map((person) => ready(person, rules)),
    rules,
  );
}

/** The same from people made ready one by one. */
export function galleryOf(people: ReadyPerson[], rules: IdentityRules): ReadyGallery {
  const size = people[0]?.centre.length ?? 0;
  const centres = new Float32Array(people.length * size);
  people.forEach(({ centre }, row) => centres.set(centre, row * size));
  const closest = nearestRows(centres, size);
  const byId = new Map(people.map((entry) => [entry.person.personId, entry]));
  /** A track's remembered faces vote again with every new face; their nearest people do not change. */
  const known = new WeakMap<Float32Array, Candidate[]>();

  function nearest(embedding: Float32Array): Candidate[] {
    return closest(embedding, closestPeople)
      .flatMap(({ row }) => people[row] ?? [])
      .map((entry) => ({ person: entry.person, distance: distanceToPerson(embedding, entry, rules) }))
      .sort((a, b) => a.distance - b.distance);
  }

  return {
    personOf: (personId) => byId.get(personId)?.person,
    nearest(embedding) {
      const candidates = known.get(embedding) ?? nearest(embedding);
      known.set(embedding, candidates);
      return candidates;
    },
    distanceTo(personId, embedding) {
      const entry = byId.get(personId);
      return entry ? distanceToPerson(embedding, entry, rules) : Infinity;
    },
  };
}

export type ReadyPerson = { person: GalleryPerson; centre: Float32Array; samples: WeightedEmbedding[] };

/** One person with what every look-up needs; only for people with samples. */
export function ready(person: GalleryPerson, rules: IdentityRules): ReadyPerson {
  const samples = agreeing(person.samples, rules.outlierDistance);
  return { person, centre: meanEmbedding(samples), samples };
}

/**
 * Half the distance to the person's mean, half the mean distance to their nearest few samples. The mean alone misjudges
 * somebody enrolled from several sides, whose mean resembles none of them; the nearest sample alone believes the one bad
 * sample, and favours whoever has more of them.
 */
export function distanceToPerson(
  embedding: Float32Array,
  { centre, samples }: ReadyPerson,
  rules: IdentityRules,
): number {
  const toSamples = samples.map((sample) => distance(embedding, sample.embedding)).sort((a, b) => a - b);
  const few = toSamples.slice(0, rules.nearestSamples);
  const toFew = few.reduce((sum, each) => sum + each, 0) / few.length;
  return (distance(embedding, centre) + toFew) / 2;
}

/** Without samples far from the middle one, as long as most agree: a wrong photo must not pull a person away. */
function agreeing(samples: WeightedEmbedding[], outlierDistance: number): WeightedEmbedding[] {
  const middle = samples.reduce((best, sample) =>
    apart(sample, samples) < apart(best, samples) ? sample : best,
  );
  const near = samples.filter((s) => distance(s.embedding, middle.embedding) <= outlierDistance);
  return near.length * 2 > samples.length ? near : samples;
}

const apart = (sample: WeightedEmbedding, others: WeightedEmbedding[]): number =>
  others.reduce((sum, other) => sum + other.quality * distance(sample.embedding, other.embedding), 0);
