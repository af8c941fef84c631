import type { Knex } from 'knex';

/** Roles, scopes and second factors; areas, teams and who leads whom; settings; what the bell told; leave. */
export const thePage: Knex.Migration = {
  async up(knex) {
    await createPlaces(knex);
    await widenPeople(knex);
    await renewUsers(knex);
    await renewPresences(knex);
    await createSettings(knex);
    await createNotices(knex);
  },
  down: () => Promise.reject(new Error('Cannot go back before 0004: restore a backup instead.')),
};

async function createPlaces(knex: Knex): Promise<void> {
  await knex.schema.createTable('areas', (t) => {
    t.text('id').primary();
    ofCompany(t);
    t.text('parentId').references('areas.id').onDelete('SET NULL');
    /** Unique in the company: camera files name their area by it. */
    t.text('name').notNullable();
    t.bigInteger('createdAtMs').notNullable();
    t.unique(['companyId', 'name']);
  });
  await knex.schema.createTable('teams', (t) => {
    t.text('id').primary();
    ofCompany(t);
    t.text('parentId').references('teams.id').onDelete('SET NULL');
    t.text('leadId').references('people.id').onDelete('SET NULL');
    t.text('name').notNullable();
    t.bigInteger('createdAtMs').notNullable();
    t.unique(['companyId', 'name']);
  });
}

async function widenPeople(knex: Knex): Promise<void> {
  // As plain SQL: for a column with a reference knex copies and drops the whole table in SQLite, and what refers to it goes too.
  const column = (definition: string) => knex.raw(`ALTER TABLE people ADD COLUMN ${definition}`);
  await column('"code" text');
  await column('"job" text');
  await column('"teamId" text REFERENCES teams("id") ON DELETE SET NULL');
  await column('"supervisorId" text REFERENCES people("id") ON DELETE SET NULL');
  await column('"badge" text');
  await column('"phone" text');
  await column('"email" text');
  /** 1: recognised by badge alone; the database refuses their face. */
  await column('"badgeOnly" integer NOT NULL DEFAULT 0');
  await column('"deactivatedAtMs" bigint');
  await knex.raw('CREATE UNIQUE INDEX people_code ON people ("companyId", "code")');
  await knex.raw('CREATE UNIQUE INDEX people_badge ON people ("companyId", "badge")');
  await knex.raw(
    `CREATE TRIGGER samples_of_badge_only BEFORE INSERT ON samples
     WHEN (SELECT "badgeOnly" FROM people WHERE "id" = NEW."personId") = 1
     BEGIN SELECT RAISE(ABORT, 'a face of a badge-only person'); END`,
  );
  await knex.schema.alterTable('samples', (t) => {
    /** Where the face came from. */
    t.text('source').notNullable().defaultTo('photo');
  });
  await knex.schema.alterTable('consents', (t) => {
    /** The language the statement was shown in. */
    t.text('locale').notNullable().defaultTo('en');
  });
  await knex.schema.createTable('person_areas', (t) => {
    ofCompany(t);
    t.text('personId').notNullable().references('people.id').onDelete('CASCADE');
    t.text('areaId').notNullable().references('areas.id').onDelete('CASCADE');
    t.primary(['personId', 'areaId']);
  });
  await knex.schema.createTable('leaves', (t) => {
    t.text('id').primary();
    ofCompany(t);
    t.text('personId').notNullable().references('people.id').onDelete('CASCADE');
    t.bigInteger('fromMs').notNullable();
    t.bigInteger('toMs').notNullable();
    t.text('why').notNullable();
    t.text('recordedBy').notNullable();
    t.bigInteger('createdAtMs').notNullable();
    t.index(['companyId', 'personId']);
  });
}

