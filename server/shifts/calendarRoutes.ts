/** Holidays: days on which the shifts that follow a calendar do not take place. */
import { z } from 'zod';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import { ruleOn, type Versions } from '../rules/ruleAt.ts';
import { placeName } from '../teams/shapes.ts';
import type { HolidayCalendar, LocalDate } from '../wire.ts';
import type { CalendarStore } from './calendarStore.ts';
import { byOf, type DutyParts, foundIn, todayOf, zonesOf } from './dutyParts.ts';
import { calendar, calendarChange, newCalendar } from './shapes.ts';
import { latestToday, mustNotBeOver } from './today.ts';

export type CalendarParts = DutyParts & { calendars: CalendarStore };

const path = '/api/calendars';
const ofOne = { path: `${path}/:calendarId`, params: z.object({ calendarId: z.string() }) };

export function calendarRoutes(route: Route, parts: CalendarParts): void {
  const summary = 'Every calendar of holidays';
  route({ method: 'get', path, summary, allow: ['read', 'Shift'], answer: z.array(calendar) }, () =>
    all(parts),
  );
  route(
    {
      ...{ method: 'post', path, body: newCalendar, answer: calendar, status: 201 },
      ...{ summary: 'Add a calendar of holidays', allow: ['create', 'Shift'] },
    },
    ({ body, user }) =>
      parts.inTurn(async () => {
        await mustBeNew({ calendarId: '', ...body }, parts);
        const by = byOf(user, parts);
        const calendarId = await parts.calendars.addCalendar(parts.companyId, body, today(parts), by);
        await parts.changed();
        return one(calendarId, parts);
      }),
  );
  changeRoutes(route, parts);
}

function changeRoutes(route: Route, parts: CalendarParts): void {
  const { companyId, calendars } = parts;
  route(
    {
      ...{ method: 'patch', ...ofOne, body: calendarChange, answer: calendar, allow: ['update', 'Shift'] },
      summary: 'Rename a calendar or give it other days; days that are over stay as they are',
    },
    ({ params: { calendarId }, body, user }) =>
      parts.inTurn(async () => {
        const before = await one(calendarId, parts);
        const { name = before.name, days = before.days } = body;
        await mustBeNew({ calendarId, name }, parts);
        mustKeepPast(before.days, days, today(parts));
        const after = { calendarId, name, days };
        await calendars.changeCalendar(companyId, after, today(parts), byOf(user, parts));
        await parts.changed();
        return one(calendarId, parts);
      }),
  );
  route(
    {
      ...{ method: 'delete', ...ofOne, answer: nothing, allow: ['delete', 'Shift'] },
      summary: 'Delete a calendar that no shift follows any more',
    },
    ({ params: { calendarId }, user }) =>
      parts.inTurn(async () => {
        const before = await one(calendarId, parts);
        mustBeFree(before, parts);
        await calendars.removeCalendar(companyId, before, today(parts), byOf(user, parts));
        await parts.changed();
        return null;
      }),
  );
}

const today = (parts: CalendarParts): LocalDate => latestToday(zonesOf(parts), parts.clock());

async function all({ companyId, calendars, book }: CalendarParts): Promise<HolidayCalendar[]> {
  const { versions } = book();
  return (await calendars.calendars(companyId)).map((known) => {
    const own = versions.filter(
      (each): each is Versions<'calendar'>[number] =>
        each.kind === 'calendar' && each.subjectId === known.calendarId,
    );
    return { ...known, days: ruleOn(own, '9999-12-31')?.days ?? [] };
  });
}

async function one(calendarId: string, parts: CalendarParts): Promise<HolidayCalendar> {
  return foundIn(await all(parts), (each) => each.calendarId === calendarId, 'this calendar');
}

/** Throws NAME_TAKEN. */
async function mustBeNew(
  { calendarId, name }: Pick<HolidayCalendar, 'calendarId' | 'name'>,
  { companyId, calendars }: CalendarParts,
): Promise<void> {
  const others = (await calendars.calendars(companyId)).filter((each) => each.calendarId !== calendarId);
  if (others.some((each) => placeName(each.name) === placeName(name)))
    throw problem('NAME_TAKEN', { name }, { fields: { name: 'already taken' } });
}

/** Throws DAY_OVER. */
function mustKeepPast(
  before: HolidayCalendar['days'],
  after: HolidayCalendar['days'],
  today: LocalDate,
): void {
  const [was, is] = [before, after].map((days) => new Set(days.map(({ date }) => date)));
  const changed = [...before, ...after]
    .map(({ date }) => date)
    .filter((date) => was?.has(date) !== is?.has(date));
  const over = changed.toSorted().find((date) => date < today);
  if (over !== undefined) mustNotBeOver(over, today, 'these holidays', 'days');
}

/** Throws CALENDAR_IN_USE. */
function mustBeFree({ calendarId, name }: HolidayCalendar, parts: CalendarParts): void {
  const { versions } = parts.book();
  const shifts = new Set(versions.flatMap(({ kind, subjectId }) => (kind === 'shift' ? [subjectId] : [])));
  for (const shiftId of shifts) {
    const own = versions.filter(
      (each): each is Versions<'shift'>[number] => each.kind === 'shift' && each.subjectId === shiftId,
    );
    const follows = own.filter(
      (each) => each.value?.calendarId === calendarId && (each.fromDate ?? '') > todayOf(parts),
    );
    const held = follows[0]?.value ?? ruleOn(own, todayOf(parts));
    if (held?.calendarId === calendarId) throw problem('CALENDAR_IN_USE', { name, shift: held.name });
  }
}
