/** What was stored about some people in some time, in a statement for each kind of fact. */
import type { Knex } from 'knex';
import type { Interval } from '../shifts/intervals.ts';
import type { DayAbsence, DayCorrection, LocalDate } from '../wire.ts';
import type { DayFacts, PunchFact } from './personDay.ts';
import type { Seen } from './seenSpans.ts';

export type PersonFacts = {
  sojourns: Seen[];
  absences: DayAbsence[];
  punches: PunchFact[];
  leaves: DayFacts['leaves'][number][];
  /** Of every date that was asked for. */
  corrections: DayCorrection[];
};
export type FactsWanted = {
  companyId: string;
  personIds: readonly string[];
  within: Interval;
  dates: LocalDate[];
};

export async function loadFacts(db: Knex, wanted: FactsWanted): Promise<ReadonlyMap<string, PersonFacts>> {
  const facts = new Map<string, PersonFacts>(
    wanted.personIds.map((id) => [
      id,
      { sojourns: [], absences: [], punches: [], leaves: [], corrections: [] },
    ]),
  );
  const put = <T extends { personId: string }>(rows: T[], add: (own: PersonFacts, row: T) => void): void => {
    for (const row of rows) {
      const own = facts.get(row.personId);
      if (own) add(own, row);
    }
  };
  put(await sojournsBefore(db, wanted), ({ sojourns }, row) => sojourns.push(row));
  put(await sojournsIn(db, wanted), ({ sojourns }, { seen }) => sojourns.push(...seen));
  put(await absencesIn(db, wanted), ({ absences }, row) => absences.push(without(row)));
  put(await punchesIn(db, wanted), ({ punches }, row) => punches.push(without(row)));
  put(await leavesIn(db, wanted), ({ leaves }, row) => leaves.push(without(row)));
  put(await correctionsIn(db, wanted), ({ corrections }, row) => corrections.push(row));
  return facts;
}

/** Whose it is stands above it. */
function without<T extends { personId: string }>({ personId, ...row }: T): Omit<T, 'personId'> {
  void personId;
  return row;
}

type SojournRow = Seen & { personId: string };
type SojournsRow = { personId: string; seen: Seen[] };

/**
 * A person at a time, along the index: by company alone a year of sojourns would be read. What was told of each comes as one text:
 * of a month of a company a million rows would be made into objects, one value after the other.
 */
async function sojournsIn(db: Knex, { companyId, personIds, within }: FactsWanted): Promise<SojournsRow[]> {
  const told = await db.raw<{ personId: string; sojourns: string }[]>(
    `SELECT p.value AS "personId", (
       SELECT json_group_array(json_array(s."fromMs", s."toMs", s."area")) FROM sojourns AS s
       WHERE s."companyId" = ? AND s."personId" = p.value AND s."fromMs" >= ? AND s."fromMs" < ?
         AND s."id" NOT IN (SELECT "sojournId" FROM corrections WHERE "companyId" = ?)) AS "sojourns"
     FROM json_each(?) AS p`,
    [companyId, within.fromMs, within.toMs, companyId, JSON.stringify(personIds)],
  );
  return told.map(({ personId, sojourns }) => {
    const rows = JSON.parse(sojourns) as [number, number, string][];
    return { personId, seen: rows.map(([fromMs, toMs, area]) => ({ fromMs, toMs, area })) };
  });
}

/** Begun before and reaching in: the last few of each person, for two may last at once. */
async function sojournsBefore(
  db: Knex,
  { companyId, personIds, within }: FactsWanted,
): Promise<SojournRow[]> {
  return db.raw<SojournRow[]>(
    `SELECT s."personId", s."fromMs", s."toMs", s."area"
     FROM json_each(?) AS p CROSS JOIN sojourns AS s ON s."rowid" IN (
       SELECT before."rowid" FROM sojourns AS before
       WHERE before."companyId" = ? AND before."personId" = p.value AND before."fromMs" < ?
       ORDER BY before."fromMs" DESC LIMIT 3)
     WHERE s."toMs" >= ? AND s."id" NOT IN (SELECT "sojournId" FROM corrections WHERE "companyId" = ?)
     ORDER BY s."fromMs"`,
    [JSON.stringify(personIds), companyId, within.fromMs, within.fromMs, companyId],
  );
}

