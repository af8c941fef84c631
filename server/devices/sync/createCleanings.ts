/** Everything biometric of somebody goes from a terminal that calls by a command for each kind: it is gone when all of them went well. */
import type { TemplateKind } from '../push/rows.ts';

export const cleanedKinds: readonly TemplateKind[] = ['finger', 'face', 'photo', 'bio'];

/** `of` says whose, where, and for which time they took their consent back. */
export function createCleanings() {
  const results = new Map<string, Map<TemplateKind, string | null>>();
  return {
    /** Kinds that nothing was answered for yet. */
    left: (of: string): TemplateKind[] => cleanedKinds.filter((kind) => !results.get(of)?.has(kind)),
    /** `why`: null, it went well. Answers undefined until all were told, then null or why not. */
    ended(of: string, kind: TemplateKind, why: string | null): string | null | undefined {
      const told = results.get(of) ?? new Map<TemplateKind, string | null>();
      results.set(of, told.set(kind, why));
      if (told.size < cleanedKinds.length) return undefined;
      results.delete(of);
      return [...told.values()].find((each) => each !== null) ?? null;
    },
  };
}
