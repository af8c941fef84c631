/** Incidents, their timeline and their alerts in the database; with the messages of the outbox in one transaction. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { type Audited, type By, writeAudit } from '../access/audit.ts';
import { type NewMessage, queueMessage } from '../channels/queueMessage.ts';
import { chunks } from '../database/chunks.ts';
import { insertMany } from '../database/insertMany.ts';
import { inTransaction } from '../database/inTransaction.ts';
import type { IncidentEvent } from '../wire.ts';
import type { IncidentFilter } from './alerts.ts';
import type { AbsenceEnd, Alert, Changes, Incident, IncidentEventRow } from './incident.ts';
import { type AlertRow, alertOf, type IncidentRow, incidentOf } from './incidentRows.ts';
import type { RecipientUser } from './recipients.ts';
import { tellAgain } from './tellAgain.ts';
import { withdrawOver } from './withdrawOver.ts';

export type IncidentStore = ReturnType<typeof createIncidentStore>;
/** `message` null: nobody to send it to is known any more. */
export type Outgoing = { alertIds: string[]; message: NewMessage | null };
export type Written = {
  changes: Changes;
  /** The messages of what is told after all, and the alerts in them. */
  compose: (changes: Changes) => { outgoing: Outgoing[]; alerts: Alert[] };
  audit?: Audited;
  excuse?: { absenceId: string; why: string; recordedBy: string };
};

export type Stored = {
  /** Ids of incidents whose person was erased. */
  gone: Set<string>;
  alerts: Alert[];
  /** Which message each alert went into. */
  messageIds: Map<string, string | null>;
};

export const createIncidentStore = (db: Knex) => ({
  ...reading(db),
  ...looking(db),

  /** All of it or nothing. Of what belongs to somebody who was erased meanwhile nothing is written. */
  write: (companyId: string, written: Written, by: By): Promise<Stored> =>
    inTransaction(db, async (trx) => {
      const { audit, excuse } = written;
      const gone = await writeIncidents(trx, companyId, written.changes.incidents);
      const again = await tellAgain(trx, companyId, written.changes, by.nowMs);
      const changes = await withdrawOver(trx, companyId, again, by.nowMs);
      const composed = written.compose(changes);
      const isHere = ({ incidentId }: { incidentId: string }): boolean => !gone.has(incidentId);
      await writeEvents(trx, companyId, changes.events.filter(isHere));
      const alerts = composed.alerts.filter(isHere);
      const messageIds = await queueAll(trx, companyId, { ...composed, alerts }, by.nowMs);
      await writeAlerts(trx, companyId, alerts, messageIds);
      if (excuse) await writeExcuse(trx, companyId, excuse, by);
      if (audit) await writeAudit(trx, companyId, by, audit);
      return { gone, alerts, messageIds };
    }),
});

const reading = (db: Knex) => ({
  /** Newest first. */
  async page(companyId: string, filter: IncidentFilter): Promise<Incident[]> {
    const { states, kind, subjectId, sinceMs, before, limit } = filter;
    const query = db('incidents').where({ companyId });
    if (states) void query.whereIn('state', states);
    if (kind) void query.where({ kind });
    if (subjectId !== undefined) void query.where({ subjectId });
    if (sinceMs !== undefined) void query.where('openedAtMs', '>=', sinceMs);
    if (before) void query.whereRaw('("openedAtMs", "id") < (?, ?)', [before.openedAtMs, before.incidentId]);
    void query.orderBy('openedAtMs', 'desc').orderBy('id', 'desc').limit(limit);
    return (await query.select<IncidentRow[]>('*')).map(incidentOf);
  },

  async get(companyId: string, incidentId: string): Promise<Incident | undefined> {
    const row = await db('incidents')
      .where({ companyId, id: incidentId })
      .first<IncidentRow | undefined>('*');
    return row && incidentOf(row);
  },

  /** Oldest first, in the order in which they were written. */
  async events(companyId: string, incidentId: string): Promise<IncidentEvent[]> {
    const rows = await db('incident_events')
      .where({ companyId, incidentId })
      .orderBy('atMs')
      .orderBy('rowid')
      .select<IncidentEvent[]>('atMs', 'kind', 'by', 'detail');
    return rows.map((row) => ({ ...row, atMs: Number(row.atMs) }));
  },

  /** Oldest first. */
  async alerts(companyId: string, incidentIds: string[]): Promise<Alert[]> {
    const found: Alert[] = [];
    for (const ids of chunks(incidentIds))
      found.push(
        ...(
          await db('alerts')
            .where({ companyId })
            .whereIn('incidentId', ids)
            .orderBy(['createdAtMs', 'level', 'recipientId'])
            .select<AlertRow[]>('*')
        ).map(alertOf),
      );
    return found;
  },

  /** Those that last, and those that ended while alerts of theirs wait; with all their alerts. */
  async unfinished(companyId: string): Promise<{ incidents: Incident[]; alerts: Alert[] }> {
    const waiting = db('alerts').where({ companyId, state: 'waiting' }).select('incidentId');
    const rows = await db('incidents')
      .where({ companyId })
      .where((query) => void query.whereNull('endedAtMs').orWhereIn('id', waiting))
      .select<IncidentRow[]>('*');
    const incidents = rows.map(incidentOf);
    return {
      incidents,
      alerts: await this.alerts(
        companyId,
        incidents.map(({ incidentId }) => incidentId),
      ),
    };
  },
});

