/** What keeps the right people from being told. Circles are told with the addresses of those above. Pure. */
import type { NewPolicy, ProblemView, RecipientRule, Role } from '../wire.ts';
import { defaultPolicy } from './defaultPolicy.ts';
import type { Incident } from './incident.ts';
import type { Rules } from './incidentsAfter.ts';

export function problemsOf(open: readonly Incident[], rules: Rules): ProblemView[] {
  return [...emptyRoles(rules), ...missed(open, rules)];
}

const called = { hr: 'HR', admins: 'administrators' } as const;
const rolesOf: Record<keyof typeof called, Role[]> = { hr: ['hr'], admins: ['owner', 'admin'] };

function emptyRoles({ policies, users }: Rules): ProblemView[] {
  const company: NewPolicy = policies.find(({ subject }) => subject === 'company') ?? defaultPolicy;
  const asked = [company, ...policies].flatMap(({ levels, deviceLevels }) =>
    [...levels, ...deviceLevels].flatMap(({ to }) => to),
  );
  const isAsked = (kind: RecipientRule['kind']): boolean => asked.some((rule) => rule.kind === kind);
  return (['hr', 'admins'] as const).flatMap((kind) => {
    const isThere = users.some(({ role }) => rolesOf[kind].includes(role));
    if (isThere || !isAsked(kind)) return [];
    const text = `Cannot tell ${called[kind]}: no user has that role. Add one, or change the escalation.`;
    return [{ problemId: `noUser ${kind}`, path: '/users', text, sinceMs: null }];
  });
}

function missed(open: readonly Incident[], { directory }: Rules): ProblemView[] {
  return open.flatMap(({ incidentId, kind, subjectId, openedAtMs, detail }) =>
    detail.missed.map(({ level, why }) => {
      const name = (kind === 'absence' ? directory.people.get(subjectId)?.name : null) ?? detail.name;
      const about = name === '' ? 'it' : name;
      return {
        ...{ problemId: `missed ${incidentId} ${level}`, sinceMs: openedAtMs },
        path: `/incidents/${incidentId}`,
        text: `Cannot tell anybody about ${about} at level ${level}: ${lower(why)} Complete the hierarchy or change the escalation.`,
      };
    }),
  );
}

/** Names keep their capital. */
const lower = (text: string): string =>
  /^(No|Nobody|Of|The|It) /.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
