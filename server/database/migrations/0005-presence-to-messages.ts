import type { Knex } from 'knex';

/** Shifts and the rules of each day; absences, incidents and their messages; punches, coverage and what HR says beside the record. */
export const presenceToMessages: Knex.Migration = {
  async up(knex) {
    await knex.raw('ALTER TABLE areas ADD COLUMN "timeZone" text');
    await renewPresences(knex);
    await createRules(knex);
    await createFacts(knex);
    await createIncidents(knex);
    await createMessages(knex);
    await createReports(knex);
    await createConnectors(knex);
  },
  down: () => Promise.reject(new Error('Cannot go back before 0005: restore a backup instead.')),
};

/** With `off` among the states. */
async function renewPresences(knex: Knex): Promise<void> {
  const rows = await knex<Record<string, unknown>>('presences').select('*');
  await knex.schema.dropTable('presences');
  await knex.schema.createTable('presences', (t) => {
    t.text('personId').primary().references('people.id').onDelete('CASCADE');
    ofCompany(t);
    t.text('state')
      .notNullable()
      .checkIn(['expected', 'present', 'away', 'absent', 'onLeave', 'off', 'blind']);
    t.text('cameraId');
    t.text('area');
    t.bigInteger('sinceMs').notNullable();
    t.bigInteger('lastSeenMs');
  });
  for (const row of rows) await knex('presences').insert(row);
}

async function createRules(knex: Knex): Promise<void> {
  /** What held from when: append-only, so that a day is judged by the rules of that day. */
  await knex.schema.createTable('rule_versions', (t) => {
    t.text('id').primary();
    ofCompany(t);
    t.text('kind')
      .notNullable()
      .checkIn(['shift', 'calendar', 'thresholds', 'limits', 'person', 'team', 'area', 'company']);
    /** Id of the shift, calendar, person, team or area; for thresholds `team:ID`, `area:ID` or `person:ID`; else the company's. */
    t.text('subjectId').notNullable();
    /** The first local day it holds, for what is judged by day. */
    t.text('fromDate');
    t.bigInteger('fromMs').notNullable();
    /** JSON; null: it ended. */
    t.text('value');
    t.text('recordedBy').notNullable();
    t.index(['companyId', 'kind', 'subjectId', 'fromMs']);
  });
  await knex.schema.createTable('shifts', (t) => {
    t.text('id').primary();
    ofCompany(t);
    t.text('name').notNullable();
    t.bigInteger('createdAtMs').notNullable();
    t.bigInteger('archivedAtMs');
    t.unique(['companyId', 'name']);
  });
  await knex.schema.createTable('calendars', (t) => {
    t.text('id').primary();
    ofCompany(t);
    t.text('name').notNullable();
    t.bigInteger('createdAtMs').notNullable();
    t.unique(['companyId', 'name']);
  });
  await knex.schema.createTable('shift_assignments', (t) => {
    t.text('id').primary();
    ofCompany(t);
    t.text('shiftId').notNullable().references('shifts.id');
    t.text('personId').references('people.id').onDelete('CASCADE');
    t.text('teamId').references('teams.id').onDelete('CASCADE');
    t.text('fromDate').notNullable();
    t.text('toDate');
    t.bigInteger('createdAtMs').notNullable();
    t.text('recordedBy').notNullable();
    t.index(['companyId', 'personId']);
  });
  await knex.schema.createTable('pauses', (t) => {
    t.text('id').primary();
    ofCompany(t);
    t.text('subject').notNullable().checkIn(['area', 'person']);
    t.text('subjectId').notNullable();
    t.bigInteger('fromMs').notNullable();
    t.bigInteger('toMs');
    t.text('why').notNullable();
    t.text('recordedBy').notNullable();
    t.text('endedBy');
    t.index(['companyId', 'toMs']);
  });
}

