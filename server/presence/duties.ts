/** Who has to be there, as presence asks: each answer kept while it holds, so that ten thousand people are not asked five times a second. */
import type { Duty } from '../duty.ts';
import type { DutyNow } from '../wire.ts';

/** Days off, `toMs` not included. */
export type PersonLeave = { personId: string; fromMs: number; toMs: number };
/** `duty` holds until `untilMs`, unless something changes. */
export type DutyStretch = { duty: DutyNow; untilMs: number };
export type Duties = ReturnType<typeof createDuties>;

type Asked = DutyStretch & { askedMs: number };

/** What nobody announced is noticed so soon. */
const askEveryMs = 1_000;
const always: DutyNow = { kind: 'always' };

export function createDuties(duty: Pick<Duty, 'dutyOf'> | undefined) {
  const asked = new Map<string, Asked>();
  let leaves = new Map<string, PersonLeave[]>();

  function at(personId: string, atMs: number): DutyStretch {
    const own = leaves.get(personId) ?? [];
    const leave = own.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
    if (leave) return { duty: { kind: 'off', why: 'leave', untilMs: leave.toMs }, untilMs: leave.toMs };
    const now = duty?.dutyOf(personId, atMs) ?? always;
    const endMs = now.kind === 'always' ? Infinity : (now.untilMs ?? Infinity);
    // One that is over already says nothing.
    const untilMs = endMs > atMs ? endMs : Infinity;
    return { duty: now, untilMs: own.reduce((end, { fromMs }) => nextOf(end, fromMs, atMs), untilMs) };
  }

  function ask(personId: string, atMs: number): Asked {
    const now = { ...at(personId, atMs), askedMs: atMs };
    asked.set(personId, now);
    return now;
  }

  return {
    at,
    /** What held when the person was last counted, if that is sure to hold still; null: ask for `stretches`. */
    holding(personId: string, nowMs: number): DutyNow | null {
      const last = asked.get(personId);
      const holds =
        last && nowMs >= last.askedMs && nowMs < last.untilMs && nowMs - last.askedMs < askEveryMs;
      return holds ? last.duty : null;
    },
    /** What held when the person was last counted, up to `nowMs`: asked anew where that is needed. */
    stretches(personId: string, countedMs: number, nowMs: number): DutyStretch[] {
      let last = asked.get(personId);
      if (!last || nowMs < last.askedMs) return [ask(personId, nowMs)];
      const held: DutyStretch[] = [last];
      while (last.untilMs <= nowMs && held.length < stretchesMax) {
        last = ask(personId, Math.max(last.untilMs, countedMs));
        held.push(last);
      }
      if (last.askedMs !== nowMs) held.push(ask(personId, nowMs));
      return held;
    },
    setLeaves(now: readonly PersonLeave[]): void {
      leaves = new Map();
      for (const leave of now) leaves.set(leave.personId, [...(leaves.get(leave.personId) ?? []), leave]);
      asked.clear();
    },
    forget: (personId?: string): void => {
      if (personId === undefined) asked.clear();
      else asked.delete(personId);
    },
  };
}

/** Between two looks at the clock; more is a rule gone wrong. */
const stretchesMax = 50;

const nextOf = (endMs: number, fromMs: number, atMs: number): number =>
  fromMs > atMs ? Math.min(endMs, fromMs) : endMs;