const looking = (db: Knex) => ({
  /** Those of these episodes that are stored. */
  async known(companyId: string, episodes: readonly Episode[]): Promise<Incident[]> {
    const found: Incident[] = [];
    for (const some of chunks(episodes)) {
      const rows = await db('incidents')
        .where({ companyId })
        .whereIn(
          ['kind', 'subjectId', 'sinceMs'],
          some.map(({ kind, subjectId, sinceMs }) => [kind, subjectId, sinceMs]),
        )
        .select<IncidentRow[]>('*');
      found.push(...rows.map(incidentOf));
    }
    return found;
  },

  /** How absences ended; those that are not there any more are left out. */
  async absenceEnds(companyId: string, absenceIds: readonly string[]): Promise<Map<string, AbsenceEnd>> {
    const ends = new Map<string, AbsenceEnd>();
    for (const ids of chunks(absenceIds))
      for (const { id, toMs, endedWhy } of await db('absences')
        .where({ companyId })
        .whereIn('id', ids)
        .select<(AbsenceEnd & { id: string })[]>('id', 'toMs', 'endedWhy'))
        ends.set(id, { toMs: toMs === null ? null : Number(toMs), endedWhy });
    return ends;
  },

  /** Those who may sign in. */
  users: (companyId: string): Promise<RecipientUser[]> =>
    db('users')
      .where({ companyId })
      .whereNull('disabledAtMs')
      .orderBy('createdAtMs')
      .select<RecipientUser[]>('id as userId', 'name', 'role', 'personId'),
});

type Episode = Pick<Incident, 'kind' | 'subjectId' | 'sinceMs'>;

const changing = [
  'state',
  'level',
  'nextLevelAtMs',
  'standingSinceMs',
  'snoozedUntilMs',
  'endedAtMs',
  'detail',
];

/** Answers those whose absence was erased: nothing about them is written. */
async function writeIncidents(trx: Knex, companyId: string, incidents: Incident[]): Promise<Set<string>> {
  const ofAbsences = incidents.flatMap(({ absenceId }) => absenceId ?? []);
  const here = new Set<string>();
  for (const ids of chunks(ofAbsences))
    for (const id of await trx('absences').where({ companyId }).whereIn('id', ids).pluck<string[]>('id'))
      here.add(id);
  const isHere = ({ absenceId }: Incident): boolean => absenceId === null || here.has(absenceId);
  const rows = incidents.filter(isHere).map(({ incidentId, detail, ...rest }) => ({
    ...{ id: incidentId, companyId, ...rest },
    detail: JSON.stringify(detail),
  }));
  await insertMany(trx, { table: 'incidents', rows, update: changing });
  return new Set(incidents.filter((incident) => !isHere(incident)).map(({ incidentId }) => incidentId));
}

async function writeEvents(trx: Knex, companyId: string, events: IncidentEventRow[]): Promise<void> {
  const rows = events.map((event) => ({ id: randomUUID(), companyId, ...event }));
  await insertMany(trx, { table: 'incident_events', rows });
}

async function queueAll(
  trx: Knex,
  companyId: string,
  { outgoing, alerts }: { outgoing: Outgoing[]; alerts: Alert[] },
  nowMs: number,
): Promise<Map<string, string | null>> {
  const messageIds = new Map<string, string | null>();
  const known = new Set(alerts.map(({ alertId }) => alertId));
  for (const { alertIds, message } of outgoing) {
    const own = alertIds.filter((alertId) => known.has(alertId));
    if (own.length === 0) continue;
    const id = message && (await queueMessage(trx, companyId, message, nowMs));
    for (const alertId of own) messageIds.set(alertId, id);
  }
  return messageIds;
}

async function writeAlerts(
  trx: Knex,
  companyId: string,
  alerts: Alert[],
  messageIds: ReadonlyMap<string, string | null>,
): Promise<void> {
  const rows = alerts.map(({ alertId, ...rest }) => ({
    ...{ id: alertId, companyId, ...rest },
    messageId: messageIds.get(alertId) ?? rest.messageId,
  }));
  await insertMany(trx, { table: 'alerts', rows, update: ['state', 'dueAtMs', 'note', 'messageId'] });
}

/** The first one is kept. */
async function writeExcuse(
  trx: Knex,
  companyId: string,
  excuse: NonNullable<Written['excuse']>,
  { nowMs }: By,
): Promise<void> {
  await trx('absence_excuses')
    .insert({ companyId, ...excuse, atMs: nowMs })
    .onConflict('absenceId')
    .ignore();
}
