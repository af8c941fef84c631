/** Sightings that somebody said were wrong. Facts are added, never changed; of whoever it was, two numbers are kept and no face. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { type By, writeAudit } from '../access/audit.ts';
import { forgetErased } from '../database/forgetErased.ts';
import { inTransaction } from '../database/inTransaction.ts';
import type { Mistake } from '../identify/createIdentifier.ts';
import type { Evidence } from '../presence/sojourns.ts';
import type { Correction } from '../wire.ts';
import type { Recogniser } from './sampleStore.ts';
import type { Negative } from './stricterOf.ts';

export type SojournView = {
  sojournId: string;
  cameraId: string;
  area: string;
  fromMs: number;
  toMs: number;
  trackId: number;
  /** Distance of the best judgement behind it; null when another recogniser measured it, or nobody knows which. */
  distance: number | null;
  correction: Correction | null;
  /** Who it really was, by the correction. */
  actualId: string | null;
  evidence: { score: number; margin: number; faces: number };
};
export type NewCorrection = {
  personId: string;
  sojournId: string;
  actualId: string | null;
  why: string;
  recordedBy: string;
  /** Null: not known in distances of this recogniser; recognition then stays as it is. */
  mistake: Mistake | null;
};

type NegativeRow = Negative & { companyId: string; correctionId: string; network: string };

export function correctionStore(db: Knex, { id: network, scale }: Recogniser) {
  return {
    /** Those that overlap the interval, oldest first. */
    sojourns: (companyId: string, personId: string, fromMs: number, toMs: number): Promise<SojournView[]> =>
      sojournsOf(
        db,
        network,
        companyId,
        personId,
        (rows) => void rows.where('sojourns.fromMs', '<', toMs).where('sojourns.toMs', '>=', fromMs),
      ),

    async sojourn(companyId: string, personId: string, sojournId: string): Promise<SojournView | undefined> {
      const [found] = await sojournsOf(
        db,
        network,
        companyId,
        personId,
        (rows) => void rows.where('sojourns.id', sojournId),
      );
      return found;
    },

    /** False when somebody corrected it before. */
    async correct(companyId: string, correction: NewCorrection, by: By): Promise<boolean> {
      const { mistake, ...fact } = correction;
      const { personId, sojournId, actualId } = fact;
      const done = await inTransaction(db, async (trx) => {
        if (await trx('corrections').where({ companyId, sojournId }).first('id')) return false;
        const correctionId = randomUUID();
        await trx('corrections').insert({ ...fact, id: correctionId, companyId, atMs: by.nowMs });
        await deletePictures(trx, companyId, fact);
        if (mistake) {
          const distance = mistake.distance / scale;
          const lead = mistake.lead === null ? null : mistake.lead / scale;
          const of = { correctionId, companyId, personId, actualId };
          await trx('negatives').insert({ ...of, network, distance, lead });
        }
        const detail = { sojournId, ...(actualId === null ? {} : { actualId }) };
        await writeAudit(trx, companyId, by, {
          action: 'person.sightingCorrected',
          subject: personId,
          detail,
        });
        return true;
      });
      // It may have erased pictures.
      if (done) await forgetErased(db);
      return done;
    },

    /** Those this recogniser measured. */
    async negatives(companyId: string): Promise<Negative[]> {
      const rows = await db<NegativeRow>('negatives').where({ companyId, network });
      return rows.map(({ personId, actualId, distance, lead }) => ({
        personId,
        actualId,
        distance: distance * scale,
        lead: lead === null ? null : lead * scale,
      }));
    },

    /** Forgets the numbers; the corrections stand. False when there were none. */
    async liftStricter(companyId: string, personId: string, by: By): Promise<boolean> {
      return inTransaction(db, async (trx) => {
        const lifted = await trx<NegativeRow>('negatives')
          .where({ companyId })
          .where((either) => void either.where({ personId }).orWhere({ actualId: personId }))
          .delete();
        if (lifted === 0) return false;
        await writeAudit(trx, companyId, by, { action: 'person.strictnessLifted', subject: personId });
        return true;
      });
    },
  };
}

/** Of the first or last sighting of a day: they show somebody else. */
async function deletePictures(
  trx: Knex,
  companyId: string,
  { personId, sojournId }: Pick<NewCorrection, 'personId' | 'sojournId'>,
): Promise<void> {
  const [wrong] = await trx('sojourns')
    .where({ companyId, personId, id: sojournId })
    .select<{ cameraId: string; fromMs: number; toMs: number }[]>('cameraId', 'fromMs', 'toMs');
  if (!wrong) return;
  // A picture is taken a moment after the sighting that asked for it.
  const until = Number(wrong.toMs) + takenWithinMs;
  await trx('evidence_pictures')
    .where({ companyId, personId, cameraId: wrong.cameraId })
    .whereBetween('atMs', [Number(wrong.fromMs), until])
    .delete();
}

const takenWithinMs = 3_000;

type JoinedRow = {
  id: string;
  cameraId: string;
  area: string;
  fromMs: number;
  toMs: number;
  evidence: string;
  atMs: number | null;
  recordedBy: string;
  why: string;
  actual: string | null;
  actualId: string | null;
};

/** Oldest first, with what was said about them. */
async function sojournsOf(
  db: Knex,
  network: string,
  companyId: string,
  personId: string,
  only: (rows: Knex.QueryBuilder) => void,
): Promise<SojournView[]> {
  const rows = await db('sojourns')
    .leftJoin('corrections', 'corrections.sojournId', 'sojourns.id')
    .leftJoin({ really: 'people' }, 'really.id', 'corrections.actualId')
    .where({ 'sojourns.companyId': companyId, 'sojourns.personId': personId })
    .modify(only)
    .orderBy('sojourns.fromMs')
    .select<JoinedRow[]>(
      'sojourns.id',
      'sojourns.cameraId',
      'sojourns.area',
      'sojourns.fromMs',
      'sojourns.toMs',
    )
    .select<JoinedRow[]>('sojourns.evidence', 'corrections.atMs', 'corrections.recordedBy', 'corrections.why')
    .select<JoinedRow[]>('really.name as actual', 'corrections.actualId');
  return rows.map((row) => asView(row, network));
}

function asView(
  { id, evidence, atMs, recordedBy, why, actual, ...row }: JoinedRow,
  network: string,
): SojournView {
  const { score, margin, faces, trackId, recogniser } = JSON.parse(evidence) as Evidence;
  return {
    sojournId: id,
    ...row,
    // PostgreSQL gives its 64-bit integers as text.
    fromMs: Number(row.fromMs),
    toMs: Number(row.toMs),
    trackId,
    evidence: { score, margin, faces },
    distance: recogniser === network ? 1 - score : null,
    correction: atMs === null ? null : { atMs: Number(atMs), by: recordedBy, why, actual },
  };
}
