/**
 * What the demo office tells by itself: somebody leaves, the bell rings, a supervisor's phone gets a message, nobody answers, it
 * escalates, the person returns. Whoever passes its terminals uses them. WhatsApp ends at a Twilio inside this program; times are shortened by what is stored at the first start.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { By } from '../access/audit.ts';
import { demoUser } from '../access/createAccess.ts';
import type { LocalMessage } from './localTwilio/localMessages.ts';
import { type LocalTwilio, startLocalTwilio } from './localTwilio/startLocalTwilio.ts';
import { defaultPolicy } from '../alerts/defaultPolicy.ts';
import { languages, templateField, templateKeys } from '../channels/channelConfig.ts';
import { templateText } from '../channels/renderText.ts';
import { inboundPath } from '../channels/whatsapp/createWhatsApp.ts';
import type { Parts } from '../createApp.ts';
import { createThresholdStore } from '../rules/thresholdStore.ts';
import { createAssignmentStore } from '../shifts/assignmentStore.ts';
import { localDateOf } from '../shifts/localTime.ts';
import { createShiftStore } from '../shifts/shiftStore.ts';
import type { NewPolicy, NewShift } from '../wire.ts';
import { demoPhoneRoutes } from './demoPhoneRoutes.ts';
import { startDemoTerminals } from './terminals/startDemoTerminals.ts';

/** Numbers that belong to nobody (555-01xx is kept free for fiction). */
const phones: Record<string, string> = {
  'Farid Rahman': '+12025550141',
  'Emma Novak': '+12025550142',
  'Clara Weiss': '+12025550143',
};
/** The play lasts 100 s and nobody is gone for longer than 39 s of it: all of this fits into that. */
export const demoTimes = { awayAfterMs: 10_000, absentAfterMs: 20_000, groupDelayMs: 2_000 };
/** Twelve seconds, as minutes. */
const secondLevelMinutes = 0.2;

const account = { accountSid: `AC${'d0'.repeat(16)}`, authToken: 'known to the demo alone' };
const sender = '+14155238886';
/** As quick as a phone nearby. */
const tellsAfterMs = 700;
const site = 'Demo site';

export type DemoStory = {
  /** The page can be reached: from now on messages leave, and answers come. */
  opened: (url: string) => Promise<void>;
  stop: () => Promise<void>;
};

export function startDemoStory(parts: Parts): DemoStory {
  let twilio: LocalTwilio | null = null;
  let stopTerminals = (): Promise<void> => Promise.resolve();
  demoPhoneRoutes(parts.http.route, {
    phones: () => phonesIn(parts),
    messages: (number) => twilio?.messages().filter((message) => isOf(message, number)) ?? [],
    write: async (number, text) => void (await twilio?.receive(number, text)),
  });
  return {
    async opened(url) {
      twilio = await startLocalTwilio({ ...account, sender, tellsAfterMs, inboundUrl: url + inboundPath });
      await prepareStory(parts, url, twilio);
      stopTerminals = await startDemoTerminals(parts);
    },
    async stop() {
      await stopTerminals();
      await twilio?.stop();
    },
  };
}

const isOf = ({ from, to }: LocalMessage, number: string): boolean =>
  [from, to].includes(`whatsapp:${number}`);

function phonesIn({ directory }: Parts): { personId: string; name: string; number: string }[] {
  return [...directory.current().people.values()].flatMap(({ personId, name }) => {
    const number = phones[name];
    return number === undefined ? [] : [{ personId, name, number }];
  });
}

/** What somebody changed since the first start stays; only where this Twilio is at is new each time. */
async function prepareStory(parts: Parts, url: string, twilio: LocalTwilio): Promise<void> {
  const { settings, messaging, now } = parts;
  const by = { userId: null, name: 'Demo', nowMs: now() };
  const { configs } = messaging.channels;
  await addViewer(parts);
  if (configs.of('whatsapp').values['accountSid'] === undefined) await prepareFirst(parts, by);
  if (settings.current().publicUrl !== url) await settings.change({ publicUrl: url }, by);
  const templates = templateKeys.flatMap((key) =>
    languages.map((language) => {
      const sid = `HX${createHash('sha256').update(`${key} ${language}`).digest('hex').slice(0, 32)}`;
      twilio.addTemplate(templateText(key, language), { language, sid });
      return [templateField(key, language), sid] as const;
    }),
  );
  const values = { ...account, from: sender, apiBase: twilio.url, ...Object.fromEntries(templates) };
  await configs.change('whatsapp', { enabled: true, values }, by);
}

