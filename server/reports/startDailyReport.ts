/** The daily report to HR: once for each date, at its time, or when the program is back within the day after. One that nobody could be told waits. */
import type { Knex } from 'knex';
import { writeAudit } from '../access/audit.ts';
import type { Contact } from '../channels/queueMessage.ts';
import { queueMessage } from '../channels/queueMessage.ts';
import { inTransaction } from '../database/inTransaction.ts';
import type { Clock } from '../presence/startPresence.ts';
import type { Settings } from '../settings/settings.ts';
import type { LocalDate, ProblemView, ReportTotals } from '../wire.ts';
import { dailyReportsDue } from './dailyReportsDue.ts';
import { dailyReportProblems } from './dailyReportProblems.ts';
import type { ReportLanguage } from './labels.ts';
import { reportLink } from './links.ts';
import { openReport, type ReportNeeds } from './makeReport.ts';
import { forgetWaiting, isNoted, markSent, waitingRuns, waitsMostMs } from './reportRuns.ts';
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

export function startDailyReport(needs: DailyReportNeeds): {
  look: () => Promise<void>;
  /** What keeps it from HR. */
  problems: () => Promise<ProblemView[]>;
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
    problems: () => problemsNow(needs),
    async stop() {
      stopLooking();
      await looking;
    },
  };
}

async function sendDue(needs: DailyReportNeeds, nowMs: number): Promise<void> {
  await noteDue(needs, nowMs);
  const waiting = await waitingRuns(needs, nowMs);
  if (waiting.length === 0) return;
  const contacts = await hrOf(needs);
  // They stay due: the administrator is told, and they go out once somebody can be reached.
  if (contacts.length === 0) return;
  for (const { date } of waiting) await sendOf(needs, date, { contacts, nowMs });
}

async function noteDue({ db, companyId, settings, company }: DailyReportNeeds, nowMs: number): Promise<void> {
  const { reportAt } = settings();
  // Who wants none any more does not want those that wait either.
  if (reportAt === '') await forgetWaiting(db, companyId);
  for (const { date, sinceMs } of dailyReportsDue(nowMs, reportAt, company().timeZone)) {
    // A time that was set after it had passed begins tomorrow.
    if ((await isNoted(db, companyId, date)) || (await setAtMs(db, companyId)) > sinceMs) continue;
    await db('report_runs').insert({ companyId, date, dueMs: sinceMs, atMs: null });
  }
}

async function sendOf(
  needs: DailyReportNeeds,
  date: LocalDate,
  { contacts, nowMs }: { contacts: Contact[]; nowMs: number },
): Promise<void> {
  const { db, companyId } = needs;
  const totals = await totalsOn(needs, date, nowMs);
  const letters = await Promise.all(contacts.map((contact) => letterTo(needs, contact, date, totals)));
  await inTransaction(db, async (trx) => {
    if (!(await markSent(trx, companyId, date, nowMs))) return;
    for (const { contact, variables } of letters)
      for (const to of apart(contact)) {
        const message = { to, variables, template: 'dailyReport' as const, expiresAtMs: nowMs + waitsMostMs };
        await queueMessage(trx, companyId, message, nowMs);
      }
    const detail = { from: date, to: date, recipients: letters.length };
    const by = { userId: null, nowMs };
    await writeAudit(trx, companyId, by, { action: 'report.sent', subject: companyId, detail });
  });
  needs.wake();
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

async function hrOf(needs: DailyReportNeeds): Promise<Contact[]> {
  const ids = await hrUsers(needs);
  const contacts = await Promise.all(ids.map((id) => needs.contactOf(`user:${id}`)));
  return contacts.filter((contact) => contact !== null && contact.channels.length > 0) as Contact[];
}

const hrUsers = ({ db, companyId }: DailyReportNeeds): Promise<string[]> =>
  db('users')
    .where({ companyId, role: 'hr' })
    .whereNull('disabledAtMs')
    .orderBy('createdAtMs')
    .pluck<string[]>('id');

async function problemsNow(needs: DailyReportNeeds): Promise<ProblemView[]> {
  if (needs.settings().reportAt === '') return [];
  const [users, reached] = [await hrUsers(needs), await hrOf(needs)];
  const [oldest] = await waitingRuns(needs, needs.clock.now());
  return dailyReportProblems({
    ...{ hrUsers: users.length, reached: reached.length, waitsSinceMs: oldest?.dueMs ?? null },
  });
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
