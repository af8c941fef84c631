import type { Knex } from 'knex';

/** Which way the head was turned, so that the gallery report can say from which side a photo is missing. */
export const sampleTurn: Knex.Migration = {
  async up(knex) {
    await knex.schema.alterTable('samples', (t) => {
      /** -1 to 1, above 0 to the person's own left; null for samples made before it was kept. */
      t.float('turnToLeft');
    });
  },
  async down(knex) {
    await knex.schema.alterTable('samples', (t) => {
      t.dropColumn('turnToLeft');
    });
  },
};
