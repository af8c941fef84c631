import type { Knex } from 'knex';

/** Sightings that somebody said were wrong, and the numbers that follow from it. No face is kept of whoever it really was. */
export const corrections: Knex.Migration = {
  async up(knex) {
    /** A fact beside the sojourn, which stays as it was. */
    await knex.schema.createTable('corrections', (t) => {
      t.text('id').primary();
      t.text('companyId').notNullable().references('companies.id');
      t.text('sojournId').notNullable().references('sojourns.id').onDelete('CASCADE');
      t.text('personId').notNullable().references('people.id').onDelete('CASCADE');
      /** Who it really was; null: nobody enrolled, or not known. */
      t.text('actualId').references('people.id').onDelete('SET NULL');
      t.text('why').notNullable();
      t.text('recordedBy').notNullable();
      t.bigInteger('atMs').notNullable();
      t.unique(['sojournId']);
      t.index(['companyId', 'personId']);
    });
    /** Two numbers a correction: how near the wrong name was. Lifted by deleting the row. */
    await knex.schema.createTable('negatives', (t) => {
      t.text('correctionId').primary().references('corrections.id').onDelete('CASCADE');
      t.text('companyId').notNullable().references('companies.id');
      t.text('personId').notNullable().references('people.id').onDelete('CASCADE');
      t.text('actualId').references('people.id').onDelete('SET NULL');
      /** The recogniser that measured; distances of different networks never mix. */
      t.text('network').notNullable();
      t.float('distance').notNullable();
      /** How much nearer than `actualId`; null when that is not known. */
      t.float('lead');
      t.index(['companyId']);
    });
  },
  async down(knex) {
    for (const table of ['negatives', 'corrections']) await knex.schema.dropTable(table);
  },
};
