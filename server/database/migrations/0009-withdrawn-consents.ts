import type { Knex } from 'knex';

/** Consents that were taken back, for as long as the person is here: the log, where they were until now, is kept for a while only. */
export const withdrawnConsents: Knex.Migration = {
  async up(knex) {
    await knex.schema.createTable('withdrawn_consents', (t) => {
      t.text('id').primary();
      t.text('companyId').notNullable().references('companies.id');
      /** Erased with the person. */
      t.text('personId').notNullable().references('people.id').onDelete('CASCADE');
      t.text('statement').notNullable();
      /** The language the statement was shown in. */
      t.text('locale').notNullable();
      t.text('recordedBy').notNullable();
      t.bigInteger('givenAtMs').notNullable();
      t.text('withdrawnBy').notNullable();
      t.bigInteger('withdrawnAtMs').notNullable();
      /** badgeOnly: they are recognised by badge alone from then on. null: they took it back, or it was before reasons were kept. */
      t.text('why').checkIn(['badgeOnly']);
      /** How many faces were erased with it. */
      t.integer('samples').notNullable();
      t.index(['personId']);
    });
    // A row of the log that says less is of a time before histories, or of somebody who was erased.
    await knex.raw(
      `INSERT INTO withdrawn_consents
         ("id", "companyId", "personId", "statement", "locale", "recordedBy", "givenAtMs", "withdrawnBy", "withdrawnAtMs", "samples")
       SELECT a."id", a."companyId", p."id", a."detail" ->> 'statement', coalesce(a."detail" ->> 'locale', 'en'),
         coalesce(a."detail" ->> 'recordedBy', ''), coalesce(a."detail" ->> 'givenAtMs', a."atMs"),
         coalesce(a."detail" ->> 'by', ''), a."atMs", coalesce(a."detail" ->> 'samples', 0)
       FROM audits AS a JOIN people AS p ON p."id" = a."subject" AND p."companyId" = a."companyId"
       WHERE a."action" = 'person.consentWithdrawn' AND json_type(a."detail", '$.statement') = 'text'
       ORDER BY a.rowid`,
    );
  },
  down: () => Promise.reject(new Error('Cannot go back before 0009: restore a backup instead.')),
};
