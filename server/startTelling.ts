/** What is sent to somebody: messages about incidents, and the daily report. */
import { startDailyReport } from './reports/startDailyReport.ts';
import type { Base } from './startBase.ts';
import type { Started } from './started.ts';
import { type MessagingNeeds, startMessaging } from './startMessaging.ts';

export type TellingNeeds = Pick<Base, 'config' | 'clock' | 'log' | 'db' | 'company' | 'companyId'> &
  Pick<Base, 'settings' | 'directory'> &
  Pick<MessagingNeeds, 'duty' | 'presence' | 'notices' | 'live' | 'world'>;

export async function startTelling(needs: TellingNeeds, started: Started) {
  const { config, clock, log, db, company, companyId, settings } = needs;
  const messaging = await startMessaging({ ...needs, demo: config.demo }, started);
  const dailyReport = startDailyReport({
    ...{ db, companyId, clock, company: () => company, settings: settings.current },
    contactOf: (recipientId) => messaging.channels.contactOf(recipientId),
    wake: messaging.channels.wake,
    failed: (error) => log.error({ err: error }, 'the daily report failed; trying again in ten minutes'),
  });
  started.push(dailyReport.stop);
  return { messaging, dailyReport };
}
