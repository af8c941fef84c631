/** Who works which shift, and from when to when. */
import { z } from 'zod';
import type { Scope } from '../access/scope.ts';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import { ruleOn, type Versions } from '../rules/ruleAt.ts';
import type { LocalDate, NewAssignment, ShiftAssignment } from '../wire.ts';
import type { AssignmentStore } from './assignmentStore.ts';
import { clashOf } from './clashOf.ts';
import { byOf, type DutyParts, foundIn, mustBeThere, seesTeam, zonesOf } from './dutyParts.ts';
import { addDays } from './localTime.ts';
import { assignment, assignmentEnd, newAssignment } from './shapes.ts';
import type { ShiftStore } from './shiftStore.ts';
import { latestToday, mustNotBeOver } from './today.ts';

export type AssignmentParts = DutyParts & { shifts: ShiftStore; assignments: AssignmentStore };

const path = '/api/shift-assignments';
const ofOne = { path: `${path}/:assignmentId`, params: z.object({ assignmentId: z.string() }) };

export function assignmentRoutes(route: Route, parts: AssignmentParts): void {
  const summary = 'Who works which shift; of people and teams the reader may see';
  const answer = z.array(assignment);
  route({ method: 'get', path, summary, allow: ['read', 'Shift'], answer }, ({ scope }) =>
    parts.book().assignments.filter((each) => isSeen(each, scope, parts)),
  );
  route(
    {
      ...{ method: 'post', path, body: newAssignment, answer: assignment, status: 201 },
      summary:
        'Let a person, or everybody of a team who has no shift of their own, work a shift from a day on',
      allow: ['create', 'Shift'],
    },
    ({ body, user }) =>
      parts.inTurn(async () => {
        await mustFit(body, parts);
        mustNotBeOver(body.fromDate, today(body.shiftId, parts), 'who works it');
        mustNotClash(body, parts);
        const added = await parts.assignments.addAssignment(parts.companyId, body, byOf(user, parts));
        await parts.changed();
        return added;
      }),
  );
  endRoutes(route, parts);
}

function endRoutes(route: Route, parts: AssignmentParts): void {
  const { companyId, assignments } = parts;
  route(
    {
      ...{ method: 'patch', ...ofOne, body: assignmentEnd, answer: assignment, allow: ['update', 'Shift'] },
      summary: 'The last day of it, yesterday or later; null: until further notice',
    },
    ({ params: { assignmentId }, body: { toDate }, user }) =>
      parts.inTurn(async () => {
        const before = known(assignmentId, parts);
        const yesterday = addDays(today(before.shiftId, parts), -1);
        for (const end of [before.toDate, toDate])
          if (end !== null) mustNotBeOver(end, yesterday, 'who works it', 'toDate');
        if (toDate !== null && toDate < before.fromDate) return endedBefore(before, parts, byOf(user, parts));
        mustNotClash({ ...before, toDate }, parts, assignmentId);
        const ended = await assignments.endAssignment(companyId, before, toDate, byOf(user, parts));
        await parts.changed();
        return ended;
      }),
  );
  route(
    {
      ...{ method: 'delete', ...ofOne, answer: nothing, allow: ['delete', 'Shift'] },
      summary:
        'From today on it does not hold; one that held before today is kept for the days that are over',
    },
    ({ params: { assignmentId }, user }) =>
      parts.inTurn(async () => {
        const before = known(assignmentId, parts);
        const day = today(before.shiftId, parts);
        const by = byOf(user, parts);
        if (before.fromDate >= day) await assignments.removeAssignment(companyId, before, by);
        else if (before.toDate === null || before.toDate >= day)
          await assignments.endAssignment(companyId, before, addDays(day, -1), by);
        else mustNotBeOver(before.toDate, day, 'who works it', 'toDate');
        await parts.changed();
        return null;
      }),
  );
}

/** It would never hold then. */
async function endedBefore(
  before: ShiftAssignment,
  parts: AssignmentParts,
  by: ReturnType<typeof byOf>,
): Promise<ShiftAssignment> {
  await parts.assignments.removeAssignment(parts.companyId, before, by);
  await parts.changed();
  return before;
}

const known = (assignmentId: string, { book }: AssignmentParts): ShiftAssignment =>
  foundIn(book().assignments, (each) => each.assignmentId === assignmentId, 'this assignment');

const isSeen = ({ personId, teamId }: ShiftAssignment, scope: Scope, parts: AssignmentParts): boolean =>
  personId !== null ? scope.sees(personId) : teamId !== null && seesTeam(teamId, scope, parts);

const versionsOf = (shiftId: string, { book }: AssignmentParts): Versions<'shift'> =>
  book().versions.filter(
    (each): each is Versions<'shift'>[number] => each.kind === 'shift' && each.subjectId === shiftId,
  );

function today(shiftId: string, parts: AssignmentParts): LocalDate {
  const zone = versionsOf(shiftId, parts).at(-1)?.value?.timeZone ?? null;
  return latestToday(zone === null ? zonesOf(parts) : [zone], parts.clock());
}

/** Throws NOT_FOUND, PERSON_INACTIVE. */
async function mustFit({ shiftId, personId, teamId }: NewAssignment, parts: AssignmentParts): Promise<void> {
  const shifts = await parts.shifts.shifts(parts.companyId);
  foundIn(shifts, (each) => each.shiftId === shiftId && !each.archived, 'this shift');
  if (teamId !== null) mustBeThere('team', teamId, parts);
  if (personId === null) return;
  mustBeThere('person', personId, parts);
  const person = parts.directory.current().people.get(personId);
  if (person?.deactivatedAtMs != null) throw problem('PERSON_INACTIVE', { name: person.name });
}

/** Throws SHIFT_CLASH: one shift a day, and none that reaches into another. */
function mustNotClash(added: NewAssignment, parts: AssignmentParts, except?: string): void {
  const rulesOf = (shiftId: string) => {
    const versions = versionsOf(shiftId, parts);
    return { versions, rules: (date: LocalDate) => ruleOn(versions, date) };
  };
  const own = rulesOf(added.shiftId);
  const others = parts
    .book()
    .assignments.filter((each) => each.personId === added.personId && each.teamId === added.teamId)
    .filter((each) => each.assignmentId !== except);
  for (const other of others) {
    const theirs = rulesOf(other.shiftId);
    const changes = [...own.versions, ...theirs.versions].flatMap(({ fromDate }) => fromDate ?? []);
    const date = clashOf({ ...added, rules: own.rules }, { ...other, rules: theirs.rules }, changes);
    if (date === null) continue;
    const name = nameOf(added, parts);
    throw problem('SHIFT_CLASH', { date, other: theirs.rules(date)?.name ?? '', name });
  }
}

function nameOf({ personId, teamId }: NewAssignment, { directory }: AssignmentParts): string {
  const { people, teams } = directory.current();
  return people.get(personId ?? '')?.name ?? teams.get(teamId ?? '')?.name ?? '';
}
