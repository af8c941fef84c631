/** What of the live page somebody may see. Pure. */
import type { Scope } from '../access/scope.ts';
import { teamsFor } from '../teams/hierarchyOf.ts';
import type {
  AreaView,
  CameraView,
  IncidentView,
  NoticeView,
  Overview,
  PersonView,
  Summary,
} from '../wire.ts';

export const camerasWithin = (scope: Scope, cameras: CameraView[]): CameraView[] =>
  scope.all ? cameras : cameras.filter(({ area }) => scope.watches(area));

export const peopleWithin = (scope: Scope, people: PersonView[]): PersonView[] =>
  scope.all ? people : people.filter(({ personId }) => scope.sees(personId));

export const noticesWithin = (scope: Scope, notices: NoticeView[]): NoticeView[] =>
  scope.all && scope.readsTerminals ? notices : notices.filter((notice) => concerns(scope, notice));

export function concerns(scope: Scope, { kind, subjectId, area }: NoticeView): boolean {
  switch (kind) {
    case 'away':
    case 'absent':
      return scope.sees(subjectId);
    case 'blindCamera':
    case 'unknownTerminal':
    case 'backupFailed':
    case 'jobFailed':
      // What lies in no area concerns those who see everything.
      return scope.all || (area !== null && scope.watches(area));
    case 'stillOnTerminal':
      // How many left, and why a terminal does not answer, is not for those who may not look at it.
      return scope.readsTerminals && (scope.all || (area !== null && scope.watches(area)));
    default:
      kind satisfies never;
      return false;
  }
}

/** An area above that is not theirs is not shown: what lies in it stands at the top for them. */
export function areasWithin(scope: Scope, areas: AreaView[]): AreaView[] {
  if (scope.all) return areas;
  const mine = areas.filter(({ name }) => scope.watches(name));
  const ids = new Set(mine.map(({ areaId }) => areaId));
  return mine.map(({ parentId, ...area }) => ({
    ...area,
    parentId: parentId !== null && ids.has(parentId) ? parentId : null,
  }));
}

/** A person's by the person, a camera's by its area; what lies nowhere concerns who sees everything. */
export const concernsIncident = (scope: Scope, { kind, subjectId, area }: IncidentView): boolean =>
  (kind !== 'stillOnTerminal' || scope.readsTerminals) &&
  (scope.all || (kind === 'absence' ? scope.sees(subjectId) : area !== null && scope.watches(area)));

export const incidentsWithin = (scope: Scope, incidents: IncidentView[]): IncidentView[] =>
  scope.all && scope.readsTerminals
    ? incidents
    : incidents.filter((incident) => concernsIncident(scope, incident));

/** `summary` and `notices` are the viewer's own, and within the scope already; `seesRecords`: they may read people's records, such as whom somebody leads. */
export function overviewWithin(
  scope: Scope,
  overview: Omit<Overview, 'summary' | 'notices'>,
  own: { summary: Summary; notices: NoticeView[]; seesRecords: boolean },
): Overview {
  return {
    ...overview,
    cameras: camerasWithin(scope, overview.cameras),
    people: peopleWithin(scope, overview.people),
    areas: areasWithin(scope, overview.areas),
    teams: teamsFor(overview.teams, (personId) => own.seesRecords && scope.sees(personId)),
    summary: own.summary,
    notices: own.notices,
    incidents: incidentsWithin(scope, overview.incidents),
  };
}
