/** What of the live page somebody may see. Pure. */
import type { Scope } from '../access/scope.ts';
import type { CameraView, NoticeView, Overview, PersonView, Summary } from '../wire.ts';

export const camerasWithin = (scope: Scope, cameras: CameraView[]): CameraView[] =>
  scope.all ? cameras : cameras.filter(({ area }) => scope.watches(area));

export const peopleWithin = (scope: Scope, people: PersonView[]): PersonView[] =>
  scope.all ? people : people.filter(({ personId }) => scope.sees(personId));

export const noticesWithin = (scope: Scope, notices: NoticeView[]): NoticeView[] =>
  scope.all ? notices : notices.filter((notice) => concerns(scope, notice));

function concerns(scope: Scope, { kind, subjectId, area }: NoticeView): boolean {
  switch (kind) {
    case 'away':
    case 'absent':
      return scope.sees(subjectId);
    case 'blindCamera':
    case 'unknownTerminal':
      return area !== null && scope.watches(area);
    case 'backupFailed':
      return false;
    default:
      kind satisfies never;
      return false;
  }
}

/** `summary` and `notices` are the viewer's own. */
export function overviewWithin(
  scope: Scope,
  overview: Omit<Overview, 'summary' | 'notices'>,
  own: { summary: Summary; notices: NoticeView[] },
): Overview {
  return {
    ...overview,
    cameras: camerasWithin(scope, overview.cameras),
    people: peopleWithin(scope, overview.people),
    summary: own.summary,
    notices: noticesWithin(scope, own.notices),
  };
}
