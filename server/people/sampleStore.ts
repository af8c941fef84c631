/** The numbers that recognise people. */
import type { Knex } from 'knex';
import type { RecognitionSpec } from '../../models/networkSpec.ts';
import { inTransaction } from '../database/inTransaction.ts';
import { type By, writeAudit } from '../access/audit.ts';
import type { SampleSource } from '../wire.ts';
import { fromBytes, toBytes } from './embeddingBytes.ts';
import { type Comparable, redundantSample } from './redundantSample.ts';

/** `turnToLeft`: -1 to 1, above 0 when the head is turned to the person's own left. */
export type NewSample = {
  id: string;
  embedding: Float32Array;
  quality: number;
  faceWidthPx: number;
  turnToLeft: number;
  source: SampleSource;
};

/**
 * The recogniser that makes embeddings: those of another are kept, and never compared with them. The store holds its own
 * numbers, memory holds them times `scale`, in the unit of the rules about names.
 */
export type Recogniser = Pick<RecognitionSpec, 'id' | 'scale'>;
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
  source: SampleSource;
  createdAtMs: number;
};

export function sampleStore(db: Knex, { id: network, scale }: Recogniser) {
  const comparable = ({ id, embedding, quality }: SampleRow): Comparable => ({
    id,
    embedding: times(fromBytes(embedding), scale),
    quality,
  });

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
        await trx('samples').insert({ ...row, embedding: toBytes(times(sample.embedding, 1 / scale)) });
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

    /** Faces that another recogniser made: kept, not compared, and those people are recognised by what is left. */
    async facesOfOthers(companyId: string): Promise<{ faces: number; people: number }> {
      const [row] = await db<SampleRow>('samples')
        .where({ companyId })
        .whereNot({ network })
        .count({ faces: '*' })
        .countDistinct({ people: 'personId' });
      return { faces: Number(row?.['faces'] ?? 0), people: Number(row?.['people'] ?? 0) };
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

const times = (embedding: Float32Array, factor: number): Float32Array =>
  factor === 1 ? embedding : embedding.map((value) => value * factor);
