/** Who came and went when, from what is stored: cameras and punches. For files, and for programs that take it by themselves. */
import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import { chunks } from '../database/chunks.ts';
import type { Directory } from '../directory/directory.ts';
import type { Punch, PunchDirection, PunchRow } from '../wire.ts';
import { blindTime, type Placement, type Watch } from './blindTime.ts';
import { leftAnywayAfterMs, passings, type Seen } from './passings.ts';

export type PunchNeeds = {
  db: Knex;
  companyId: string;
  directory: () => Directory;
  /** Of who has no other. */
  timeZone: () => string;
};
/** `toMs` not included. `recordedSinceMs`: also punches that arrived since, whenever they happened. */
export type PunchRange = { fromMs: number; toMs: number; nowMs: number; recordedSinceMs?: number };
/** What happened, without the words for it. */
export type PunchFact = Pick<PunchRow, 'personId' | 'atMs' | 'direction' | 'area' | 'source' | 'deviceId'>;

/** Longer than anybody stays before one camera without a break. */
const longestSojournMs = 24 * 60 * 60_000;

/** In the order of time. */
export async function punchFacts(needs: PunchNeeds, range: PunchRange): Promise<PunchFact[]> {
  const seen = passings(await loadSeen(needs, range), await loadBlindTime(needs, range), range.nowMs)
    .filter(({ atMs }) => range.fromMs <= atMs && atMs < range.toMs)
    .map((passing) => ({ ...passing, source: 'camera' as const, deviceId: '' }));
  const facts: PunchFact[] = [...seen, ...(await loadPunches(needs, range))];
  return facts.sort((a, b) => a.atMs - b.atMs || (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** The same fact has the same key for ever. */
export const keyOf = ({ personId, atMs, direction, source, deviceId }: PunchFact): string =>
  [personId, atMs, direction, source, ...(deviceId ? [deviceId] : [])].join('|');

export function punchRow(fact: PunchFact, { directory, timeZone }: PunchNeeds): PunchRow {
  const { people, areas } = directory();
  const { name = '', code = null } = people.get(fact.personId) ?? {};
  const zone = zoneOf(fact.area, areas) ?? timeZone();
  const wholeMs = fact.atMs - (fact.atMs % 1_000);
  const time = DateTime.fromMillis(wholeMs, { zone }).toISO({ suppressMilliseconds: true }) ?? '';
  return { ...fact, code, name, time };
}

/** That of the nearest place around, by the name the place has now. */
function zoneOf(area: string | null, areas: Directory['areas']): string | null {
  let at = [...areas.values()].find(({ name }) => name === area);
  for (let levels = areas.size; at && levels > 0; levels -= 1) {
    if (at.timeZone) return at.timeZone;
    at = at.parentId === null ? undefined : areas.get(at.parentId);
  }
  return null;
}

/** Enough before and after to know how each stay began and ended. Corrected sightings count for nothing. */
async function loadSeen({ db, companyId, directory }: PunchNeeds, range: PunchRange): Promise<Seen[]> {
  const rows: Seen[] = [];
  // By person, for the index; a company has fewer people than sightings.
  for (const some of chunks([...directory().people.keys()])) {
    const found = await db('sojourns')
      .where({ companyId })
      .whereIn('personId', some)
      .whereBetween('fromMs', [
        range.fromMs - leftAnywayAfterMs - longestSojournMs,
        range.toMs + leftAnywayAfterMs,
      ])
      .whereNotIn('id', db('corrections').where({ companyId }).select('sojournId'))
      .orderBy(['personId', 'fromMs'])
      .select<Seen[]>('personId', 'area', 'fromMs', 'toMs');
    for (const row of found) rows.push({ ...row, fromMs: Number(row.fromMs), toMs: Number(row.toMs) });
  }
  return rows;
}

async function loadBlindTime({ db, companyId }: PunchNeeds, { fromMs, toMs, nowMs }: PunchRange) {
  const [first, last] = [fromMs - longestSojournMs, Math.min(toMs + leftAnywayAfterMs, nowMs)];
  const placements = await db('camera_placements')
    .where({ companyId })
    .where('fromMs', '<=', last)
    .where((open) => void open.whereNull('toMs').orWhere('toMs', '>=', first))
    .select<Placement[]>('cameraId', 'area', 'fromMs', 'toMs');
  const watches = await db('camera_watches')
    .where({ companyId })
    .where('fromMs', '<=', last)
    .where('toMs', '>=', first)
    .select<Watch[]>('cameraId', 'fromMs', 'toMs');
  return blindTime(
    placements.map((row) => ({
      ...row,
      fromMs: Number(row.fromMs),
      toMs: row.toMs === null ? null : Number(row.toMs),
    })),
    watches.map((row) => ({ ...row, fromMs: Number(row.fromMs), toMs: Number(row.toMs) })),
  );
}

type Stored = Pick<Punch, 'personId' | 'source' | 'deviceId' | 'area'> & {
  atMs: number | string;
  direction: PunchDirection;
};

async function loadPunches({ db, companyId }: PunchNeeds, range: PunchRange): Promise<PunchFact[]> {
  const rows = await db('punches')
    .where({ companyId })
    .where((wanted) => {
      void wanted.where((then) => void then.where('atMs', '>=', range.fromMs).where('atMs', '<', range.toMs));
      if (range.recordedSinceMs !== undefined)
        void wanted.orWhere('recordedAtMs', '>=', range.recordedSinceMs);
    })
    .select<Stored[]>('personId', 'atMs', 'direction', 'area', 'source', 'deviceId');
  return rows.map((row) => ({ ...row, atMs: Number(row.atMs) }));
}
