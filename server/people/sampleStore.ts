/** The numbers that recognise people. */
import type { Knex } from 'knex';
import type { RecognitionSpec } from '../../models/networkSpec.ts';
import { forgetErased } from '../database/forgetErased.ts';
import { inTransaction } from '../database/inTransaction.ts';
import { type By, writeAudit } from '../access/audit.ts';
import type { SampleSource } from '../wire.ts';
import { fromBytes, toBytes } from './embeddingBytes.ts';
import { placeFor, type Placing } from './placeFor.ts';
import type { Comparable } from './redundantSample.ts';

/** `turnToLeft`: -1 to 1, above 0 when the head is turned to the person's own left; null: not measured. */
export type NewSample = {
  id: string;
  embedding: Float32Array;
  quality: number;
  faceWidthPx: number;
  turnToLeft: number | null;
  source: SampleSource;
};

/**
 * The recogniser that makes embeddings: those of another are kept, and never compared with them. The store holds its own
 * numbers, memory holds them times `scale`, in the unit of the rules about names.
 */
export type Recogniser = Pick<RecognitionSpec, 'id' | 'scale'>;

export type SampleOutcome = Placing | 'consentMissing';

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
    /** Anything but `stored` and `replaced` leaves the person's faces as they were. */
    async addSample(companyId: string, personId: string, sample: NewSample, by: By): Promise<SampleOutcome> {
      const stored = await inTransaction(db, async (trx) => {
        const consent = await trx<OfPerson & { id: string; givenAtMs: number }>('consents')
          .where({ companyId, personId })
          .orderBy('givenAtMs', 'desc')
          .first('id');
        if (!consent) return 'consentMissing';
        const kept = await trx<SampleRow>('samples').where({ companyId, personId, network });
        const { outcome, spare } = placeFor(sample, kept.map(comparable));
        if (outcome === 'same' || outcome === 'spare') return outcome;
        if (spare !== null) await trx('samples').where({ companyId, id: spare }).delete();
        const row = { ...sample, companyId, personId, consentId: consent.id, network, createdAtMs: by.nowMs };
        await trx('samples').insert({ ...row, embedding: toBytes(times(sample.embedding, 1 / scale)) });
        const detail = { source: sample.source, replaced: spare !== null };
        await writeAudit(trx, companyId, by, { action: 'person.sampleAdded', subject: personId, detail });
        return outcome;
      });
      if (stored === 'replaced') await forgetErased(db);
      return stored;
    },

    async removeSample(companyId: string, personId: string, sampleId: string, by: By): Promise<boolean> {
      const removed = await inTransaction(db, async (trx) => {
        if ((await trx('samples').where({ companyId, personId, id: sampleId }).delete()) === 0) return false;
        await writeAudit(trx, companyId, by, { action: 'person.sampleRemoved', subject: personId });
        return true;
      });
      if (removed) await forgetErased(db);
      return removed;
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
