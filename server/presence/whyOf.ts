/** Why somebody is believed to be where they are: a sentence from the evidence, and the facts in it. Pure; times in the zone of the site. */
import type { DutyNow, PresenceState, Why } from '../wire.ts';
import { durationText, timeText } from './timeText.ts';
import type { Evidence } from './sojourns.ts';

export type WhyInput = {
  state: PresenceState;
  sinceMs: number;
  nowMs: number;
  zone: string;
  lastSeen: {
    atMs: number;
    area: string | null;
    /** null: by a punch. */
    cameraName: string | null;
    evidence: Pick<Evidence, 'score' | 'faces'> | null;
  } | null;
  /** Those that could see them; none: all there are. */
  areas: string[];
  cameras: { cameras: number; seeing: number };
  /** Since when all of them see without a break; null: not known, or not all see. */
  watchedSinceMs: number | null;
  duty: DutyNow;
  punches: { atMs: number; direction: string }[];
  isBadgeOnly: boolean;
  alsoSeenAt: string | null;
  /** The absence clock. */
  missedMs: number;
  awayAfterMs: number;
  absentAfterMs: number;
};

/** Always four clauses: the page translates the sentence by that. */
export function whyOf(input: WhyInput): Why {
  const clauses = [seenClause(input), cameraClause(input), punchClause(input), dutyClause(input)];
  return { sentence: `${headOf(input)}: ${clauses.join('; ')}.`, facts: factsOf(input) };
}

function headOf({ state, sinceMs, nowMs, zone }: WhyInput): string {
  return `${stateWords[state]} since ${timeText(sinceMs, nowMs, zone)}`;
}

const stateWords: Record<PresenceState, string> = {
  expected: 'Expected',
  present: 'Present',
  away: 'Away',
  absent: 'Absent',
  onLeave: 'On leave',
  off: 'Off duty',
  blind: 'Not known',
};

function seenClause(input: WhyInput): string {
  const { alsoSeenAt, duty, lastSeen, state } = input;
  const isOld = duty.kind === 'due' && lastSeen !== null && lastSeen.atMs < duty.startMs;
  const seen = seenWhere(input) + (isOld && state !== 'present' ? ', before the shift began' : '');
  return alsoSeenAt === null
    ? seen
    : `${seen}, and the same name was seen at ${alsoSeenAt} with weaker evidence`;
}

function seenWhere({ lastSeen, state, nowMs, zone, isBadgeOnly }: WhyInput): string {
  if (lastSeen === null) return isBadgeOnly ? 'no punch yet' : 'never seen';
  const { evidence, cameraName, area } = lastSeen;
  const seen = `${state === 'present' ? 'seen' : 'last seen'} at ${timeText(lastSeen.atMs, nowMs, zone)}`;
  if (cameraName === null) return `${seen} by a punch (${area ?? '–'})`;
  const where = `${seen} by ${cameraName} (${area ?? ''})`;
  return evidence === null
    ? where
    : `${where} with a score of ${evidence.score.toFixed(2)} from ${evidence.faces} faces`;
}

function cameraClause(input: WhyInput): string {
  const { isBadgeOnly, cameras, areas, watchedSinceMs, nowMs, state } = input;
  if (isBadgeOnly) return 'recognised by badge alone, so no camera judges them';
  if (cameras.cameras === 0) return 'there is no camera';
  const where = areas.length === 0 ? 'all areas' : areas.join(', ');
  if (cameras.seeing < cameras.cameras)
    return `${cameras.cameras - cameras.seeing} of ${cameras.cameras} cameras of ${where} are blind, so the time does not count`;
  if (state === 'present' || watchedSinceMs === null)
    return `${cameras.seeing} of ${cameras.cameras} cameras of ${where} see`;
  const sinceMs = Math.max(watchedSinceMs, input.lastSeen?.atMs ?? 0);
  return `${cameras.seeing} of ${cameras.cameras} cameras of ${where} saw for ${durationText(nowMs - sinceMs)} without a break`;
}

function punchClause({ punches, nowMs, zone }: WhyInput): string {
  const last = punches.at(-1);
  if (!last) return 'no punch today';
  const at = timeText(last.atMs, nowMs, zone);
  switch (last.direction) {
    case 'in':
      return `punched in at ${at}`;
    case 'out':
      return `punched out at ${at}`;
    default:
      return `punched at ${at}`;
  }
}

function dutyClause({ duty, nowMs, zone }: WhyInput): string {
  const at = (ms: number) => timeText(ms, nowMs, zone);
  if (duty.kind === 'always') return 'no shift says when';
  if (duty.kind === 'due') return `shift ${at(duty.startMs)}–${at(duty.endMs)}`;
  const until = duty.untilMs === null ? null : at(duty.untilMs);
  switch (duty.why) {
    case 'beforeShift':
      return until === null ? 'the shift has not begun' : `the shift begins at ${until}`;
    case 'afterShift':
      return 'the shift is over';
    case 'break':
      return until === null ? 'a break' : `a break until ${until}`;
    case 'restDay':
      return 'a day without a shift';
    case 'holiday':
      return 'a holiday';
    case 'leave':
      return until === null ? 'on leave' : `on leave until ${until}`;
    case 'checkedOut':
      return 'checked out';
    case 'paused':
      return until === null ? 'monitoring is paused' : `monitoring is paused until ${until}`;
    default:
      return duty.why satisfies never;
  }
}

function factsOf(input: WhyInput): Why['facts'] {
  const { state, lastSeen, cameras, missedMs, awayAfterMs, absentAfterMs, isBadgeOnly } = input;
  const facts = [{ label: 'State', value: stateWords[state] }];
  const add = (label: string, value: string): void => void facts.push({ label, value });
  add('Since', timeText(input.sinceMs, input.nowMs, input.zone));
  if (lastSeen) {
    add('Last seen', timeText(lastSeen.atMs, input.nowMs, input.zone));
    if (lastSeen.cameraName !== null) add('Camera', lastSeen.cameraName);
    if (lastSeen.area !== null) add('Area', lastSeen.area);
    if (lastSeen.evidence) {
      add('Score', lastSeen.evidence.score.toFixed(2));
      add('Faces', String(lastSeen.evidence.faces));
    }
  }
  if (!isBadgeOnly) {
    add('Cameras that see', `${cameras.seeing} / ${cameras.cameras}`);
    const counted = Number.isFinite(missedMs) ? durationText(missedMs) : null;
    if (counted !== null && state !== 'present' && input.duty.kind !== 'off')
      add('Unseen while all see', counted);
    add('Away after', durationText(awayAfterMs));
    add('Absent after', durationText(absentAfterMs));
  }
  add('Punch', punchClause(input));
  add('Duty', dutyClause(input));
  return facts;
}
