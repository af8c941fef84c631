/** What happened since a connector looked last, as rows to hand over. */
import type { NewRow } from './connectorStore.ts';
import { leftAnywayAfterMs } from './passings.ts';
import { keyOf, type PunchFact, type PunchNeeds, punchFacts } from './punchRows.ts';

/** Until then nobody knows for certain whether somebody left. A little more: what is seen is stored a moment later. */
const undecidedMs = leftAnywayAfterMs + 10 * 60_000;

/** `untilMs`: everything before is among them, or was taken before. */
export async function takePunches(
  needs: PunchNeeds,
  sinceMs: number,
  nowMs: number,
): Promise<{ facts: PunchFact[]; untilMs: number }> {
  const facts = await punchFacts(needs, {
    ...{ fromMs: sinceMs, toMs: nowMs + 1, nowMs },
    recordedSinceMs: sinceMs,
  });
  return { facts, untilMs: Math.max(sinceMs, nowMs - undecidedMs) };
}

export const rowOf = (fact: PunchFact): NewRow => ({
  ...{ rowKey: keyOf(fact), atMs: fact.atMs, payload: JSON.stringify(fact) },
});
