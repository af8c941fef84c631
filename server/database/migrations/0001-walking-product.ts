import type { Knex } from 'knex';

/** Ids are UUIDs as text; times are epoch milliseconds; every row belongs to a company. */
export const walkingProduct: Knex.Migration = {
  async up(knex) {
    await knex.schema.createTable('companies', (t) => {
      t.text('id').primary();
      t.text('name').notNullable();
      t.text('timeZone').notNullable();
      t.bigInteger('createdAtMs').notNullable();
    });
    await knex.schema.createTable('users', (t) => {
      t.text('id').primary();
      ofCompany(t);
      t.text('email').notNullable();
      t.text('name').notNullable();
      t.text('role').notNullable().checkIn(['admin', 'viewer']);
      t.text('passwordHash').notNullable();
      t.bigInteger('createdAtMs').notNullable();
      t.bigInteger('disabledAtMs');
      t.unique(['email']);
    });
    await knex.schema.createTable('sessions', (t) => {
      /** sha256 of the cookie's token: a stolen database opens no session. */
      t.text('tokenHash').primary();
      ofCompany(t);
      t.text('userId').notNullable().references('users.id').onDelete('CASCADE');
      t.bigInteger('createdAtMs').notNullable();
      t.bigInteger('expiresAtMs').notNullable();
    });
    await knex.schema.createTable('people', (t) => {
      t.text('id').primary();
      ofCompany(t);
      t.text('name').notNullable();
      t.bigInteger('createdAtMs').notNullable();
      t.unique(['companyId', 'name']);
    });
    await knex.schema.createTable('consents', (t) => {
      t.text('id').primary();
      ofCompany(t);
      t.text('personId').notNullable().references('people.id').onDelete('CASCADE');
      t.text('statement').notNullable();
      t.text('recordedBy').notNullable();
      t.bigInteger('givenAtMs').notNullable();
      t.unique(['id', 'personId']);
    });
    await knex.schema.createTable('samples', (t) => {
      t.text('id').primary();
      ofCompany(t);
      t.text('personId').notNullable();
      /** Not null and of the same person: the database itself refuses a face without consent. */
      t.text('consentId').notNullable();
      /** The recogniser that made it; embeddings of different networks never mix. */
      t.text('network').notNullable();
      /** 128 little-endian float32. */
      t.binary('embedding').notNullable();
      t.float('quality').notNullable();
      t.integer('faceWidthPx').notNullable();
      t.bigInteger('createdAtMs').notNullable();
      t.foreign(['consentId', 'personId'])
        .references(['id', 'personId'])
        .inTable('consents')
        .onDelete('CASCADE');
      t.index(['companyId', 'personId']);
    });
    await knex.schema.createTable('presences', (t) => {
      t.text('personId').primary().references('people.id').onDelete('CASCADE');
      ofCompany(t);
      t.text('state').notNullable().checkIn(['expected', 'present', 'away', 'blind']);
      t.text('cameraId');
      t.text('area');
      t.bigInteger('sinceMs').notNullable();
      t.bigInteger('lastSeenMs');
    });
    await knex.schema.createTable('sojourns', (t) => {
      t.text('id').primary();
      ofCompany(t);
      t.text('personId').notNullable().references('people.id').onDelete('CASCADE');
      t.text('cameraId').notNullable();
      t.text('area').notNullable();
      t.bigInteger('fromMs').notNullable();
      /** Grows while the person stays; fixed once a later sojourn begins. */
      t.bigInteger('toMs').notNullable();
      /** Best score and the embeddings behind it, as JSON. */
      t.text('evidence').notNullable();
      t.index(['companyId', 'personId', 'fromMs']);
    });
    await knex.schema.createTable('audits', (t) => {
      t.text('id').primary();
      ofCompany(t);
      t.bigInteger('atMs').notNullable();
      t.text('userId');
      t.text('action').notNullable();
      t.text('subject').notNullable();
      t.text('detail').notNullable();
      t.index(['companyId', 'atMs']);
    });
  },
  async down(knex) {
    for (const table of [
      'audits',
      'sojourns',
      'presences',
      'samples',
      'consents',
      'people',
      'sessions',
      'users',
      'companies',
    ])
      await knex.schema.dropTable(table);
  },
};

function ofCompany(t: Knex.CreateTableBuilder): void {
  t.text('companyId').notNullable().references('companies.id');
}
