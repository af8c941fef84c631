/** Rows the store does not hold yet, or not as they have become. Bounded; what is lost is counted. */

/** Ten thousand people who all move ten times while the store fails; about 30 MB. */
export const rowsKeptMax = 100_000;

/** Rows are never changed but replaced: one that changed while it was written is known by that. */
export function unstoredRows<Row extends { personId: string }>(idOf: (row: Row) => string) {
  const kept = new Map<string, Row>();
  let dropped = 0;
  return {
    keep(row: Row): void {
      kept.set(idOf(row), row);
      const [oldest] = kept.keys();
      if (kept.size <= rowsKeptMax || oldest === undefined) return;
      kept.delete(oldest);
      dropped++;
    },
    of: (personIds: ReadonlySet<string>): Row[] =>
      kept.size === 0 ? [] : [...kept.values()].filter(({ personId }) => personIds.has(personId)),
    all: (): Row[] => [...kept.values()],
    /** One that changed since it was written stays. */
    stored(rows: Row[]): void {
      for (const row of rows) if (kept.get(idOf(row)) === row) kept.delete(idOf(row));
    },
    forget: (id: string): void => void kept.delete(id),
    forgetPerson(gone: string): void {
      for (const row of kept.values()) if (row.personId === gone) kept.delete(idOf(row));
    },
    size: () => kept.size,
    dropped: () => dropped,
  };
}