async function createFacts(knex: Knex): Promise<void> {
  await knex.schema.createTable('punches', (t) => {
    t.text('id').primary();
    ofPerson(t);
    t.bigInteger('atMs').notNullable();
    t.text('direction').notNullable().checkIn(['in', 'out', 'unknown']);
    t.text('source').notNullable().checkIn(['terminal', 'kiosk', 'badge', 'phone', 'manual']);
    /** Empty: none; a part of the key, which null would not be. */
    t.text('deviceId').notNullable().defaultTo('');
    t.text('area');
    t.text('recordedBy');
    t.text('note').notNullable().defaultTo('');
    t.bigInteger('recordedAtMs').notNullable();
    /** The same punch sent again is one. */
    t.unique(['companyId', 'personId', 'atMs', 'deviceId', 'direction']);
  });
  /** While a camera saw. Grows every few seconds, so that a crash ends it; what lies between two is blind. */
  await knex.schema.createTable('camera_watches', (t) => {
    t.text('id').primary();
    ofCompany(t);
    t.text('cameraId').notNullable();
    t.text('area').notNullable();
    t.bigInteger('fromMs').notNullable();
    t.bigInteger('toMs').notNullable();
    t.index(['companyId', 'area', 'fromMs']);
    t.index(['companyId', 'cameraId', 'fromMs']);
  });
  /** Which cameras there were, to know what should have seen: `toMs` null while it is there. */
  await knex.schema.createTable('camera_placements', (t) => {
    t.text('id').primary();
    ofCompany(t);
    t.text('cameraId').notNullable();
    t.text('area').notNullable();
    t.bigInteger('fromMs').notNullable();
    t.bigInteger('toMs');
    t.index(['companyId', 'area', 'fromMs']);
  });
  await knex.schema.createTable('absences', (t) => {
    t.text('id').primary();
    ofPerson(t);
    t.bigInteger('fromMs').notNullable();
    t.bigInteger('detectedAtMs').notNullable();
    t.bigInteger('toMs');
    t.text('endedWhy');
    t.text('area');
    /** JSON. */
    t.text('evidence').notNullable();
    t.index(['companyId', 'personId', 'fromMs']);
    t.index(['companyId', 'toMs']);
    t.unique(['companyId', 'personId', 'fromMs']);
  });
  /** One name in two places at once: a fact to look into. */
  await knex.schema.createTable('double_sightings', (t) => {
    t.text('id').primary();
    ofPerson(t);
    t.bigInteger('fromMs').notNullable();
    t.bigInteger('toMs').notNullable();
    /** JSON: both places with their evidence, the believed one first. */
    t.text('places').notNullable();
    t.index(['companyId', 'personId', 'fromMs']);
  });
  await knex.schema.createTable('evidence_pictures', (t) => {
    t.text('id').primary();
    ofPerson(t);
    t.text('date').notNullable();
    t.text('kind').notNullable().checkIn(['firstIn', 'lastOut']);
    t.bigInteger('atMs').notNullable();
    t.text('cameraId').notNullable();
    t.binary('jpeg').notNullable();
    t.unique(['companyId', 'personId', 'date', 'kind']);
  });
}

