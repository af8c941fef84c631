import type { Knex } from 'knex';

/** The file of hours: how it is to be, how far it is, what is being written to it; and a notice of what the server cannot do by itself. */
export const hoursExport: Knex.Migration = {
  async up(knex) {
    await createExport(knex);
    await renewNotices(knex);
  },
  down: () => Promise.reject(new Error('Cannot go back before 0007: restore a backup instead.')),
};

async function createExport(knex: Knex): Promise<void> {
  await knex.schema.createTable('hours_exports', (t) => {
    t.text('companyId').primary().references('companies.id');
    /** JSON of HoursConfig. */
    t.text('config').notNullable();
    /** JSON: path, size and end of the file as we left it; null: nothing was written yet. */
    t.text('left');
    /** JSON of HoursRun. */
    t.text('last');
    /** JSON of HoursProblem. */
    t.text('problem');
    /** When a run began last, whether it wrote or not. */
    t.bigInteger('triedAtMs');
    /** What the lock file in the folder holds while it is ours. */
    t.text('lock');
  });
  /** Written before the file is touched, and gone once its rows are marked: one at most. */
  await knex.schema.createTable('hours_intents', (t) => {
    t.text('companyId').primary().references('companies.id');
    t.text('path').notNullable();
    /** Of the file before: how long, the hash of its end, when it was changed last, and its number on the disk. */
    t.bigInteger('size').notNullable();
    t.text('end').notNullable();
    t.text('changed').notNullable();
    t.text('inode').notNullable();
    /** What is added to it, and its hash. */
    t.binary('payload').notNullable();
    t.text('hash').notNullable();
    t.text('layout').notNullable();
    /** JSON: ids of device_logs. */
    t.text('logIds').notNullable();
    t.integer('rows').notNullable();
    t.bigInteger('openedAtMs').notNullable();
  });
  // Whoever exports goes through what waits in the order of arrival; what is exported is never looked for again.
  await knex.schema.alterTable('device_logs', (t) =>
    t.dropIndex(['companyId', 'exportedAtMs', 'receivedAtMs']),
  );
  await knex.raw(
    'CREATE INDEX device_logs_unexported ON device_logs ("companyId", "receivedAtMs", "id") WHERE "exportedAtMs" IS NULL',
  );
}

/** With `jobFailed` and `stillOnTerminal` among the kinds. Those read go with their notices when a table is dropped: both are put aside first. */
async function renewNotices(knex: Knex): Promise<void> {
  await knex.raw('CREATE TABLE notices_before AS SELECT * FROM notices');
  await knex.raw('CREATE TABLE reads_before AS SELECT * FROM notice_reads');
  await knex.schema.dropTable('notice_reads');
  await knex.schema.dropTable('notices');
  await knex.schema.createTable('notices', (t) => {
    t.text('id').primary();
    ofCompany(t);
    t.text('kind')
      .notNullable()
      .checkIn([
        ...['away', 'absent', 'blindCamera', 'unknownTerminal', 'backupFailed'],
        ...['jobFailed', 'stillOnTerminal'],
      ]);
    /** Id of the person, camera or terminal, or what the server does by itself. */
    t.text('subjectId').notNullable();
    t.text('name').notNullable();
    t.text('detail').notNullable();
    t.text('area');
    t.text('cameraId');
    t.bigInteger('sinceMs').notNullable();
    /** null while it lasts. */
    t.bigInteger('untilMs');
    t.bigInteger('acknowledgedAtMs');
    t.text('acknowledgedBy');
    t.text('note');
    t.index(['companyId', 'sinceMs']);
    t.index(['companyId', 'subjectId']);
  });
  await knex.schema.createTable('notice_reads', (t) => {
    ofCompany(t);
    t.text('noticeId').notNullable().references('notices.id').onDelete('CASCADE');
    t.text('userId').notNullable();
    t.bigInteger('atMs').notNullable();
    t.primary(['noticeId', 'userId']);
  });
  await knex.raw('INSERT INTO notices SELECT * FROM notices_before');
  await knex.raw('INSERT INTO notice_reads SELECT * FROM reads_before');
  await knex.schema.dropTable('notices_before');
  await knex.schema.dropTable('reads_before');
}

function ofCompany(t: Knex.CreateTableBuilder): void {
  t.text('companyId').notNullable().references('companies.id');
}
