/** What the routes about duty share. */
import type { Scope } from '../access/scope.ts';
import type { LoadedDirectory } from '../directory/loadDirectory.ts';
import { problem } from '../errors.ts';
import type { RuleBook } from '../rules/ruleBook.ts';
import type { Rules } from '../rules/rulesOf.ts';
import type { Me } from '../wire.ts';
import { localDateOf } from './localTime.ts';
import type { ByName } from './shiftStore.ts';

export type DutyParts = {
  companyId: string;
  directory: LoadedDirectory;
  clock: () => number;
  /** Of the company. */
  timeZone: () => string;
  rules: () => Rules;
  book: () => RuleBook;
  /** All answers about duty have what was written when this resolves. */
  changed: () => Promise<void>;
  /** What is checked must still be so when it is written: changes are made one after the other. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>;
};

export const byOf = (user: Me, { clock }: Pick<DutyParts, 'clock'>): ByName => ({
  ...{ userId: user.userId, nowMs: clock(), name: user.name },
});

/** That of the company and of every place that has one. */
export const zonesOf = ({ timeZone, directory }: DutyParts): string[] => [
  timeZone(),
  ...[...directory.current().areas.values()].flatMap((area) => area.timeZone ?? []),
];

export const todayOf = ({ timeZone, clock }: DutyParts) => localDateOf(timeZone(), clock());

export function foundIn<T>(all: readonly T[], is: (each: T) => boolean, what: string): T {
  const found = all.find(is);
  if (found === undefined) throw problem('NOT_FOUND', { what });
  return found;
}

/** Whoever may see somebody of a team may see what the team is asked. */
export const seesTeam = (teamId: string, scope: Scope, { directory }: DutyParts): boolean =>
  scope.all ||
  [...directory.current().people.values()].some(
    (each) => each.teamId === teamId && scope.sees(each.personId),
  );

export function seesSubject(
  subject: 'area' | 'team' | 'person',
  subjectId: string,
  scope: Scope,
  parts: DutyParts,
): boolean {
  switch (subject) {
    case 'person':
      return scope.sees(subjectId);
    case 'team':
      return seesTeam(subjectId, scope, parts);
    case 'area':
      return scope.all || scope.watches(parts.directory.current().areas.get(subjectId)?.name ?? '');
    default:
      return subject satisfies never;
  }
}

/** Throws NOT_FOUND. */
export function mustBeThere(
  subject: 'area' | 'team' | 'person',
  subjectId: string,
  { directory }: DutyParts,
): void {
  const { areas, teams, people } = directory.current();
  const known = { area: areas, team: teams, person: people }[subject];
  if (!known.has(subjectId)) throw problem('NOT_FOUND', { what: `this ${subject}` });
}
