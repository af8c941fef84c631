/** Pictures of arrival and departure: two at most for a person and day. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { forgetErased } from '../database/forgetErased.ts';
import { inTransaction } from '../database/inTransaction.ts';
import type { EvidencePicture, LocalDate } from '../wire.ts';
import { keptAs } from './keptAs.ts';

export type StoredPicture = Omit<EvidencePicture, 'cameraName'> & { cameraId: string };
export type NewPicture = Pick<StoredPicture, 'personId' | 'date' | 'atMs' | 'cameraId'> & {
  jpeg: Uint8Array;
};
export type EvidenceStore = ReturnType<typeof evidenceStore>;

type Row = Omit<StoredPicture, 'pictureId'> & { id: string; companyId: string; jpeg: Buffer };

type Listed = Omit<Row, 'companyId' | 'jpeg'>;

const columns = ['id', 'personId', 'date', 'kind', 'atMs', 'cameraId'];

export function evidenceStore(db: Knex) {
  return {
    /** The first of a day stays; of all others the newest. Nothing is kept of somebody who agreed to nothing, or does not any more. */
    keep: (companyId: string, { jpeg, ...picture }: NewPicture): Promise<void> =>
      inTransaction(db, async (trx) => {
        const { personId, date, atMs } = picture;
        const consent = await trx('consents').where({ companyId, personId }).first<object | undefined>('id');
        const kept = await trx<Row>('evidence_pictures')
          .where({ companyId, personId, date })
          .select<Listed[]>(columns);
        const kind = keptAs(kept.map(asStored), atMs);
        if (!consent || kind === null) return;
        const row = { ...picture, kind, companyId, id: randomUUID(), jpeg: Buffer.from(jpeg) };
        await trx<Row>('evidence_pictures')
          .insert(row)
          .onConflict(['companyId', 'personId', 'date', 'kind'])
          .merge(['atMs', 'cameraId', 'jpeg']);
      }),

    /** The first before the last. */
    async ofDay(companyId: string, personId: string, date: LocalDate): Promise<StoredPicture[]> {
      const rows = await db<Row>('evidence_pictures')
        .where({ companyId, personId, date })
        .orderBy('kind')
        .select<Listed[]>(columns);
      return rows.map(asStored);
    },

    async picture(
      companyId: string,
      pictureId: string,
    ): Promise<{ personId: string; jpeg: Uint8Array } | null> {
      const row = await db<Row>('evidence_pictures')
        .where({ companyId, id: pictureId })
        .first('personId', 'jpeg');
      return row ?? null;
    },

    async prune(companyId: string, beforeMs: number): Promise<void> {
      const gone = await db('evidence_pictures').where({ companyId }).where('atMs', '<', beforeMs).delete();
      if (gone > 0) await forgetErased(db);
    },
  };
}

const asStored = ({ id, atMs, ...row }: Listed): StoredPicture => ({
  ...row,
  pictureId: id,
  atMs: Number(atMs),
});
