/** Policies, substitutes and snoozes in memory, always as the store has them. */
import type { EscalationPolicy, PersonSnooze, Substitute } from '../wire.ts';
import type { PolicyStore } from './policyStore.ts';

export type PolicyBook = {
  policies: EscalationPolicy[];
  substitutes: Substitute[];
  snoozes: PersonSnooze[];
};
export type LoadedPolicies = {
  current: () => PolicyBook;
  /** Reads everything again; resolves when `current` has it. */
  refresh: () => Promise<void>;
};

export async function loadPolicies(store: PolicyStore, companyId: string): Promise<LoadedPolicies> {
  const read = async (): Promise<PolicyBook> => ({
    policies: await store.policies(companyId),
    substitutes: await store.substitutes(companyId),
    snoozes: await store.snoozes(companyId),
  });
  let book = await read();
  /** One after the other: an older reading must not replace a newer one. */
  let last: Promise<unknown> = Promise.resolve();
  return {
    current: () => book,
    refresh() {
      const done = last.then(async () => void (book = await read()));
      last = done.catch(() => undefined);
      return done;
    },
  };
}
