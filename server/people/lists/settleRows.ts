/** Rows against each other and against everybody: what two would have, and who would be above themselves. Pure. */
import { type Directory, type DirectoryPerson, supervisorOf } from '../../directory/directory.ts';
import { circlesIn } from '../../teams/checkHierarchy.ts';
import type { ImportField } from '../../wire.ts';
import { plain } from '../profile.ts';
import type { ListState } from './listState.ts';
import type { Wish } from './wishes.ts';

/**
 * Adds problems until none is left: whatever rows without one are applied, no name, code or badge is used twice and nobody is above
 * themselves. A value is free only if nobody else has it now: people who exchange theirs need two lists.
 */
export function settleRows(wishes: Wish[], state: ListState): void {
  refuseTwice(wishes);
  refuseTaken(wishes, state);
  for (let settled = false; !settled;)
    settled = !refuseLostSupervisors(wishes) && !refuseCircles(wishes, state);
}

const unique = ['name', 'code', 'badge'] as const satisfies ImportField[];

/** The later one is refused: the first may well be right. */
function refuseTwice(wishes: Wish[]): void {
  const lines = new Map<string, number>();
  for (const { line, before, target, problems } of wishes) {
    const keys = [
      ...(before ? [['name', before.personId] as const] : []),
      ...unique.flatMap((field) => {
        const value = target[field];
        return value === null || value === '' ? [] : [[field, plain(value)] as const];
      }),
    ];
    for (const [field, value] of keys) {
      const key = `${field}:${value}`;
      const earlier = lines.get(key);
      if (earlier === undefined) lines.set(key, line);
      else if (earlier !== line) problems.push({ field, problem: `line ${earlier} has the same` });
    }
  }
}

function refuseTaken(wishes: Wish[], { people }: ListState): void {
  for (const field of unique) {
    const holders = new Map(
      people.flatMap((person) => {
        const value = person[field];
        return value === null ? [] : [[plain(value), person] as const];
      }),
    );
    for (const { target, problems } of wishes) {
      const value = target[field];
      const holder = value === null ? undefined : holders.get(plain(value));
      if (holder && holder.personId !== target.personId)
        problems.push({ field, problem: `${holder.name} has it` });
    }
  }
}

/** Down every chain: who is below a newcomer that is refused is refused too. True when a row was. */
function refuseLostSupervisors(wishes: Wish[]): boolean {
  const led = new Map<string, Wish[]>();
  for (const wish of wishes) {
    const { supervisorId } = wish.target;
    const others = supervisorId === null ? undefined : led.get(supervisorId);
    if (others) others.push(wish);
    else if (supervisorId !== null) led.set(supervisorId, [wish]);
  }
  const lost = wishes.filter(({ before, problems }) => !before && problems.length > 0);
  let refused = false;
  for (let next = lost.pop(); next; next = lost.pop())
    for (const wish of led.get(next.target.personId) ?? []) {
      if (wish.problems.length > 0) continue;
      refused = true;
      wish.problems.push({ field: 'supervisor', problem: 'the row of this supervisor has a problem' });
      if (!wish.before) lost.push(wish);
    }
  return refused;
}

/** True when a row was refused. A circle that was there before is no reason to refuse what does not touch it. */
function refuseCircles(wishes: Wish[], state: ListState): boolean {
  const applied = wishes.filter(({ problems }) => problems.length === 0);
  const moved = applied.filter(
    ({ before, target }) =>
      target.supervisorId !== (before?.supervisorId ?? null) || target.teamId !== (before?.teamId ?? null),
  );
  if (moved.length === 0) return false;
  const directory = directoryOf(state, applied);
  const above = new Map([...directory.people.keys()].map((id) => [id, supervisorOf(id, directory)]));
  const circling = new Set(circlesIn(above).flat());
  const caught = moved.filter(({ target }) => circling.has(target.personId));
  for (const { problems, before, target } of caught)
    problems.push({
      field: target.supervisorId === (before?.supervisorId ?? null) ? 'team' : 'supervisor',
      problem: 'this puts them above themselves, in a circle',
    });
  return caught.length > 0;
}

function directoryOf({ people, teams }: ListState, applied: Wish[]): Directory {
  const everybody = [...people, ...applied.map(({ target }) => target)];
  return {
    people: new Map(
      everybody.map((person): [string, DirectoryPerson] => [
        person.personId,
        { ...person, deactivatedAtMs: person.deactivated ? 0 : null },
      ]),
    ),
    teams: new Map(teams.map((team) => [team.teamId, team])),
    areas: new Map(),
  };
}