/** Alerts go to users, and whoever looks at the demo signs in as nobody: a row of that name. Nobody knows its password. */
async function addViewer({ db, companyId, accounts, now }: Parts): Promise<void> {
  const { userId: id, name, email, role } = demoUser;
  const passwordHash = await accounts.passwords.hash(randomUUID());
  await db('users')
    .insert({ id, companyId, name, email, role, passwordHash, createdAtMs: now() })
    .onConflict()
    .ignore();
}

async function prepareFirst(parts: Parts, by: By & { name: string }): Promise<void> {
  const { companyId, db, people, directory, duty, messaging } = parts;
  for (const { personId, number } of phonesIn(parts))
    await people.changePerson(
      companyId,
      { id: personId, change: { phone: number }, confirmed: false, byName: by.name },
      by,
    );
  await parts.directoryChanged();
  const area = [...directory.current().areas.values()].find(({ name }) => name === site);
  if (area) {
    const { awayAfterMs, absentAfterMs } = demoTimes;
    const subject = { subject: 'area', subjectId: area.areaId } as const;
    await createThresholdStore(db).setThresholds(companyId, subject, { awayAfterMs, absentAfterMs }, by);
  }
  await addShift(parts, by);
  await duty.refresh();
  const { policies, policyStore } = messaging;
  if (policies.current().policies.some(({ subject }) => subject === 'company')) return;
  await policyStore.addPolicy(companyId, demoPolicy, 'the company', by);
  await policies.refresh();
}

/** The people are known since today, so they are due, and may be late, from the first start on: nobody is missed before they came. */
async function addShift(
  { companyId, company, db, directory }: Parts,
  by: By & { name: string },
): Promise<void> {
  const shifts = createShiftStore(db);
  if ((await shifts.shifts(companyId)).length > 0) return;
  const today = localDateOf(company.timeZone, by.nowMs);
  const shiftId = await shifts.addShift(companyId, demoShift(company.timeZone), today, by);
  const assignments = createAssignmentStore(db);
  const { teams, people } = directory.current();
  const everybody = [
    ...[...teams.keys()].map((teamId) => ({ teamId, personId: null })),
    // The manager of both teams is in neither.
    ...[...people.values()].flatMap(({ personId, teamId }) => (teamId ? [] : [{ teamId: null, personId }])),
  ];
  for (const who of everybody)
    await assignments.addAssignment(companyId, { shiftId, ...who, fromDate: today, toDate: null }, by);
}

/** Round the clock, whenever somebody starts the demo: each day's ends where the next one begins. */
const demoShift = (timeZone: string): NewShift => ({
  ...{ name: 'Demo shift', start: '00:00', end: '00:00', weekdays: [1, 2, 3, 4, 5, 6, 7], breaks: [] },
  ...{ timeZone, calendarId: null, lateGraceMinutes: 10, earlyGraceMinutes: 10 },
  ...{ opensBeforeMinutes: 0, closesAfterMinutes: 0, halfDayUnderMinutes: null, absentUnderMinutes: null },
  ...{ pairing: 'byDirection', hours: 'firstToLast' },
});

/** Administrators see the second level on the open page, too. */
const demoPolicy: NewPolicy = {
  ...defaultPolicy,
  name: 'Demo office',
  deviceLevels: [{ afterMinutes: 0.5, to: [{ kind: 'admins' }] }],
  levels: [
    { afterMinutes: 0, to: [{ kind: 'supervisor' }] },
    { afterMinutes: secondLevelMinutes, to: [{ kind: 'superior' }, { kind: 'admins' }] },
  ],
  groupDelayMs: demoTimes.groupDelayMs,
};
