/** Rows against each other and against everybody: what two would have, and who would be above themselves. Pure. */
import { type Directory, type DirectoryPerson, supervisorOf } from '../../directory/directory.ts';
import type { Work } from '../../identify/inSlices.ts';
import { circlesIn } from '../../teams/checkHierarchy.ts';
import type { ImportField } from '../../wire.ts';
import { plain } from '../profile.ts';
import type { ListState } from './listState.ts';
import type { Wish } from './wishes.ts';

/**
 * Adds problems until none is left: whatever rows without one are applied, no name, code or badge is used twice and nobody is above
 * themselves. A value is free only if nobody else has it now: people who exchange theirs need two lists.
 */
export function* settleRows(wishes: Wish[], state: ListState): Work<void> {
  yield* refuseTwice(wishes);
  yield* refuseTaken(wishes, state);
  for (let settled = false; !settled;) {
    yield;
    settled = !(yield* refuseLostSupervisors(wishes)) && !(yield* refuseCircles(wishes, state));
  }
}

const unique = ['name', 'code', 'badge'] as const satisfies ImportField[];

/** The later one is refused: the first may well be right. */
function* refuseTwice(wishes: Wish[]): Work<void> {
  const lines = new Map<string, number>();
  for (const { line, before, target, problems } of wishes) {
    yield;
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

function* refuseTaken(wishes: Wish[], { people }: ListState): Work<void> {
  for (const field of unique) {
    const holders = new Map<string, ListState['people'][number]>();
    for (const person of people) {
      const value = person[field];
      if (value !== null) holders.set(plain(value), person);
      yield;
    }
    for (const { target, problems } of wishes) {
      yield;
      const value = target[field];
      const holder = value === null ? undefined : holders.get(plain(value));
      if (holder && holder.personId !== target.personId)
        problems.push({ field, problem: `${holder.name} has it` });
    }
  }
}

/** Down every chain: who is below a newcomer that is refused is refused too. True when a row was. */
function* refuseLostSupervisors(wishes: Wish[]): Work<boolean> {
  const led = new Map<string, Wish[]>();
  for (const wish of wishes) {
    yield;
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
function* refuseCircles(wishes: Wish[], state: ListState): Work<boolean> {
  const applied = wishes.filter(({ problems }) => problems.length === 0);
  const moved = applied.filter(
    ({ before, target }) =>
      target.supervisorId !== (before?.supervisorId ?? null) || target.teamId !== (before?.teamId ?? null),
  );
  if (moved.length === 0) return false;
  const directory = yield* directoryOf(state, applied);
  const above = new Map<string, string | null>();
  for (const id of directory.people.keys()) {
    above.set(id, supervisorOf(id, directory));
    yield;
  }
  yield;
  const circling = new Set(circlesIn(above).flat());
  const caught = moved.filter(({ target }) => circling.has(target.personId));
  for (const { problems, before, target } of caught)
    problems.push({
      field: target.supervisorId === (before?.supervisorId ?? null) ? 'team' : 'supervisor',
      problem: 'this puts them above themselves, in a circle',
    });
  return caught.length > 0;
}

function* directoryOf({ people, teams }: ListState, applied: Wish[]): Work<Directory> {
  const found = new Map<string, DirectoryPerson>();
  for (const person of people) {
    found.set(person.personId, personOf(person));
    yield;
  }
  for (const { target } of applied) {
    found.set(target.personId, personOf(target));
    yield;
  }
  return { people: found, teams: new Map(teams.map((team) => [team.teamId, team])), areas: new Map() };
}

const personOf = (person: Wish['target']): DirectoryPerson => ({
  ...person,
  deactivatedAtMs: person.deactivated ? 0 : null,
});