async function createIncidents(knex: Knex): Promise<void> {
  await knex.schema.createTable('policies', (t) => {
    t.text('id').primary();
    ofCompany(t);
    t.text('name').notNullable();
    t.text('subject').notNullable().checkIn(['company', 'team', 'area']);
    t.text('subjectId');
    /** JSON of the rest of an escalation policy. */
    t.text('rules').notNullable();
    t.bigInteger('changedAtMs').notNullable();
    t.text('changedBy').notNullable();
    t.unique(['companyId', 'subject', 'subjectId']);
  });
  await knex.schema.createTable('substitutes', (t) => {
    t.text('id').primary();
    ofPerson(t);
    t.text('standInId').notNullable().references('people.id').onDelete('CASCADE');
    t.bigInteger('fromMs').notNullable();
    t.bigInteger('toMs');
    t.bigInteger('createdAtMs').notNullable();
    t.text('recordedBy').notNullable();
  });
  await knex.schema.createTable('person_snoozes', (t) => {
    t.text('personId').primary().references('people.id').onDelete('CASCADE');
    ofCompany(t);
    t.bigInteger('untilMs').notNullable();
    t.bigInteger('atMs').notNullable();
    t.text('recordedBy').notNullable();
  });
  await knex.schema.createTable('incidents', (t) => {
    t.text('id').primary();
    ofCompany(t);
    t.text('kind').notNullable().checkIn(['absence', 'blindCamera', 'unknownTerminal', 'backupFailed']);
    t.text('subjectId').notNullable();
    t.text('state')
      .notNullable()
      .checkIn(['open', 'acknowledged', 'escalated', 'resolved', 'excused', 'closed']);
    t.bigInteger('sinceMs').notNullable();
    t.bigInteger('openedAtMs').notNullable();
    t.integer('level').notNullable();
    t.bigInteger('nextLevelAtMs');
    /** The escalation clock stands since then: cameras are blind, or it is snoozed. */
    t.bigInteger('standingSinceMs');
    t.bigInteger('snoozedUntilMs');
    t.bigInteger('endedAtMs');
    /** An absence is erased with its person, and its incident with it. */
    t.text('absenceId').references('absences.id').onDelete('CASCADE');
    /** JSON: name, team, area, camera, who acknowledged, why. */
    t.text('detail').notNullable();
    /** The episode: one incident for each, whatever happens in between. */
    t.unique(['companyId', 'kind', 'subjectId', 'sinceMs']);
    t.index(['companyId', 'endedAtMs']);
    t.index(['companyId', 'openedAtMs']);
  });
  await knex.schema.createTable('incident_events', (t) => {
    t.text('id').primary();
    ofCompany(t);
    t.text('incidentId').notNullable().references('incidents.id').onDelete('CASCADE');
    t.bigInteger('atMs').notNullable();
    t.text('kind').notNullable();
    t.text('by');
    t.text('detail').notNullable();
    // By it alone: they go with their incident.
    t.index(['incidentId', 'atMs']);
  });
  await knex.schema.createTable('alerts', (t) => {
    t.text('id').primary();
    ofCompany(t);
    t.text('incidentId').notNullable().references('incidents.id').onDelete('CASCADE');
    t.text('kind').notNullable().checkIn(['raised', 'resolved']);
    t.integer('level').notNullable();
    /** `person:ID` or `user:ID`. */
    t.text('recipientId').notNullable();
    /** waiting: for the grouping delay or the end of quiet hours. dropped: over before it was sent. */
    t.text('state').notNullable().checkIn(['waiting', 'queued', 'dropped']);
    t.bigInteger('dueAtMs').notNullable();
    t.bigInteger('createdAtMs').notNullable();
    t.text('note');
    /** The message it was put into; several alerts may share one. */
    t.text('messageId');
    /** Nobody is told the same twice, however often the program was killed. */
    t.unique(['incidentId', 'kind', 'level', 'recipientId']);
    t.index(['companyId', 'state', 'dueAtMs']);
    t.index(['companyId', 'messageId']);
  });
}

async function createMessages(knex: Knex): Promise<void> {
  /** The outbox: written in the transaction of what it tells, sent afterwards. */
  await knex.schema.createTable('messages', (t) => {
    t.text('id').primary();
    ofCompany(t);
    t.text('recipientId').notNullable();
    t.text('channel').notNullable().checkIn(['whatsapp', 'email', 'webhook', 'browser']);
    t.text('address').notNullable();
    /** Which text, and what goes into it (JSON). */
    t.text('template').notNullable();
    t.text('variables').notNullable();
    t.text('language').notNullable();
    t.text('state')
      .notNullable()
      .checkIn([
        ...['queued', 'sending', 'unknown', 'accepted', 'sent', 'delivered', 'read'],
        ...['failed', 'dropped'],
      ]);
    t.integer('attempts').notNullable().defaultTo(0);
    t.bigInteger('createdAtMs').notNullable();
    t.bigInteger('nextTryAtMs').notNullable();
    /** Older news is not sent. */
    t.bigInteger('expiresAtMs').notNullable();
    t.bigInteger('claimedAtMs');
    t.bigInteger('sentAtMs');
    t.text('providerId');
    t.text('errorCode');
    t.text('problem');
    /** The channels still to try, in order (JSON). */
    t.text('fallbacks').notNullable().defaultTo('[]');
    t.text('insteadOfId');
    t.index(['companyId', 'state', 'nextTryAtMs']);
    t.index(['companyId', 'recipientId', 'createdAtMs']);
    t.index(['companyId', 'providerId']);
  });
  /** What each channel needs; secrets among it (JSON). */
  await knex.schema.createTable('channels', (t) => {
    ofCompany(t);
    t.text('channel').notNullable();
    t.integer('enabled').notNullable();
    t.text('config').notNullable();
    t.bigInteger('changedAtMs').notNullable();
    t.text('changedBy').notNullable();
    t.primary(['companyId', 'channel']);
  });
  await knex.schema.createTable('contact_preferences', (t) => {
    ofCompany(t);
    t.text('recipientId').notNullable();
    /** JSON. */
    t.text('channels').notNullable();
    t.text('language').notNullable();
    t.primary(['companyId', 'recipientId']);
  });
  /** Since when each number may be written to freely. */
  await knex.schema.createTable('inbound_messages', (t) => {
    /** The provider's id: the same one twice is one. */
    t.text('id').primary();
    ofCompany(t);
    t.text('address').notNullable();
    t.text('recipientId');
    t.text('body').notNullable();
    t.bigInteger('atMs').notNullable();
    t.text('answer');
    t.index(['companyId', 'address', 'atMs']);
  });
  /** Status callbacks seen, so that a repeated or late one changes nothing. */
  await knex.schema.createTable('webhook_receipts', (t) => {
    t.text('id').primary();
    ofCompany(t);
    t.bigInteger('atMs').notNullable();
  });
}

