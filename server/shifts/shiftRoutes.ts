/** Shifts: what they ask from which day on. */
import { z } from 'zod';
import type { Scope } from '../access/scope.ts';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import { placeName } from '../teams/shapes.ts';
import type { NewShift, ShiftChange, ShiftView } from '../wire.ts';
import type { CalendarStore } from './calendarStore.ts';
import { byOf, type DutyParts, foundIn, todayOf, zonesOf } from './dutyParts.ts';
import { newShift, ruleFields, shiftChange, shiftView } from './shapes.ts';
import type { KnownShiftRow, ShiftStore } from './shiftStore.ts';
import { peopleByShift, shiftViews } from './shiftViews.ts';
import { earliestToday, latestToday, mustNotBeOver } from './today.ts';

export type ShiftParts = DutyParts & { shifts: ShiftStore; calendars: CalendarStore };

const path = '/api/shifts';
const shiftPath = `${path}/:shiftId`;
const params = z.object({ shiftId: z.string() });

export function shiftRoutes(route: Route, parts: ShiftParts): void {
  const summary = 'Every shift with what it asks today, what it asked, and how many work it';
  route({ method: 'get', path, summary, allow: ['read', 'Shift'], answer: z.array(shiftView) }, ({ scope }) =>
    viewsFor(scope, parts),
  );
  route(
    {
      ...{ method: 'post', path, body: newShift, answer: shiftView, status: 201 },
      ...{ summary: 'Add a shift', allow: ['create', 'Shift'] },
    },
    ({ body, user, scope }) =>
      parts.inTurn(async () => {
        await mustFit({ shiftId: '', ...body }, parts);
        const fromDate = earliestToday(zonesFor(body, parts), parts.clock());
        const shiftId = await parts.shifts.addShift(parts.companyId, body, fromDate, byOf(user, parts));
        await parts.changed();
        return viewOf(shiftId, scope, parts);
      }),
  );
  changeRoutes(route, parts);
}

function changeRoutes(route: Route, parts: ShiftParts): void {
  const { companyId, shifts } = parts;
  route(
    {
      ...{ method: 'patch', path: shiftPath, params, body: shiftChange, answer: shiftView },
      summary: 'Change a shift from today or a later day on; days that are over keep what it asked then',
      allow: ['update', 'Shift'],
    },
    ({ params: { shiftId }, body: { fromDate, ...change }, user, scope }) =>
      parts.inTurn(async () => {
        const before = await viewOf(shiftId, scope, parts);
        const after = changed(before, change);
        await mustFit({ shiftId, ...after }, parts);
        const today = latestToday([...zonesFor(before, parts), ...zonesFor(after, parts)], parts.clock());
        mustNotBeOver(fromDate ?? today, today, 'this shift');
        await shifts.changeShift(companyId, { shiftId, ...after }, fromDate ?? today, byOf(user, parts));
        await parts.changed();
        return viewOf(shiftId, scope, parts);
      }),
  );
  route(
    {
      ...{ method: 'delete', path: shiftPath, params, answer: nothing, allow: ['delete', 'Shift'] },
      summary: 'Archive a shift that nobody works any more; reports of past days still know it',
    },
    ({ params: { shiftId }, user }) =>
      parts.inTurn(async () => {
        const shift = foundIn(
          await shifts.shifts(companyId),
          (each) => each.shiftId === shiftId,
          'this shift',
        );
        mustBeFree(shift, parts);
        await shifts.archiveShift(companyId, shift, byOf(user, parts));
        await parts.changed();
        return null;
      }),
  );
}

async function viewsFor(scope: Scope, { companyId, shifts, ...parts }: ShiftParts): Promise<ShiftView[]> {
  const today = todayOf({ companyId, ...parts });
  const people = peopleByShift(parts.rules(), scope, today, parts.clock());
  return shiftViews(await shifts.shifts(companyId), { book: parts.book(), people }, today);
}

async function viewOf(shiftId: string, scope: Scope, parts: ShiftParts): Promise<ShiftView> {
  return foundIn(await viewsFor(scope, parts), (each) => each.shiftId === shiftId, 'this shift');
}

const zonesFor = ({ timeZone }: Pick<NewShift, 'timeZone'>, parts: ShiftParts): string[] =>
  timeZone === null ? zonesOf(parts) : [timeZone];

/** What is left out stays as it is. */
function changed(before: ShiftView, change: Omit<ShiftChange, 'fromDate'>): NewShift {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return ruleFields.parse({ ...before, ...Object.fromEntries(given) });
}

/** Throws NAME_TAKEN, NOT_FOUND. */
async function mustFit(shift: NewShift & { shiftId: string }, parts: ShiftParts): Promise<void> {
  const { companyId, shifts, calendars } = parts;
  const others = (await shifts.shifts(companyId)).filter(({ shiftId }) => shiftId !== shift.shiftId);
  if (others.some(({ name }) => placeName(name) === placeName(shift.name)))
    throw problem('NAME_TAKEN', { name: shift.name }, { fields: { name: 'already taken' } });
  const { calendarId } = shift;
  if (calendarId === null) return;
  foundIn(await calendars.calendars(companyId), (each) => each.calendarId === calendarId, 'this calendar');
}

/** Throws SHIFT_IN_USE. */
function mustBeFree({ shiftId, name }: KnownShiftRow, parts: ShiftParts): void {
  const today = todayOf(parts);
  const held = parts
    .book()
    .assignments.filter((each) => each.shiftId === shiftId && (each.toDate === null || each.toDate > today));
  if (held.length > 0) throw problem('SHIFT_IN_USE', { name, count: held.length });
}
