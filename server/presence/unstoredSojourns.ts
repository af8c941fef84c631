/** Sojourns the store does not hold yet, or not as long as they have become. Bounded; what is lost is counted. */
import type { Sojourn } from './sojourns.ts';

/** Ten thousand people who all move ten times while the store fails; about 30 MB. */
export const sojournsKeptMax = 100_000;

export function unstoredSojourns() {
  const kept = new Map<string, Sojourn>();
  let dropped = 0;
  return {
    keep(sojourn: Sojourn): void {
      kept.set(sojourn.sojournId, sojourn);
      const [oldest] = kept.keys();
      if (kept.size <= sojournsKeptMax || oldest === undefined) return;
      kept.delete(oldest);
      dropped++;
    },
    of: (personIds: ReadonlySet<string>): Sojourn[] =>
      [...kept.values()].filter(({ personId }) => personIds.has(personId)),
    /** One that grew since it was written stays. */
    stored(sojourns: Sojourn[]): void {
      for (const sojourn of sojourns)
        if (kept.get(sojourn.sojournId) === sojourn) kept.delete(sojourn.sojournId);
    },
    forget: (sojournId: string): void => void kept.delete(sojournId),
    forgetPerson(gone: string): void {
      for (const { sojournId, personId } of kept.values()) if (personId === gone) kept.delete(sojournId);
    },
    dropped: () => dropped,
  };
}
