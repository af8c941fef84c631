/** Which version held when. Pure. */
import type { LocalDate } from '../wire.ts';
import type { RuleBook, RuleKind, RuleValues, RuleVersion } from './ruleBook.ts';

export type Versions<K extends RuleKind> = readonly RuleVersion<K>[];

/** The last that began by then; before the first, the first: nothing older is known. null: it had ended. */
export function ruleAt<K extends RuleKind>(versions: Versions<K>, atMs: number): RuleValues[K] | null {
  const held = versions.findLast(({ fromMs }) => fromMs <= atMs) ?? versions[0];
  return held?.value ?? null;
}

/** The last that began by then, and nothing before the first. */
export const ruleSince = <K extends RuleKind>(versions: Versions<K>, atMs: number): RuleValues[K] | null =>
  versions.findLast(({ fromMs }) => fromMs <= atMs)?.value ?? null;

/** Of the first days by then the latest; of two with the same day what was written last. */
export function ruleOn<K extends RuleKind>(versions: Versions<K>, date: LocalDate): RuleValues[K] | null {
  let held: RuleVersion<K> | undefined;
  for (const each of versions)
    if (each.fromDate !== null && each.fromDate <= date && each.fromDate >= (held?.fromDate ?? ''))
      held = each;
  return held?.value ?? null;
}

/** Found by kind and subject, each in the order in which they were written: a clock that was put back changes nothing in that. */
export function indexVersions(versions: RuleBook['versions']) {
  const kinds = groupBy(versions, ({ kind }) => kind);
  const known = new Map(
    [...kinds].map(([kind, own]) => [kind, groupBy(own, ({ subjectId }) => subjectId)] as const),
  );
  // A key holds versions of its kind alone.
  return <K extends RuleKind>(kind: K, subjectId: string) =>
    (known.get(kind)?.get(subjectId) ?? nothing) as unknown as Versions<K>;
}

const nothing: readonly never[] = [];

export function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const own = groups.get(key);
    if (own) own.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