/** SQLite cannot change a column's check: both tables are made anew. Everybody signs in again; the first administrator owns the company. */
async function renewUsers(knex: Knex): Promise<void> {
  const users = await knex<Record<string, unknown>>('users').orderBy('createdAtMs').select('*');
  const admins = users.filter(({ role }) => role === 'admin');
  // One who may sign in: else nobody could make an owner.
  const first = admins.find(({ disabledAtMs }) => disabledAtMs === null) ?? admins[0];
  await knex.schema.dropTable('sessions');
  await knex.schema.dropTable('users');
  await knex.schema.createTable('users', (t) => {
    t.text('id').primary();
    ofCompany(t);
    t.text('email').notNullable();
    t.text('name').notNullable();
    t.text('role').notNullable().checkIn(['owner', 'admin', 'hr', 'supervisor', 'viewer']);
    /** Who of the hierarchy this is: a supervisor sees the people below. */
    t.text('personId').references('people.id').onDelete('SET NULL');
    t.text('passwordHash').notNullable();
    /** Base32; null: no second factor. Pending until a first code proved it. */
    t.text('totpSecret');
    t.text('totpPendingSecret');
    /** The time step of the last code taken: none is taken twice. */
    t.bigInteger('totpLastStep');
    t.bigInteger('createdAtMs').notNullable();
    t.bigInteger('disabledAtMs');
    t.bigInteger('lastSignInMs');
    t.unique(['email']);
  });
  for (const user of users)
    await knex('users').insert({ ...user, role: user === first ? 'owner' : user['role'] });
  await knex.schema.createTable('sessions', (t) => {
    /** sha256 of the cookie's token: a stolen database opens no session. */
    t.text('tokenHash').primary();
    ofCompany(t);
    t.text('userId').notNullable().references('users.id').onDelete('CASCADE');
    t.bigInteger('createdAtMs').notNullable();
    t.bigInteger('expiresAtMs').notNullable();
    t.bigInteger('lastUsedMs').notNullable();
    t.text('address').notNullable();
    t.text('userAgent').notNullable();
  });
  await knex.schema.createTable('recovery_codes', (t) => {
    /** sha256: random enough for a fast hash. Deleted when used. */
    t.text('codeHash').primary();
    ofCompany(t);
    t.text('userId').notNullable().references('users.id').onDelete('CASCADE');
  });
  await knex.schema.createTable('user_areas', (t) => {
    ofCompany(t);
    t.text('userId').notNullable().references('users.id').onDelete('CASCADE');
    t.text('areaId').notNullable().references('areas.id').onDelete('CASCADE');
    t.primary(['userId', 'areaId']);
  });
  await knex.schema.alterTable('audits', (t) => {
    /** Network address; null: the server itself. */
    t.text('address');
    t.index(['companyId', 'subject']);
  });
}

async function renewPresences(knex: Knex): Promise<void> {
  const rows = await knex<Record<string, unknown>>('presences').select('*');
  await knex.schema.dropTable('presences');
  await knex.schema.createTable('presences', (t) => {
    t.text('personId').primary().references('people.id').onDelete('CASCADE');
    ofCompany(t);
    t.text('state').notNullable().checkIn(['expected', 'present', 'away', 'absent', 'onLeave', 'blind']);
    t.text('cameraId');
    t.text('area');
    t.bigInteger('sinceMs').notNullable();
    t.bigInteger('lastSeenMs');
  });
  for (const row of rows) await knex('presences').insert(row);
}

async function createSettings(knex: Knex): Promise<void> {
  await knex.schema.createTable('settings', (t) => {
    ofCompany(t);
    t.text('key').notNullable();
    /** JSON. */
    t.text('value').notNullable();
    t.bigInteger('changedAtMs').notNullable();
    t.text('changedBy').notNullable();
    t.primary(['companyId', 'key']);
  });
}

async function createNotices(knex: Knex): Promise<void> {
  await knex.schema.createTable('notices', (t) => {
    t.text('id').primary();
    ofCompany(t);
    t.text('kind')
      .notNullable()
      .checkIn(['away', 'absent', 'blindCamera', 'unknownTerminal', 'backupFailed']);
    /** Id of the person, camera or terminal. */
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
}

function ofCompany(t: Knex.CreateTableBuilder): void {
  t.text('companyId').notNullable().references('companies.id');
}
