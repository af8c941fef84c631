import type { Knex } from 'knex';

/** Where employees come from, by which rules, and what every run made of them; incidents of what the server cannot do by itself. */
export const employeeSources: Knex.Migration = {
  async up(knex) {
    await createSources(knex);
    await createRuns(knex);
    await createMemory(knex);
    await widenIncidents(knex);
  },
  down: () => Promise.reject(new Error('Cannot go back before 0008: restore a backup instead.')),
};

async function createSources(knex: Knex): Promise<void> {
  await knex.schema.createTable('employee_sources', (t) => {
    ofCompany(t);
    t.text('role').notNullable().checkIn(['active', 'terminated']);
    /** JSON of EmployeeSourceConfig. */
    t.text('config').notNullable();
    /** A password, or the value of a header; never shown again. */
    t.text('secret').notNullable().defaultTo('');
    t.bigInteger('changedAtMs').notNullable();
    t.text('changedBy').notNullable();
    t.primary(['companyId', 'role']);
  });
  await knex.schema.createTable('employee_rules', (t) => {
    t.text('companyId').primary().references('companies.id');
    /** JSON of EmployeeRules. */
    t.text('rules').notNullable();
    t.bigInteger('changedAtMs').notNullable();
    t.text('changedBy').notNullable();
    /** Since when it runs at this time: what was due before is not made up for. */
    t.bigInteger('scheduledSinceMs').notNullable();
  });
}

async function createRuns(knex: Knex): Promise<void> {
  await knex.schema.createTable('employee_runs', (t) => {
    t.text('id').primary();
    ofCompany(t);
    t.text('trigger').notNullable().checkIn(['schedule', 'hand', 'inSpite']);
    t.boolean('dryRun').notNullable();
    /** The day whose run this is; null: by hand. */
    t.text('dueOn');
    t.text('byName');
    t.bigInteger('startedAtMs').notNullable();
    t.bigInteger('endedAtMs');
    t.text('outcome').notNullable().checkIn(['running', 'done', 'alarm', 'failed', 'stopped']);
    /** JSON of what an EmployeeRun has of these. */
    t.text('alarms').notNullable().defaultTo('[]');
    t.text('counts').notNullable().defaultTo('{}');
    t.text('read').notNullable().defaultTo('{}');
    t.text('problem');
    /** Of all that would change; null: there is no plan. */
    t.text('planHash');
    /** Of what was read. */
    t.text('readHash');
    /** How many were in the list of active people. */
    t.integer('listed');
    t.index(['companyId', 'startedAtMs']);
  });
  /** Why runs change nothing, while they do not: runs of one day replace each other, and of old ones nothing is left. */
  await knex.schema.createTable('employee_troubles', (t) => {
    t.text('companyId').primary().references('companies.id');
    /** What kind of trouble; another is another. */
    t.text('cause').notNullable();
    t.bigInteger('sinceMs').notNullable();
  });
  await knex.schema.createTable('employee_run_rows', (t) => {
    t.increments('id');
    ofCompany(t);
    t.text('runId').notNullable().references('employee_runs.id').onDelete('CASCADE');
    t.text('action').notNullable();
    t.text('role');
    t.integer('line');
    t.text('code');
    t.text('name').notNullable();
    /** Erased with the person. */
    t.text('personId').references('people.id').onDelete('CASCADE');
    /** JSON. */
    t.text('changes').notNullable();
    t.text('reasons').notNullable();
    t.index(['runId', 'id']);
    t.index(['personId']);
  });
}

/** What a run must know of those before it. */
async function createMemory(knex: Knex): Promise<void> {
  await knex.schema.createTable('employee_people', (t) => {
    ofCompany(t);
    t.text('personId').primary().references('people.id').onDelete('CASCADE');
    /** Was ever in the list of active people: only then can they be missing from it. */
    t.boolean('listed').notNullable();
    /** On how many days with a run they were not in it, and on which one last. */
    t.integer('missingDays').notNullable();
    t.text('missingOn');
    /** By a run, not by a person. */
    t.boolean('deactivated').notNullable();
    /** Since then the list was without them once: in it again, they are back. */
    t.boolean('unlisted').notNullable();
    /** Reactivated, or in the list again after it was without them. */
    t.bigInteger('backAtMs');
    /** Which run first found them among those who left; null: they are not. */
    t.bigInteger('leaverSeenMs');
  });
  /** Who will leave, of files that are read once. */
  await knex.schema.createTable('employee_leavers', (t) => {
    ofCompany(t);
    t.text('code').notNullable();
    t.text('name').notNullable();
    t.text('leftOn').notNullable();
    t.primary(['companyId', 'code']);
  });
  await knex.schema.createTable('employee_files', (t) => {
    ofCompany(t);
    t.text('role').notNullable();
    t.text('hash').notNullable();
    t.text('name').notNullable();
    t.bigInteger('readAtMs').notNullable();
    t.primary(['companyId', 'role', 'hash']);
  });
}

/**
 * With `jobFailed` and `stillOnTerminal` among the kinds of incidents. What refers to them goes with their table: all is put aside first, and made again by
 * the words it was made by, the tables before their rows and the rest after.
 */
async function widenIncidents(knex: Knex): Promise<void> {
  const tables = ['incidents', 'incident_events', 'alerts'];
  const made = await knex('sqlite_master')
    .whereIn('tbl_name', tables)
    .whereNotNull('sql')
    .orderBy('rowid')
    .select<{ type: string; sql: string }[]>('type', 'sql');
  const wide = made.map(({ type, sql }) => ({ type, sql: sql.replace(narrow, `${narrow},${more}`) }));
  if (wide.every(({ sql }, at) => sql === made[at]?.sql))
    throw new Error('Cannot widen the kinds of incidents: their table is not as 0005 made it.');
  for (const table of tables)
    await knex.raw('CREATE TABLE ?? AS SELECT * FROM ?? ORDER BY rowid', [`${table}_before`, table]);
  for (const table of tables.toReversed()) await knex.schema.dropTable(table);
  for (const { type, sql } of wide) if (type === 'table') await knex.raw(sql);
  for (const table of tables) {
    // The timeline is told in the order in which it was written.
    await knex.raw('INSERT INTO ?? SELECT * FROM ?? ORDER BY rowid', [table, `${table}_before`]);
    await knex.schema.dropTable(`${table}_before`);
  }
  for (const { type, sql } of wide) if (type !== 'table') await knex.raw(sql);
}

const narrow = "'backupFailed'";
const more = "'jobFailed','stillOnTerminal'";

function ofCompany(t: Knex.CreateTableBuilder): void {
  t.text('companyId').notNullable().references('companies.id');
}
