/** The daily report to HR: once for each date, at its time, or when the program is back on that day. */
import type { Knex } from 'knex';
import { writeAudit } from '../access/audit.ts';
import type { Contact } from '../channels/queueMessage.ts';
import { queueMessage } from '../channels/queueMessage.ts';
import { inTransaction } from '../database/inTransaction.ts';
import type { Clock } from '../presence/startPresence.ts';
import type { Settings } from '../settings/settings.ts';
import type { LocalDate, ReportTotals } from '../wire.ts';
import { dailyReportDue } from './dailyReportDue.ts';
import type { ReportLanguage } from './labels.ts';
import { reportLink } from './links.ts';
import { openReport, type ReportNeeds } from './makeReport.ts';
import { summaryText, withoutLink } from './summaryText.ts';
import { addDay, emptySum, totalsOf } from './totals.ts';

export type DailyReportNeeds = {
  db: Knex;
  companyId: string;
  company: ReportNeeds['company'];
  clock: Clock;
  settings: () => Pick<Settings, 'reportAt' | 'publicUrl' | 'reportLinkMs'>;
  contactOf: (recipientId: string) => Promise<Contact | null>;
  /** There are messages to send. */
  wake: () => void;
  failed: (error: unknown) => void;
};

const lookEveryMs = 20_000;
/** After it failed. */
const againAfterMs = 600_000;
/** Later it is no news. */
const newsForMs = 12 * 3_600_000;

export function startDailyReport(needs: DailyReportNeeds): {
  look: () => Promise<void>;
  stop: () => Promise<void>;
} {
  let looking: Promise<void> | null = null;
  let notBeforeMs = -Infinity;
  const look = (): Promise<void> => {
    const nowMs = needs.clock.now();
    if (looking) return looking;
    if (nowMs < notBeforeMs) return Promise.resolve();
    looking = sendDue(needs, nowMs)
      .catch((error: unknown) => {
        notBeforeMs = nowMs + againAfterMs;
        needs.failed(error);
      })
      .finally(() => (looking = null));
    return looking;
  };
  const stopLooking = needs.clock.every(lookEveryMs, () => void look());
  return {
    look,
    async stop() {
      stopLooking();
      await looking;
    },
  };
}

async function sendDue(needs: DailyReportNeeds, nowMs: number): Promise<void> {
  const { db, companyId, settings, company } = needs;
  const due = dailyReportDue(nowMs, settings().reportAt, company().timeZone);
  if (due === null || (await wasSent(db, companyId, due.date))) return;
  // A time that was set after it had passed begins tomorrow.
  if ((await setAtMs(db, companyId)) > due.sinceMs) return;
  const totals = await totalsOn(needs, due.date, nowMs);
  const contacts = await hrOf(needs);
  const letters = await Promise.all(contacts.map((contact) => letterTo(needs, contact, due.date, totals)));
  await inTransaction(db, async (trx) => {
    await trx('report_runs').insert({ companyId, date: due.date, atMs: nowMs });
    for (const { contact, variables } of letters)
      for (const to of apart(contact)) {
        const message = { to, variables, template: 'dailyReport' as const, expiresAtMs: nowMs + newsForMs };
        await queueMessage(trx, companyId, message, nowMs);
      }
    const detail = { from: due.date, to: due.date, recipients: letters.length };
    const by = { userId: null, nowMs };
    await writeAudit(trx, companyId, by, { action: 'report.sent', subject: companyId, detail });
  });
  needs.wake();
}

async function wasSent(db: Knex, companyId: string, date: LocalDate): Promise<boolean> {
  return (await db('report_runs').where({ companyId, date }).first<object | undefined>()) !== undefined;
}

async function setAtMs(db: Knex, companyId: string): Promise<number> {
  const row = await db('settings')
    .where({ companyId, key: 'reportAt' })
    .first<{ changedAtMs: number } | undefined>('changedAtMs');
  return Number(row?.changedAtMs ?? 0);
}

async function totalsOn(needs: DailyReportNeeds, date: LocalDate, nowMs: number): Promise<ReportTotals> {
  const { db, companyId, company } = needs;
  const source = await openReport(
    { db, companyId, company, nowMs, sees: () => true },
    { from: date, to: date },
  );
  const sum = emptySum();
  for await (const day of source.days) addDay(sum, day);
  return totalsOf(sum);
}

async function hrOf({ db, companyId, contactOf }: DailyReportNeeds): Promise<Contact[]> {
  const ids = await db('users')
    .where({ companyId, role: 'hr' })
    .whereNull('disabledAtMs')
    .orderBy('createdAtMs')
    .pluck<string[]>('id');
  const contacts = await Promise.all(ids.map((id) => contactOf(`user:${id}`)));
  return contacts.filter((contact) => contact !== null && contact.channels.length > 0) as Contact[];
}

async function letterTo(needs: DailyReportNeeds, contact: Contact, date: LocalDate, totals: ReportTotals) {
  const language: ReportLanguage = contact.language;
  const nowFor = { ...needs, clock: () => needs.clock.now() };
  const whom = { recipientId: contact.recipientId, userId: null, language };
  const link = await reportLink(nowFor, { from: date, to: date }, 'pdf', whom);
  const variables = {
    date,
    summary: summaryText(totals, language),
    link: link?.url ?? withoutLink(language),
  };
  return { contact, variables };
}

/** By WhatsApp and by e-mail too, where somebody has both; else by whatever they have. */
function apart(contact: Contact): Contact[] {
  const whatsapp = contact.channels.filter(({ channel }) => channel === 'whatsapp');
  const others = contact.channels.filter(({ channel }) => channel !== 'whatsapp');
  const hasBoth = whatsapp.length > 0 && others.some(({ channel }) => channel === 'email');
  return hasBoth
    ? [
        { ...contact, channels: whatsapp },
        { ...contact, channels: others.filter(({ channel }) => channel === 'email') },
      ]
    : [contact];
}
