/**
 * What to expect of the enrolled people before the first camera sees them: who may be confused with whom, how often each
 * is recognised from photos that were left out, which photos are missing, and how strict the limit has to be.
 * A generator, because thousands of people take seconds: it pauses after every few milliseconds of work (`inSlices`).
 */
import type { GalleryReport, PersonCoverage, SampleTally } from '../wire.ts';
import { closestPairs, type Pair } from './closestPairs.ts';
import { coverageOf } from './coverage.ts';
import { type Gallery, galleryOf, ready, type ReadyPerson } from './gallery.ts';
import type { Work } from './inSlices.ts';
import { leaveOneOut, type LeftOut } from './leaveOneOut.ts';
import { pairOf } from './pairAdvice.ts';
import type { IdentityRules } from './rules.ts';
import { limitOf } from './suggestLimit.ts';

/** More of them are no longer read. */
const pairsShown = 20;

export function* galleryReport(gallery: Gallery, rules: IdentityRules): Work<GalleryReport> {
  const people: ReadyPerson[] = [];
  for (const person of gallery.people) {
    if (person.samples.length > 0) people.push(ready(person, rules));
    yield;
  }
  const close = yield* closestPairs(people, rules);
  const limit = limitOf(close.pairs[0] ?? null, rules);
  const enrolled = galleryOf(people, rules);
  const judged = yield* leaveOneOut(people, enrolled, rules);
  const stricter = { ...rules, manyFacesDistance: limit.suggested };
  const judgedStrictly =
    limit.suggested < limit.used ? yield* leaveOneOut(people, enrolled, stricter) : judged;

  const nearest = nearestOf(close.pairs);
  const judgedOf = new Map(judged.map((each) => [each.personId, each]));
  const coverage: GalleryReport['coverage'] = [];
  for (const person of gallery.people) {
    const pair = nearest.get(person.personId) ?? null;
    coverage.push({
      ...coverageOf(person, judgedOf.get(person.personId) ?? null, rules),
      nearest: pair && otherIn(pair, person.personId),
    });
    yield;
  }
  return {
    people: gallery.people.length,
    samples: gallery.people.reduce((sum, { samples }) => sum + samples.length, 0),
    pairs: close.pairs.slice(0, pairsShown).map((pair) => pairOf(pair, rules)),
    compared: { people: close.rows, of: people.length },
    leftOut: { ...total(judged), withSuggested: total(judgedStrictly) },
    limit,
    coverage: coverage.sort((a, b) => urgency(b) - urgency(a) || a.name.localeCompare(b.name)),
  };
}

/** The closest pair of everybody who is in one. */
function nearestOf(pairs: readonly Pair[]): Map<string, Pair> {
  const nearest = new Map<string, Pair>();
  for (const pair of pairs)
    for (const { personId } of pair.people) if (!nearest.has(personId)) nearest.set(personId, pair);
  return nearest;
}

function otherIn({ people: [a, b], distance }: Pair, personId: string) {
  const other = a.personId === personId ? b : a;
  return { personId: other.personId, name: other.name, distance };
}

function total(judged: readonly LeftOut[]): SampleTally {
  const sum = { judged: 0, right: 0, unknown: 0, wrong: 0 };
  for (const each of judged) {
    sum.judged += each.judged;
    sum.right += each.right;
    sum.unknown += each.unknown;
    sum.wrong += each.wrong;
  }
  return sum;
}

/** No photo, then wrong names, then few recognised, then whoever has most to do. */
function urgency({ samples, leftOut, advice }: PersonCoverage): number {
  if (samples === 0) return Infinity;
  const unknownShare = leftOut.judged === 0 ? 0 : leftOut.unknown / leftOut.judged;
  return leftOut.wrong * 100 + unknownShare * 10 + advice.length;
}
