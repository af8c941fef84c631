/** Where incidents are worked on: memory as the store has it, one piece of work after the other. */
import { randomUUID } from 'node:crypto';
import type { By } from '../access/audit.ts';
import { createTurns } from '../areas/createTurns.ts';
import type { Contact } from '../channels/queueMessage.ts';
import { answersOf } from './bell.ts';
import type { Book } from './changeBook.ts';
import type { Changes, Incident } from './incident.ts';
import { keyOf } from './incident.ts';
import { incidentsAfter, type Rules } from './incidentsAfter.ts';
import type { Written } from './incidentStore.ts';
import { incidentView } from './incidentView.ts';
import { createMemory, type Memory } from './memory.ts';
import { outgoingOf } from './outgoingOf.ts';
import type { RecipientUser } from './recipients.ts';
import { lastsAgain } from './reopen.ts';
import type { AlertsNeeds } from './startAlerts.ts';

export type Desk = Awaited<ReturnType<typeof openDesk>>;

export async function openDesk(needs: AlertsNeeds) {
  const { companyId, store, clock, directory } = needs;
  const memory = createMemory();
  const settled = new Set<string>();
  let users: RecipientUser[] = [];
  let isFresh = false;

  /** As stored: after a start, and after a write of which nobody knows whether it was done. */
  async function fresh(): Promise<void> {
    if (isFresh) return;
    memory.load(await store.unfinished(companyId));
    isFresh = true;
  }
  const rules = (): Rules => rulesOf(needs, users);
  /** Who signs in may have changed since the last look. */
  async function rulesNow(): Promise<Rules> {
    users = await store.users(companyId);
    return rules();
  }
  const viewOf = (incident: Incident) => incidentView(incident, directory.current());

  /** What the world asks for now. */
  async function after(skippedMs: number): Promise<Changes> {
    const world = await worldNow();
    await rulesNow();
    const lasting = new Set(world.absences.map(({ absenceId }) => absenceId));
    const ended = [...memory.book().incidents.values()].filter((each) => lastsAgain(each, lasting));
    await recall(ended, memory, needs);
    const moment = { nowMs: clock.now(), skippedMs, newId: randomUUID };
    const changes = incidentsAfter(memory.book(), world, rules(), moment);
    const isNew = ({ incidentId }: Incident): boolean => memory.get(incidentId) === undefined;
    const known = await store.known(companyId, changes.incidents.filter(isNew));
    if (known.length === 0) return changes;
    const again = known.filter((incident) => lastsAgain(incident, lasting));
    // The others were ended by hand, and last all the same.
    for (const incident of known) if (!again.includes(incident)) settled.add(keyOf(incident));
    await recall(again, memory, needs);
    return incidentsAfter(memory.book(), world, rules(), moment);
  }

  async function worldNow() {
    const now = needs.world();
    const lasting = new Set(now.absences.map(({ absenceId }) => absenceId));
    const asked = memory
      .open()
      .flatMap(({ absenceId, incidentId }) =>
        absenceId === null || lasting.has(absenceId) ? [] : [{ absenceId, incidentId }],
      );
    const ends = await store.absenceEnds(
      companyId,
      asked.map(({ absenceId }) => absenceId),
    );
    // Erased with its person.
    for (const { absenceId, incidentId } of asked) if (!ends.has(absenceId)) memory.forget(incidentId);
    const absenceEnd = (absenceId: string) => ends.get(absenceId);
    return { ...now, absenceEnd, answered: answersOf(needs.bell), settled };
  }

  async function write(written: Omit<Written, 'compose'>, by: By): Promise<void> {
    const { changes } = written;
    if (changes.incidents.length + changes.alerts.length + changes.events.length === 0 && !written.audit)
      return;
    const contacts = new Map<string, Contact | null>();
    for (const { recipientId } of changes.sendings)
      if (!contacts.has(recipientId)) contacts.set(recipientId, await needs.contactOf(recipientId));
    const compose = (settled: Changes) => outgoingOf(settled, contacts, rules(), by.nowMs);
    isFresh = false;
    const { gone, alerts, messageIds } = await store.write(companyId, { ...written, compose }, by);
    isFresh = true;
    memory.put({ incidents: changes.incidents, alerts }, messageIds, gone);
    const told = changes.incidents.filter(({ incidentId }) => !gone.has(incidentId));
    if (told.length > 0) needs.changed(told.map(viewOf));
    if ([...messageIds.values()].some((id) => id !== null)) needs.wake();
  }

  await fresh();
  await rulesNow();
  return { memory, inTurn: createTurns(), fresh, after, write, rules, rulesNow, viewOf };
}

/** With their alerts as stored: what was not sent in the end is known there alone. */
async function recall(incidents: Incident[], memory: Memory, needs: AlertsNeeds): Promise<void> {
  if (incidents.length === 0) return;
  const ids = incidents.map(({ incidentId }) => incidentId);
  memory.recall({ incidents, alerts: await needs.store.alerts(needs.companyId, ids) });
}

/** What is known of an incident, finished ones too. */
export async function findIncident(
  incidentId: string,
  { memory }: Pick<Desk, 'memory'>,
  { store, companyId }: AlertsNeeds,
): Promise<{ incident: Incident; book: Book } | undefined> {
  const known = memory.get(incidentId);
  if (known) return { incident: known, book: memory.book() };
  const incident = await store.get(companyId, incidentId);
  if (!incident) return undefined;
  const alerts = await store.alerts(companyId, [incidentId]);
  const book = {
    incidents: new Map([[incidentId, incident]]),
    alerts: new Map(alerts.map((alert) => [alert.alertId, alert])),
  };
  return { incident, book };
}

function rulesOf({ policies, directory, duty, zone }: AlertsNeeds, users: RecipientUser[]): Rules {
  const { policies: stored, substitutes, snoozes } = policies.current();
  const snoozed = new Map(snoozes.map(({ personId, untilMs }) => [personId, untilMs]));
  return {
    ...{ directory: directory.current(), users, substitutes, policies: stored, zone: zone() },
    snoozedUntilMs: (personId) => snoozed.get(personId) ?? null,
    offWhy(personId, nowMs) {
      const now = duty.dutyOf(personId, nowMs);
      return now.kind === 'off' ? now.why : null;
    },
  };
}
