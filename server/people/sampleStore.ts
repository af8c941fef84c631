/** The numbers that recognise people. */
import type { Knex } from 'knex';
import { inTransaction } from '../database/inTransaction.ts';
import { type By, writeAudit } from '../access/audit.ts';
import { fromBytes, toBytes } from './embeddingBytes.ts';
import { type Comparable, redundantSample } from './redundantSample.ts';

/** `turnToLeft`: -1 to 1, above 0 when the head is turned to the person's own left. */
export type NewSample = {
  id: string;
  embedding: Float32Array;
  quality: number;
  faceWidthPx: number;
  turnToLeft: number;
};

/** The recogniser that makes embeddings; those of another network are never compared with them. */
export const network = 'recognition';
/** More samples cost time with every comparison and recognise no better. */
const samplesMax = 40;

type OfPerson = { companyId: string; personId: string };
export type SampleRow = OfPerson & {
  id: string;
  network: string;
  embedding: Buffer;
  quality: number;
  faceWidthPx: number;
  /** null: enrolled before it was kept. */
  turnToLeft: number | null;
  createdAtMs: number;
};

export function sampleStore(db: Knex) {
  return {
    /** False when no consent is recorded, or the person is gone meanwhile. */
    async addSample(companyId: string, personId: string, sample: NewSample, by: By): Promise<boolean> {
      return inTransaction(db, async (trx) => {
        const consent = await trx<OfPerson & { id: string; givenAtMs: number }>('consents')
          .where({ companyId, personId })
          .orderBy('givenAtMs', 'desc')
          .first('id');
        if (!consent) return false;
        const row = { ...sample, companyId, personId, consentId: consent.id, network, createdAtMs: by.nowMs };
        await trx('samples').insert({ ...row, embedding: toBytes(sample.embedding) });
        await writeAudit(trx, companyId, by, { action: 'person.sampleAdded', subject: personId });
        const kept = await trx<SampleRow>('samples').where({ companyId, personId, network });
        const spare = kept.length > samplesMax ? redundantSample(kept.map(comparable)) : null;
        if (spare !== null) await trx('samples').where({ companyId, id: spare }).delete();
        return true;
      });
    },

    async removeSample(companyId: string, personId: string, sampleId: string, by: By): Promise<boolean> {
      return inTransaction(db, async (trx) => {
        if ((await trx('samples').where({ companyId, personId, id: sampleId }).delete()) === 0) return false;
        await writeAudit(trx, companyId, by, { action: 'person.sampleRemoved', subject: personId });
        return true;
      });
    },

    async faces(companyId: string, personId?: string) {
      const rows = await db<SampleRow>('samples')
        .where({ companyId, network, ...(personId === undefined ? {} : { personId }) })
        .orderBy('createdAtMs');
      return rows.map((row) => ({
        ...comparable(row),
        personId: row.personId,
        facts: { faceWidthPx: row.faceWidthPx, turnToLeft: row.turnToLeft },
      }));
    },
  };
}

const comparable = ({ id, embedding, quality }: SampleRow): Comparable => ({
  id,
  embedding: fromBytes(embedding),
  quality,
});
