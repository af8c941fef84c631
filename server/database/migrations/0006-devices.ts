import type { Knex } from 'knex';

/** Terminals, what they sent, who is on them, and what they are to do. */
export const devices: Knex.Migration = {
  async up(knex) {
    await createDevices(knex);
    await createLogs(knex);
    await createUsers(knex);
    await createCommands(knex);
    await rememberWithdrawals(knex);
  },
  down: () => Promise.reject(new Error('Cannot go back before 0006: restore a backup instead.')),
};

async function createDevices(knex: Knex): Promise<void> {
  await knex.schema.createTable('devices', (t) => {
    t.text('id').primary();
    ofCompany(t);
    t.text('name').notNullable();
    t.text('kind').notNullable().checkIn(['zk', 'push']);
    t.text('host');
    t.integer('port').notNullable().defaultTo(4370);
    t.text('transport').notNullable().defaultTo('tcp').checkIn(['tcp', 'udp']);
    t.integer('commKey').notNullable().defaultTo(0);
    /** Known after the first connection, or from the first call. */
    t.text('serial');
    t.text('areaId');
    t.text('timeZone');
    t.text('direction').notNullable().defaultTo('asTold').checkIn(['asTold', 'in', 'out']);
    t.boolean('liveSync').notNullable().defaultTo(true);
    /** null: it called us, and nobody has let it in; nothing it sends counts until then. */
    t.bigInteger('approvedAtMs');
    /** JSON of DeviceFacts, as last read. */
    t.text('facts').notNullable().defaultTo('{}');
    t.bigInteger('lastSyncMs');
    /** When it was last known who is on it, everybody. */
    t.bigInteger('usersReadAtMs');
    t.bigInteger('createdAtMs').notNullable();
    /** Its logs stay. */
    t.bigInteger('removedAtMs');
    t.index(['companyId', 'serial']);
  });
  // Of those that are there; knex knows no index over a part of the rows.
  await knex.raw(
    'CREATE UNIQUE INDEX devices_serial ON devices ("companyId", "serial") WHERE "removedAtMs" IS NULL AND "serial" IS NOT NULL',
  );
}

async function createLogs(knex: Knex): Promise<void> {
  /** Facts: added, never changed, but for `personId` once somebody has the code, and `exportedAtMs`. */
  await knex.schema.createTable('device_logs', (t) => {
    /** Also of its punch, where it became one. */
    t.text('id').primary();
    ofCompany(t);
    t.text('deviceId').notNullable();
    t.text('serial').notNullable();
    t.text('userId').notNullable();
    /** As its clock showed; the same row sent again is one. */
    t.text('at').notNullable();
    t.bigInteger('atMs').notNullable();
    t.integer('status').notNullable();
    t.integer('verify').notNullable();
    t.text('workCode').notNullable().defaultTo('');
    t.text('source').notNullable().checkIn(['read', 'live', 'push']);
    /** null: nobody has had this number yet. Empty: of somebody who was erased; it is of nobody any more, whoever gets the number. */
    t.text('personId');
    t.bigInteger('receivedAtMs').notNullable();
    t.bigInteger('exportedAtMs');
    t.unique(['companyId', 'serial', 'userId', 'at']);
    /** For a time, of one terminal or all: two indices would be a third more to write, and a terminal may bring 200,000 at once. */
    t.index(['companyId', 'atMs', 'deviceId']);
    t.index(['companyId', 'personId', 'atMs']);
    t.index(['companyId', 'exportedAtMs', 'receivedAtMs']);
  });
  /** What could not be read, or is of no known table, as it came. */
  await knex.schema.createTable('device_rows', (t) => {
    t.text('id').primary();
    ofCompany(t);
    t.text('serial').notNullable();
    t.text('table').notNullable();
    t.text('row').notNullable();
    t.text('problem').notNullable();
    /** The same row sent again is one; null: each is of its own. Of a record, user and time: once refused, it stays so. */
    t.text('key');
    t.bigInteger('receivedAtMs').notNullable();
    t.unique(['companyId', 'serial', 'key']);
    t.index(['companyId', 'serial', 'receivedAtMs']);
  });
}