async function createReports(knex: Knex): Promise<void> {
  await knex.schema.createTable('day_corrections', (t) => {
    t.text('id').primary();
    ofPerson(t);
    t.text('date').notNullable();
    t.text('field').notNullable();
    /** JSON. */
    t.text('value').notNullable();
    t.text('why').notNullable();
    t.text('recordedBy').notNullable();
    t.bigInteger('atMs').notNullable();
    t.index(['companyId', 'personId', 'date']);
  });
  /** Nobody is excused by deleting: a row beside the absence. */
  await knex.schema.createTable('absence_excuses', (t) => {
    t.text('absenceId').primary().references('absences.id').onDelete('CASCADE');
    ofCompany(t);
    t.text('why').notNullable();
    t.text('recordedBy').notNullable();
    t.bigInteger('atMs').notNullable();
  });
  await knex.schema.createTable('report_links', (t) => {
    /** sha256 of what stands in the address. */
    t.text('tokenHash').primary();
    ofCompany(t);
    t.text('query').notNullable();
    t.text('format').notNullable();
    t.bigInteger('createdAtMs').notNullable();
    t.bigInteger('expiresAtMs').notNullable();
    t.text('createdBy').notNullable();
  });
  /** The daily report of a date is sent once. */
  await knex.schema.createTable('report_runs', (t) => {
    ofCompany(t);
    t.text('date').notNullable();
    t.bigInteger('dueMs').notNullable();
    // null: it is due, and nobody could be told yet.
    t.bigInteger('atMs');
    t.primary(['companyId', 'date']);
  });
}

async function createConnectors(knex: Knex): Promise<void> {
  await knex.schema.createTable('api_keys', (t) => {
    t.text('id').primary();
    ofCompany(t);
    t.text('name').notNullable();
    t.text('secretHash').notNullable().unique();
    t.bigInteger('createdAtMs').notNullable();
    t.text('createdBy').notNullable();
    t.bigInteger('lastUsedMs');
    t.bigInteger('revokedAtMs');
  });
  await knex.schema.createTable('connectors', (t) => {
    ofCompany(t);
    t.text('kind').notNullable();
    t.integer('enabled').notNullable();
    t.text('config').notNullable();
    /** JSON: up to where everything was delivered. */
    t.text('cursor').notNullable();
    t.text('problem');
    t.bigInteger('changedAtMs').notNullable();
    t.text('changedBy').notNullable();
    t.primary(['companyId', 'kind']);
  });
  /** What is handed over, so that it is handed over once: written with the cursor, sent afterwards. */
  await knex.schema.createTable('connector_rows', (t) => {
    ofCompany(t);
    t.text('connector').notNullable();
    /** Person, time and direction. */
    t.text('rowKey').notNullable();
    /** sending: asked, and no answer came yet; looked up before it is sent again. */
    t.text('state').notNullable().checkIn(['waiting', 'sending', 'delivered', 'refused']);
    /** JSON of what is told. */
    t.text('payload').notNullable();
    t.text('remoteId');
    t.text('problem');
    /** When it happened. */
    t.bigInteger('atMs').notNullable();
    t.primary(['companyId', 'connector', 'rowKey']);
    t.index(['companyId', 'connector', 'state', 'atMs']);
  });
}

function ofCompany(t: Knex.CreateTableBuilder): void {
  t.text('companyId').notNullable().references('companies.id');
}

function ofPerson(t: Knex.CreateTableBuilder): void {
  ofCompany(t);
  t.text('personId').notNullable().references('people.id').onDelete('CASCADE');
}
