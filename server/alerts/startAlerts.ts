/** Incidents over time: what the world looks like becomes what somebody is told, stored in one transaction before anything is sent. */
import type { Audited } from '../access/audit.ts';
import type { Contact } from '../channels/queueMessage.ts';
import type { LoadedDirectory } from '../directory/loadDirectory.ts';
import type { Duty } from '../duty.ts';
import type { Clock } from '../presence/startPresence.ts';
import type { IncidentView, MessageView, PolicyPreview, PreviewRequest } from '../wire.ts';
import type { Actor, Alerts } from './alerts.ts';
import { acknowledged, closed, excused, snoozed } from './answer.ts';
import { answerBell, type Bell } from './bell.ts';
import { type ChangeBook, changeBook } from './changeBook.ts';
import { type Incident, lasts } from './incident.ts';
import type { IncidentStore, Written } from './incidentStore.ts';
import type { LoadedPolicies } from './loadPolicies.ts';
import type { IncidentWorld } from './openAndEnd.ts';
import { findIncident, openDesk } from './openDesk.ts';
import type { PolicyStore } from './policyStore.ts';
import { readDesk } from './readDesk.ts';

export type AlertsNeeds = {
  companyId: string;
  store: IncidentStore;
  policyStore: PolicyStore;
  policies: LoadedPolicies;
  directory: LoadedDirectory;
  duty: Pick<Duty, 'dutyOf'>;
  clock: Clock;
  /** Of the company. */
  zone: () => string;
  /** As it is believed now. */
  world: () => Pick<
    IncidentWorld,
    'absences' | 'cameras' | 'terminals' | 'backup' | 'jobs' | 'stillOn' | 'isBlind'
  >;
  bell: Bell;
  /** null: there is no such person or user any more. */
  contactOf: (recipientId: string) => Promise<Contact | null>;
  messagesOf: (messageIds: string[]) => Promise<Map<string, MessageView[]>>;
  /** Messages wait in the outbox. */
  wake: () => void;
  /** New or different; told after they are stored. */
  changed: (incidents: IncidentView[]) => void;
  /** Looking fails, or works again. */
  trouble: (error: unknown) => void;
};

export type StartedAlerts = Alerts & { preview: (request: PreviewRequest) => Promise<PolicyPreview> };

const lookEveryMs = 1_000;
/** A longer step from one look to the next is a clock that was set forward, or a program that stood still. */
const stepMostMs = 60_000;

export async function startAlerts(needs: AlertsNeeds): Promise<StartedAlerts> {
  const { companyId, clock, policies, policyStore } = needs;
  const desk = await openDesk(needs);
  const { memory, inTurn, viewOf } = desk;
  const skipped = followClock(clock);
  let stopLooks: () => void = () => undefined;

  async function update(): Promise<void> {
    await desk.fresh();
    const skippedMs = skipped();
    const changes = await desk.after(skippedMs);
    await desk.write({ changes }, { userId: null, nowMs: clock.now(), address: null });
    await answerBell(memory.open(), needs.bell);
  }
  const look = (): Promise<void> => inTurn(update).catch(needs.trouble);

  /** undefined: there is none, or it cannot be done with it. */
  async function act(incidentId: string, by: Actor, run: Run): Promise<IncidentView | undefined> {
    const after = await inTurn(async () => {
      await desk.fresh();
      const known = await findIncident(incidentId, desk, needs);
      if (!known) return undefined;
      const changes = changeBook(known.book);
      const done = run(changes, known.incident);
      if (!done) return undefined;
      const { after, ...written } = done;
      await desk.write({ changes: changes.changes(), ...written }, by);
      return after;
    });
    if (!after) return undefined;
    void look();
    return viewOf(after);
  }
  return {
    look,
    ...readDesk(desk, needs),
    open: () => memory.open().sort(newestFirst).map(viewOf),
    ...answersBy(act),
    async snoozePerson(personId, untilMs, by) {
      await policyStore.snoozePerson(companyId, personId, untilMs, by);
      await policies.refresh();
      await look();
    },
    snoozes: () => policies.current().snoozes.filter(({ untilMs }) => untilMs > clock.now()),
    start: () => void (stopLooks = clock.every(lookEveryMs, () => void look())),
    async stop() {
      stopLooks();
      await inTurn(() => Promise.resolve());
    },
  };
}

type Done = { after: Incident; audit: Audited; excuse?: NonNullable<Written['excuse']> };
type Run = (changes: ChangeBook, incident: Incident) => Done | undefined;
type Act = (incidentId: string, by: Actor, run: Run) => Promise<IncidentView | undefined>;

const answersBy = (act: Act): Pick<Alerts, 'acknowledge' | 'excuse' | 'snooze' | 'close'> => ({
  acknowledge: (incidentId, note, by) =>
    act(incidentId, by, (changes, incident) => {
      if (!lasts(incident)) return undefined;
      const after = acknowledged(changes, incident, { ...by, note });
      return { after, audit: audited('incident.acknowledged', incident) };
    }),
  excuse: (incidentId, why, by) =>
    act(incidentId, by, (changes, incident) => {
      const { absenceId, state } = incident;
      if (absenceId === null || state === 'excused') return undefined;
      const after = excused(changes, incident, { ...by, note: why });
      const excuse = { absenceId, why, recordedBy: by.name };
      return { after, excuse, audit: audited('incident.excused', incident) };
    }),
  snooze: (incidentId, untilMs, by) =>
    act(incidentId, by, (changes, incident) => {
      if (!lasts(incident)) return undefined;
      const after = snoozed(changes, incident, untilMs, { ...by, note: '' });
      return { after, audit: audited('incident.snoozed', incident) };
    }),
  close: (incidentId, why, by) =>
    act(incidentId, by, (changes, incident) => {
      if (!lasts(incident)) return undefined;
      const after = closed(changes, incident, { ...by, note: why });
      return { after, audit: audited('incident.closed', incident) };
    }),
});

const audited = (action: string, { incidentId, kind }: Incident): Audited => ({
  ...{ action, subject: incidentId, detail: { kind } },
});

const newestFirst = (a: Incident, b: Incident): number => b.openedAtMs - a.openedAtMs;

/** Answers what the clock moved by, since it was last asked, without time passing. */
function followClock(clock: Clock): () => number {
  let lastMs = clock.now();
  return () => {
    const nowMs = clock.now();
    const stepMs = nowMs - lastMs;
    lastMs = nowMs;
    if (stepMs < 0) return stepMs;
    return stepMs > stepMostMs ? stepMs - lookEveryMs : 0;
  };
}
