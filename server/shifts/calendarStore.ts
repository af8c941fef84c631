/** Holidays. Like shifts, what they were on a day that is over stays. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { writeAudit } from '../access/audit.ts';
import { inTransaction } from '../database/inTransaction.ts';
import { appendVersion } from '../rules/appendVersion.ts';
import type { HolidayCalendar, LocalDate } from '../wire.ts';
import type { ByName } from './shiftStore.ts';

export type CalendarStore = ReturnType<typeof createCalendarStore>;
type Days = HolidayCalendar['days'];

export const createCalendarStore = (db: Knex) => ({
  async calendars(companyId: string): Promise<Pick<HolidayCalendar, 'calendarId' | 'name'>[]> {
    const rows = await db('calendars')
      .where({ companyId })
      .orderBy('name')
      .select<{ id: string; name: string }[]>('id', 'name');
    return rows.map(({ id, name }) => ({ calendarId: id, name }));
  },

  async addCalendar(
    companyId: string,
    { name, days }: Omit<HolidayCalendar, 'calendarId'>,
    fromDate: LocalDate,
    by: ByName,
  ): Promise<string> {
    const calendarId = randomUUID();
    await inTransaction(db, async (trx) => {
      await trx('calendars').insert({ id: calendarId, companyId, name, createdAtMs: by.nowMs });
      await appendVersion(trx, companyId, versionOf(calendarId, days, fromDate, by));
      const detail = { name, days: days.length };
      await writeAudit(trx, companyId, by, { action: 'calendar.added', subject: calendarId, detail });
    });
    return calendarId;
  },

  async changeCalendar(
    companyId: string,
    { calendarId, name, days }: HolidayCalendar,
    fromDate: LocalDate,
    by: ByName,
  ): Promise<void> {
    await inTransaction(db, async (trx) => {
      await trx('calendars').where({ companyId, id: calendarId }).update({ name });
      await appendVersion(trx, companyId, versionOf(calendarId, days, fromDate, by));
      const detail = { name, days: days.length };
      await writeAudit(trx, companyId, by, { action: 'calendar.changed', subject: calendarId, detail });
    });
  },

  /** Days that are over are still judged by it. */
  async removeCalendar(
    companyId: string,
    { calendarId, name }: Pick<HolidayCalendar, 'calendarId' | 'name'>,
    fromDate: LocalDate,
    by: ByName,
  ): Promise<void> {
    await inTransaction(db, async (trx) => {
      await trx('calendars').where({ companyId, id: calendarId }).delete();
      await appendVersion(trx, companyId, versionOf(calendarId, null, fromDate, by));
      const detail = { name };
      await writeAudit(trx, companyId, by, { action: 'calendar.removed', subject: calendarId, detail });
    });
  },
});

const versionOf = (calendarId: string, days: Days | null, fromDate: LocalDate, by: ByName) => ({
  ...{ kind: 'calendar' as const, subjectId: calendarId, fromDate, fromMs: by.nowMs, recordedBy: by.name },
  value: days === null ? null : { days: days.toSorted((a, b) => a.date.localeCompare(b.date)) },
});
