/** An absence as a fact: when it began, what it stands on, and what ended it. Pure. */
import type { AbsenceEvidence, AbsenceView, DutyNow } from '../wire.ts';
import type { PersonPresence, PresenceRules } from './presence.ts';
import type { Sojourn } from './sojourns.ts';
import { absentAfter, hasArrived, missedSince } from './tickPerson.ts';

export type EndedWhy = NonNullable<AbsenceView['endedWhy']>;
type Ended = { toMs: number; endedWhy: EndedWhy };

/** What else was known at that moment. */
export type Known = {
  cameraName: string;
  cameras: number;
  seeing: number;
  punches: AbsenceEvidence['punches'];
};

/** `countedMs`: until when they were known not to be absent yet. */
export function absenceOf(
  person: PersonPresence,
  { nowMs, countedMs }: { nowMs: number; countedMs: number },
  { duty, rules }: { duty: DutyNow; rules: PresenceRules },
  known: Known,
  newId: () => string,
): AbsenceView {
  const thresholdMs = absentAfter(person, { duty, rules });
  const fromMs = missedSince(person) ?? nowMs;
  const passedMs = nowMs - (person.missedMs - thresholdMs);
  const detectedAtMs = Math.min(nowMs, Math.max(passedMs, countedMs, fromMs));
  const isLeft = duty.kind === 'due' ? hasArrived(person, duty.startMs) : person.lastSeenMs !== null;
  return {
    absenceId: newId(),
    personId: person.personId,
    fromMs,
    detectedAtMs,
    ...{ toMs: null, endedWhy: null, area: person.area },
    evidence: {
      kind: isLeft ? 'left' : 'notArrived',
      thresholdMs,
      coveredMs: Math.min(person.missedMs, thresholdMs),
      lastSeen: lastSeenOf(person, known.cameraName),
      ...{ cameras: known.cameras, camerasSeeing: known.seeing, punches: known.punches },
      shift: duty.kind === 'due' ? { shiftId: duty.shiftId, startMs: duty.startMs, endMs: duty.endMs } : null,
    },
  };
}

function lastSeenOf(
  { lastSeenMs, cameraId, area, sojourn }: PersonPresence,
  cameraName: string,
): AbsenceEvidence['lastSeen'] {
  if (lastSeenMs === null || cameraId === null || area === null) return null;
  const { score, faces } = sojourn?.evidence ?? { score: 0, faces: 0 };
  return { atMs: lastSeenMs, cameraId, cameraName, area, score, faces };
}

/** A clock that was set back makes no absence that ends person it began. */
export const endAbsence = (absence: AbsenceView, { toMs, endedWhy }: Ended): AbsenceView => ({
  ...absence,
  toMs: Math.max(toMs, absence.fromMs),
  endedWhy,
});

/** What ends the absence of somebody who need not be there any more. */
export function endOfDuty(duty: DutyNow): EndedWhy {
  if (duty.kind !== 'off') return 'off';
  switch (duty.why) {
    case 'break':
    case 'leave':
    case 'checkedOut':
    case 'paused':
      return duty.why;
    case 'beforeShift':
    case 'afterShift':
    case 'restDay':
    case 'holiday':
      return 'off';
    default:
      return duty.why satisfies never;
  }
}

/** When duty ended while nobody looked, as in a restart; null: it goes on. `at`: the rules, asked at any time. */
export function dutyEnded(
  absence: AbsenceView,
  nowMs: number,
  at: (atMs: number) => { duty: DutyNow; untilMs: number },
): Ended | null {
  const then = at(Math.min(absence.detectedAtMs, nowMs));
  if (then.duty.kind !== 'off' && then.untilMs <= nowMs) {
    const next = at(then.untilMs).duty;
    if (next.kind === 'off') return { toMs: then.untilMs, endedWhy: endOfDuty(next) };
  }
  const now = at(nowMs).duty;
  return now.kind === 'off' ? { toMs: nowMs, endedWhy: endOfDuty(now) } : null;
}

/**
 * An absence whose end proved to be somebody else's sighting: it ended when the person was truly seen next, or when their duty
 * did; else it never ended, and lasts. `sojourns`: those that count.
 */
export function correctAbsence(
  absence: AbsenceView,
  sojourns: readonly Sojourn[],
  ended: Ended | null,
): AbsenceView {
  const lasting: AbsenceView = { ...absence, toMs: null, endedWhy: null };
  const seenMs = sojourns
    .map(({ fromMs }) => fromMs)
    .filter((fromMs) => fromMs > absence.fromMs)
    .reduce((first, fromMs) => Math.min(first, fromMs), Infinity);
  if (ended && ended.toMs <= seenMs) return endAbsence(lasting, ended);
  if (Number.isFinite(seenMs)) return endAbsence(lasting, { toMs: seenMs, endedWhy: 'returned' });
  return lasting;
}
