/** Which incidents the page shows, in which order, and where each is in its life. Pure. */
import type { IncidentKind, IncidentState, IncidentView, NoticeView, TeamView } from '../../server/wire.ts';
import { teamsAsNested, withBelow } from './nesting.ts';

export const incidentKinds: IncidentKind[] = [
  ...(['absence', 'blindCamera', 'unknownTerminal', 'backupFailed', 'jobFailed', 'stillOnTerminal'] as const),
];
export const incidentStates: IncidentState[] = [
  ...(['open', 'acknowledged', 'escalated', 'resolved', 'excused', 'closed'] as const),
];

export type IncidentFilters = {
  state: IncidentState | null;
  kind: IncidentKind | null;
  teamId: string | null;
  personId: string | null;
  /** Of the opening. */
  fromMs: number | null;
  toMs: number | null;
};
export const allIncidents: IncidentFilters = {
  ...{ state: null, kind: null, teamId: null, personId: null, fromMs: null, toMs: null },
};

export const isFiltered = (filters: IncidentFilters): boolean =>
  Object.values(filters).some((value) => value !== null);

/** What the server would answer to the same filters, for those that come over the open connection. */
export function fits(incident: IncidentView, filters: IncidentFilters, teams: readonly TeamView[]): boolean {
  const { state, kind, teamId, personId, fromMs, toMs } = filters;
  const teamIds =
    teamId === null ? null : new Set(withBelow(teamsAsNested(teams), teamId).map(({ id }) => id));
  return (
    (state === null || incident.state === state) &&
    (kind === null || incident.kind === kind) &&
    (teamIds === null || (incident.teamId !== null && teamIds.has(incident.teamId))) &&
    (personId === null || (incident.kind === 'absence' && incident.subjectId === personId)) &&
    (fromMs === null || incident.openedAtMs >= fromMs) &&
    (toMs === null || incident.openedAtMs < toMs)
  );
}

/** Those that last: nobody cares yet first, then those escalated, then those in good hands; each the longest first. */
export const byUrgency = (incidents: readonly IncidentView[]): IncidentView[] =>
  incidents.toSorted((a, b) => urgency(a) - urgency(b) || a.sinceMs - b.sinceMs);

const urgency = ({ state, acknowledged }: IncidentView): number => {
  if (acknowledged) return 2;
  return state === 'escalated' ? 0 : 1;
};

/** The same incident twice is one: the first of them counts. Newest first. */
export function newestOf(...lists: readonly (readonly IncidentView[])[]): IncidentView[] {
  const known = new Map<string, IncidentView>();
  for (const incident of lists.flat())
    if (!known.has(incident.incidentId)) known.set(incident.incidentId, incident);
  return [...known.values()].sort((a, b) => b.openedAtMs - a.openedAtMs);
}

/** `done`: reached. `now`: where it stands. `ahead`: may come. `skipped`: it ended without it. */
export type Step = {
  step: 'open' | 'acknowledged' | 'escalated' | 'resolved' | 'excused' | 'closed';
  at: 'done' | 'now' | 'ahead' | 'skipped';
};

/** open → acknowledged → escalated → resolved, excused or closed. */
export function lifeOf({
  state,
  level,
  acknowledged,
  endedAtMs,
}: Pick<IncidentView, 'state' | 'level' | 'acknowledged' | 'endedAtMs'>): Step[] {
  const over = endedAtMs !== null;
  const end = state === 'excused' || state === 'closed' ? state : 'resolved';
  const middle = (step: 'acknowledged' | 'escalated', reached: boolean): Step => {
    if (!over && state === step) return { step, at: 'now' };
    return { step, at: reached ? 'done' : over ? 'skipped' : 'ahead' };
  };
  return [
    { step: 'open', at: !over && state === 'open' ? 'now' : 'done' },
    middle('acknowledged', acknowledged !== null),
    middle('escalated', level > 1),
    { step: end, at: over ? 'now' : 'ahead' },
  ];
}

/** The incident a notice is about, while it lasts. */
export function incidentOf(
  { kind, subjectId }: Pick<NoticeView, 'kind' | 'subjectId'>,
  incidents: readonly IncidentView[],
): IncidentView | null {
  const same: Record<NoticeView['kind'], IncidentKind | null> = {
    ...({ away: 'absence', absent: 'absence', blindCamera: 'blindCamera' } as const),
    ...({ unknownTerminal: 'unknownTerminal', backupFailed: 'backupFailed' } as const),
    ...({ jobFailed: 'jobFailed', stillOnTerminal: 'stillOnTerminal' } as const),
  };
  const fitting = (each: IncidentView) => each.kind === same[kind] && each.subjectId === subjectId;
  return incidents.find((each) => each.endedAtMs === null && fitting(each)) ?? null;
}

/** Those that wait for somebody: what the header counts. */
export const waiting = (incidents: readonly IncidentView[], nowMs: number): IncidentView[] =>
  incidents.filter(
    ({ acknowledged, endedAtMs, snoozedUntilMs }) =>
      acknowledged === null && endedAtMs === null && (snoozedUntilMs === null || snoozedUntilMs <= nowMs),
  );