async function createUsers(knex: Knex): Promise<void> {
  await knex.schema.createTable('device_users', (t) => {
    ofCompany(t);
    t.text('deviceId').notNullable();
    t.text('userId').notNullable();
    /** JSON: name, privilege, card, group. */
    t.text('record').notNullable();
    t.bigInteger('seenAtMs').notNullable();
    t.primary(['companyId', 'deviceId', 'userId']);
  });
  await createPeople(knex);
  /** Only where the company lets templates be stored; else they pass through memory. */
  await knex.schema.createTable('device_templates', (t) => {
    ofCompany(t);
    /** Whose they are: they never become somebody else's who gets the number. */
    t.text('personId').notNullable();
    /** Their number when it was taken. */
    t.text('userId').notNullable();
    t.text('kind').notNullable().checkIn(['finger', 'face', 'photo', 'bio']);
    /** Finger 0–9, or index of the face. */
    t.integer('number').notNullable();
    t.text('algorithm').notNullable();
    t.binary('template').notNullable();
    t.text('hash').notNullable();
    t.text('fromSerial').notNullable();
    t.bigInteger('takenAtMs').notNullable();
    t.primary(['companyId', 'personId', 'kind', 'number', 'algorithm']);
  });
}

/** What each terminal is to hold of whom, what it holds, and how far the one became the other. */
async function createPeople(knex: Knex): Promise<void> {
  await knex.schema.createTable('device_people', (t) => {
    ofCompany(t);
    t.text('deviceId').notNullable();
    t.text('userId').notNullable();
    /** Whose number it was when it was last looked at; of somebody who was erased it stays until they are gone there. null: nobody's. */
    t.text('personId');
    /** null: not decided here. */
    t.text('wanted').checkIn(['there', 'gone']);
    t.text('state').notNullable().checkIn(['waiting', 'done', 'failed', 'stranger']);
    t.text('problem');
    /** Whether they are on the terminal, as far as it is known. */
    t.boolean('held').notNullable().defaultTo(false);
    /** Whether it was we who put them there. */
    t.boolean('added').notNullable().defaultTo(false);
    /** Of name, privilege and card as the terminal has them. */
    t.text('recordHash');
    /** JSON: kind, number, algorithm, hash and since when, of each template there; never the template. */
    t.text('templates').notNullable().defaultTo('[]');
    t.integer('fingers').notNullable().defaultTo(0);
    t.integer('faces').notNullable().defaultTo(0);
    t.boolean('photo').notNullable().defaultTo(false);
    t.integer('tries').notNullable().defaultTo(0);
    t.bigInteger('retryAtMs');
    /** When everything biometric of theirs was last taken from it, because they took their consent back. */
    t.bigInteger('cleanedAtMs');
    t.bigInteger('changedAtMs').notNullable();
    t.bigInteger('confirmedAtMs');
    /** Of somebody who was erased: since when they were not to be on it any more. */
    t.bigInteger('leftAtMs');
    t.primary(['companyId', 'deviceId', 'userId']);
    t.index(['companyId', 'userId']);
    t.index(['companyId', 'personId']);
  });
}

/**
 * When somebody last took their consent back and has not given it again: for as long as they are here, since a terminal may come back
 * after years. Of those before, the audit log tells, as far as it was kept.
 */
async function rememberWithdrawals(knex: Knex): Promise<void> {
  await knex.schema.alterTable('people', (t) => void t.bigInteger('consentWithdrawnAtMs'));
  await knex.raw(
    `UPDATE people SET "consentWithdrawnAtMs" = (
       SELECT MAX(a."atMs") FROM audits AS a
       WHERE a."companyId" = people."companyId" AND a."subject" = people."id" AND a."action" = 'person.consentWithdrawn')
     WHERE NOT EXISTS (
       SELECT 1 FROM consents AS c WHERE c."companyId" = people."companyId" AND c."personId" = people."id")`,
  );
}

async function createCommands(knex: Knex): Promise<void> {
  /** What a terminal that calls us is to do, in order. */
  await knex.schema.createTable('device_commands', (t) => {
    t.increments('id');
    ofCompany(t);
    t.text('deviceId').notNullable();
    t.text('command').notNullable();
    t.text('state').notNullable().defaultTo('waiting').checkIn(['waiting', 'sent', 'done', 'failed']);
    t.integer('tries').notNullable().defaultTo(0);
    t.integer('returned');
    t.text('answer');
    t.bigInteger('createdAtMs').notNullable();
    t.bigInteger('sentAtMs');
    t.bigInteger('endedAtMs');
    t.index(['companyId', 'deviceId', 'state', 'id']);
  });
  // Whether the same waits already, among tens of thousands.
  await knex.raw(
    `CREATE INDEX device_commands_waiting ON device_commands ("companyId", "deviceId", "command") WHERE "state" = 'waiting'`,
  );
}

function ofCompany(t: Knex.CreateTableBuilder): void {
  t.text('companyId').notNullable().references('companies.id');
}