type AbsenceRow = DayAbsence & { personId: string };

/** One that began days before says nothing about this day: it ends with the shift, or when they are seen. */
const absenceBeforeMs = 3 * 24 * 3_600_000;

async function absencesIn(db: Knex, { companyId, personIds, within }: FactsWanted): Promise<AbsenceRow[]> {
  const rows = await db.raw<(Omit<AbsenceRow, 'excused'> & { excused: number })[]>(
    `SELECT a."id" AS "absenceId", a."personId", a."fromMs", a."toMs", a."area", e."absenceId" IS NOT NULL AS "excused"
     FROM json_each(?) AS p CROSS JOIN absences AS a ON a."companyId" = ? AND a."personId" = p.value
       AND a."fromMs" >= ? AND a."fromMs" < ? AND (a."toMs" IS NULL OR a."toMs" >= ?)
     LEFT JOIN absence_excuses AS e ON e."absenceId" = a."id"
     ORDER BY a."fromMs"`,
    [JSON.stringify(personIds), companyId, within.fromMs - absenceBeforeMs, within.toMs, within.fromMs],
  );
  return rows.map(({ absenceId, personId, fromMs, toMs, area, excused }) => ({
    ...{ absenceId, personId, fromMs, toMs, area },
    excused: excused === 1,
  }));
}

/** Whoever leaves an overnight shift late, or comes early, punches beyond the day. */
const punchesBeyondMs = 12 * 3_600_000;

async function punchesIn(db: Knex, { companyId, personIds, within }: FactsWanted) {
  return db.raw<(PunchFact & { personId: string })[]>(
    `SELECT t."personId", t."atMs", t."direction", t."source"
     FROM json_each(?) AS p CROSS JOIN punches AS t ON t."companyId" = ? AND t."personId" = p.value
       AND t."atMs" >= ? AND t."atMs" < ?
     ORDER BY t."atMs"`,
    [JSON.stringify(personIds), companyId, within.fromMs - punchesBeyondMs, within.toMs + punchesBeyondMs],
  );
}

async function leavesIn(db: Knex, { companyId, personIds, within }: FactsWanted) {
  return db.raw<(DayFacts['leaves'][number] & { personId: string })[]>(
    `SELECT l."personId", l."fromMs", l."toMs", l."why"
     FROM json_each(?) AS p CROSS JOIN leaves AS l ON l."companyId" = ? AND l."personId" = p.value
       AND l."fromMs" < ? AND l."toMs" > ?
     ORDER BY l."fromMs"`,
    [JSON.stringify(personIds), companyId, within.toMs, within.fromMs],
  );
}

type CorrectionRow = Omit<DayCorrection, 'value'> & { value: string };

async function correctionsIn(
  db: Knex,
  { companyId, personIds, dates }: FactsWanted,
): Promise<DayCorrection[]> {
  const rows = await db.raw<CorrectionRow[]>(
    `SELECT c."id" AS "correctionId", c."personId", c."date", c."field", c."value", c."why", c."recordedBy" AS "by", c."atMs"
     FROM json_each(?) AS p CROSS JOIN day_corrections AS c ON c."companyId" = ? AND c."personId" = p.value
       AND c."date" IN (SELECT value FROM json_each(?))
     ORDER BY c."atMs", c.rowid`,
    [JSON.stringify(personIds), companyId, JSON.stringify(dates)],
  );
  return rows.map((row) => ({ ...row, value: JSON.parse(row.value) as DayCorrection['value'] }));
}
