/** Whether everybody active has somebody above them, up to one top; if not, where it breaks. Pure. */
import { type Directory, ledByTeam, supervisorOf } from '../directory/directory.ts';
import type { HierarchyGap } from '../wire.ts';

export function checkHierarchy(directory: Directory): HierarchyGap[] {
  const above = activeAbove(directory);
  return [
    ...circlesIn(above).map((personIds) => ({ kind: 'circle', personIds }) as const),
    ...topGaps(above),
    ...deactivatedSupervisors(directory),
    ...teamGaps(directory),
  ];
}

/** Gaps about a team alone break no chain. */
export const isComplete = (gaps: HierarchyGap[]): boolean =>
  gaps.every(({ kind }) => kind === 'teamWithoutLead' || kind === 'leadOutside');

/** Each ring of people who lead each other, in the order in which the next leads the one before. */
export function circlesIn(above: ReadonlyMap<string, string | null>): string[][] {
  const done = new Set<string>();
  const circles: string[][] = [];
  for (const start of above.keys()) {
    const climbed: string[] = [];
    let at: string | null = start;
    while (at !== null && !done.has(at)) {
      done.add(at);
      climbed.push(at);
      at = above.get(at) ?? null;
    }
    const first = at === null ? -1 : climbed.indexOf(at);
    if (first >= 0) circles.push(climbed.slice(first));
  }
  return circles;
}

/** Of everybody active: who is above them, whether that one is active or not. */
export function activeAbove(directory: Directory): Map<string, string | null> {
  const active = [...directory.people.values()].filter((person) => person.deactivatedAtMs === null);
  return new Map(active.map(({ personId }) => [personId, supervisorOf(personId, directory)]));
}

/** One top with people below is right; beside it, whoever has nobody above is a gap. */
function topGaps(above: ReadonlyMap<string, string | null>): HierarchyGap[] {
  if (above.size < 2) return [];
  const leads = new Set(above.values());
  const tops = [...above].flatMap(([personId, supervisor]) => (supervisor === null ? personId : []));
  const leading = tops.filter((personId) => leads.has(personId));
  const alone = tops.filter((personId) => !leads.has(personId));
  return [
    ...(leading.length > 1 ? [{ kind: 'severalTops', personIds: leading } as const] : []),
    ...alone.map((personId) => ({ kind: 'noSupervisor', personId }) as const),
  ];
}

/** Told by the team where the team says who leads: one gap, not one for each of its people. */
function deactivatedSupervisors(directory: Directory): HierarchyGap[] {
  return [...activeAbove(directory)].flatMap(([personId, supervisorId]) =>
    supervisorId !== null && isDeactivated(supervisorId, directory) && !ledByTeam(personId, directory)
      ? [{ kind: 'supervisorDeactivated', personId, supervisorId } as const]
      : [],
  );
}

function teamGaps(directory: Directory): HierarchyGap[] {
  const { people, teams } = directory;
  const active = [...people.values()].filter((person) => person.deactivatedAtMs === null);
  const peopled = new Set(active.map(({ teamId }) => teamId));
  return [...teams.values()].flatMap(({ teamId, leadId }): HierarchyGap[] => {
    if (leadId === null) return peopled.has(teamId) ? [{ kind: 'teamWithoutLead', teamId }] : [];
    if (isDeactivated(leadId, directory)) return [{ kind: 'leadDeactivated', teamId, leadId }];
    const own = people.get(leadId)?.teamId ?? null;
    const isNear = own === null || ancestry(teamId, directory).has(own);
    return isNear ? [] : [{ kind: 'leadOutside', teamId, leadId }];
  });
}

/** The team and every team above it; a circle of teams ends the climb. */
function ancestry(teamId: string, { teams }: Directory): Set<string> {
  const climbed = new Set<string>();
  for (let at: string | null = teamId; at !== null && !climbed.has(at);) {
    climbed.add(at);
    at = teams.get(at)?.parentId ?? null;
  }
  return climbed;
}

const isDeactivated = (personId: string, { people }: Directory): boolean =>
  (people.get(personId)?.deactivatedAtMs ?? null) !== null;
