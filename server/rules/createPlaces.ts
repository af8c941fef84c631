/** Where somebody belonged at a time: team, work areas, zone. Pure. */
import type { Pause } from '../wire.ts';
import { type indexVersions, ruleAt } from './ruleAt.ts';
import type { CompanyRule, PersonRule, RuleBook } from './ruleBook.ts';

export type Places = ReturnType<typeof createPlaces>;

export function createPlaces(book: RuleBook, versions: ReturnType<typeof indexVersions>) {
  const areaIds = [
    ...new Set(book.versions.flatMap((each) => (each.kind === 'area' ? [each.subjectId] : []))),
  ];
  const area = (areaId: string, atMs: number) => ruleAt(versions('area', areaId), atMs);
  const team = (teamId: string, atMs: number) => ruleAt(versions('team', teamId), atMs);
  const personAt = (personId: string, atMs: number): PersonRule | null =>
    ruleAt(versions('person', personId), atMs);
  const above = (areaId: string, atMs: number): string[] =>
    climb(areaId, (id) => area(id, atMs)?.parentId ?? null);
  const teamsOf = (personId: string, atMs: number): string[] =>
    climb(personAt(personId, atMs)?.teamId ?? null, (id) => team(id, atMs)?.parentId ?? null);
  const workIn = (personId: string, atMs: number): string[] => personAt(personId, atMs)?.areaIds ?? [];
  const areasAbove = (personId: string, atMs: number): string[] =>
    workIn(personId, atMs).flatMap((areaId) => above(areaId, atMs));
  /** Many work in the same places. */
  const withinKept = new Map<string, ReadonlySet<string>>();
  function namesWithin(own: string[], atMs: number): ReadonlySet<string> {
    if (own.length === 0) return new Set();
    const within = areaIds.filter((areaId) => above(areaId, atMs).some((id) => own.includes(id)));
    return new Set(within.flatMap((areaId) => area(areaId, atMs)?.name ?? []));
  }
  const companyAt = (atMs: number): CompanyRule =>
    ruleAt(versions('company', book.companyId), atMs) ?? { name: '', timeZone: 'UTC' };

  return {
    personAt,
    companyAt,
    /** The nearest first. */
    teamsOf,
    /** Of the site of their first work area that has one. null: none of them says. */
    siteZone: (personId: string, atMs: number): string | null =>
      areasAbove(personId, atMs)
        .map((areaId) => area(areaId, atMs)?.timeZone ?? null)
        .find((zone) => zone !== null) ?? null,
    workAreasAt(personId: string, atMs: number): ReadonlySet<string> {
      const own = workIn(personId, atMs);
      const key = `${atMs} ${own.join(' ')}`;
      const known = withinKept.get(key) ?? namesWithin(own, atMs);
      if (withinKept.size >= mostKept) withinKept.clear();
      withinKept.set(key, known);
      return known;
    },
    /** Whose rules about limits hold, the nearest first. */
    thresholdSubjects: (personId: string, atMs: number): string[] => [
      `person:${personId}`,
      ...teamsOf(personId, atMs).map((teamId) => `team:${teamId}`),
      ...areasAbove(personId, atMs).map((areaId) => `area:${areaId}`),
    ],
    /** An area stands still with all that lies in it, and so does whoever works in a part of it. */
    isPausedBy: (personId: string, { subject, subjectId }: Pause, atMs: number): boolean =>
      subject === 'person' ? subjectId === personId : areasAbove(personId, atMs).includes(subjectId),
  };
}

const mostKept = 1_000;

/** A circle ends the climb. */
function climb(from: string | null, parentOf: (id: string) => string | null): string[] {
  const climbed: string[] = [];
  for (let at = from; at !== null && !climbed.includes(at); at = parentOf(at)) climbed.push(at);
  return climbed;
}
