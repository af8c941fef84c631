/**
 * Goal: absences found are those that happened, and everybody is told once. Method: a made-up company whose truth is known lives before
 * the built server, its clock as fast as it can. `WHEREABOUTS_COMPANY=full` lets 200 people work for 30 days and kills the program 100 times.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../server/database/openDatabase.ts';
import { firstCompany } from '../../server/database/store.ts';
import { makeReport } from '../../server/reports/makeReport.ts';
import type { Report } from '../../server/wire.ts';
import { type Company, hour, type Interval, minute, seeded, sites } from '../helpers/company/company.ts';
import { type Drive, driveCompany, stepMs } from '../helpers/company/driveCompany.ts';
import { fillCompany, type Folders } from '../helpers/company/fillCompany.ts';
import { makeCompany } from '../helpers/company/makeCompany.ts';
import { compareAbsences, readFound } from '../helpers/company/readFound.ts';
import { receiveMessages } from '../helpers/company/receiveMessages.ts';
import { areasByCamera, seenBy, truthOf } from '../helpers/company/truth.ts';

const isFull = env['WHEREABOUTS_COMPANY'] === 'full';
/** The rest of the program looks at the clock this often in a simulation. */
const coarseMs = 20_000;

let folder: string;
let folders: Folders;
let receiver: Awaited<ReturnType<typeof receiveMessages>>;
let drive: Drive | undefined;
beforeEach(async () => {
  // Half a million commits: where nothing but memory is written to, they take minutes instead of hours.
  folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'whereabouts-company-'));
  folders = { dataDir: join(folder, 'data'), camerasDir: join(folder, 'cameras') };
  receiver = await receiveMessages();
});
afterEach(async () => {
  await drive?.stop();
  await receiver.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function begin(company: Company): Promise<Drive> {
  await fillCompany(company, folders, receiver.url);
  drive = await driveCompany(company, folders);
  return drive;
}

const stopsOf = (from: string, hours: number[]): Interval[] =>
  hours.map((each) => {
    const fromMs = Date.parse(from) + each * hour;
    return { fromMs, toMs: fromMs + 4 * minute };
  });

describe('a company at three sites, over a change of clocks, with leave, night shifts, outages and restarts', () => {
  const from = isFull ? '2026-10-19' : '2026-10-30';
  const days = isFull ? 30 : 2;
  const plan = { seed: 7, people: isFull ? 200 : 30, from, days };
  const stops = stopsOf(from, isFull ? [7.2, 100.4, 250.7, 400.1, 555.5] : [7.2, 30.4]);

  test(
    'has its absences found, all of them and no other; is told once; and its report says the same',
    { timeout: isFull ? 4 * hour : 10 * minute },
    async () => {
      const company = makeCompany({ ...plan, stops });
      await (await begin(company)).until(company.toMs);
      await drive?.stop();
      const found = readFound(folders.dataDir);
      const truth = company.people.flatMap((person) => truthOf(company, person).absences);
      expect(truth.length).toBeGreaterThan(10);
      expect(compareAbsences(truth, found.absences, stepMs)).toEqual({ missed: [], madeUp: [], wrong: [] });
      expectOneIncidentEach(company, found);
      expectToldOnce(found);
      expectEscalated(company, found);
      expectReport(await report(company), company);
    },
  );
});

describe('the program killed again and again', () => {
  const kills = isFull ? 100 : 12;

  test(
    `${kills} times loses no absence, makes none up, and tells nobody twice`,
    { timeout: isFull ? 2 * hour : 10 * minute },
    async () => {
      const random = seeded(20_261_129);
      const company = makeCompany({ seed: 3, people: 60, from: '2026-10-30', days: isFull ? 3 : 1 });
      // From the first morning in Jakarta on.
      const morningMs = company.fromMs + 8 * hour;
      company.stops.push({ fromMs: company.fromMs - hour, toMs: morningMs });
      company.fromMs = morningMs;
      const { until, kill, nowMs } = await begin(company);
      for (let count = 0; count < kills; count += 1) {
        await until(nowMs() + Math.round(4 + random() * 16) * minute);
        company.stops.push(await kill(Math.round(2 + random() * 20) * stepMs, random));
      }
      await until(nowMs() + hour);
      const endMs = nowMs();
      await drive?.stop();
      const found = readFound(folders.dataDir);
      expect(found.whole).toBe('ok');
      const judged = company.people.map((person) => ({ person, ...truthOf(company, person) }));
      const truth = judged
        .flatMap(({ absences }) => absences)
        .filter(({ detectedMs }) => detectedMs < endMs - minute);
      /** Where a kill fell so near a threshold that either is right. */
      const unsure = (line: string): boolean =>
        judged.some(({ person, near }) => line.includes(person.personId) && near.length > 0);
      const open = (each: { toMs: number }) => each.toMs < endMs - minute;
      const { missed, madeUp, wrong } = compareAbsences(truth, found.absences, minute);
      expect(truth.filter(open).length).toBeGreaterThan(2);
      expect({
        missed: missed.filter((line) => !unsure(line)),
        madeUp: madeUp.filter((line) => !unsure(line)),
      }).toEqual({
        ...{ missed: [], madeUp: [] },
      });
      expect(wrong.filter((line) => line.startsWith('kind'))).toEqual([]);
      expectToldOnce(found);
    },
  );
});

type Found = ReturnType<typeof readFound>;

/** One for each absence and each camera that went blind: never one for each person whom it hid. */
function expectOneIncidentEach({ outages }: Company, { incidents, absences }: Found): void {
  const of = (kind: string) => incidents.filter((incident) => incident.kind === kind);
  expect(of('absence').length).toBe(absences.length);
  expect(
    of('blindCamera')
      .map(({ subjectId, sinceMs }) => `${subjectId} ${sinceMs}`)
      .sort(),
  ).toEqual(outages.map(({ cameraId, fromMs }) => `${cameraId} ${fromMs}`).sort());
  expect(incidents.filter(({ endedAtMs }) => endedAtMs === null)).toEqual([]);
}

/**
 * No recipient twice for one level of one incident, and what was queued was sent, in one message each. Only what was over before its
 * message went out was not sent, and tells of nothing that lasts.
 */
function expectToldOnce({ alerts, messages, incidents }: Found): void {
  const keys = alerts.map(({ incidentId, kind, level, recipientId }) =>
    [incidentId, kind, level, recipientId].join(),
  );
  expect(new Set(keys).size).toBe(keys.length);
  const queued = alerts.filter(({ state }) => state === 'queued');
  const sentFor = new Set(queued.map(({ messageId }) => messageId));
  const isOver = ({ state, errorCode }: Found['messages'][number]) =>
    state === 'dropped' && errorCode === 'over';
  const over = new Set(messages.filter(isOver).map(({ id }) => id));
  const sent = messages.filter((message) => !isOver(message));
  expect(sentFor).toEqual(new Set(sent.map(({ id }) => id)));
  expect(sent.filter(({ state }) => state !== 'delivered')).toEqual([]);
  const lasting = new Set(incidents.flatMap((each) => (each.endedAtMs === null ? each.incidentId : [])));
  const untold = alerts.filter(({ messageId }) => messageId !== null && over.has(messageId));
  expect(untold.filter(({ state, incidentId }) => state !== 'dropped' || lasting.has(incidentId))).toEqual(
    [],
  );
  expect(new Set(receiver.received.keys())).toEqual(sentFor);
}

/** Nobody answers: an absence that lasts reaches HR, once, 20 minutes after its threshold; unless cameras were blind meanwhile. */
function expectEscalated(company: Company, { incidents, absences, alerts }: Found): void {
  const areaOf = areasByCamera(company);
  let reached = 0;
  for (const { incidentId, kind, subjectId, sinceMs, endedAtMs, openedAtMs } of incidents) {
    const absence = absences.find(({ personId, fromMs }) => personId === subjectId && fromMs === sinceMs);
    if (kind !== 'absence' || !absence) continue;
    const lasts = { fromMs: absence.detectedAtMs, toMs: absence.toMs ?? endedAtMs ?? Infinity };
    const touches = (other: Interval) =>
      other.fromMs < lasts.toMs + 2 * minute && other.toMs > lasts.fromMs - 2 * minute;
    const site = sites[company.people.find(({ personId }) => personId === subjectId)?.site ?? 0];
    const isOwn = (cameraId: string) =>
      site?.floors.some(({ area }) => area === areaOf.get(cameraId)) === true;
    if (company.stops.some(touches) || company.outages.some((each) => isOwn(each.cameraId) && touches(each)))
      continue;
    expect(openedAtMs - absence.detectedAtMs).toBeLessThanOrEqual(coarseMs + 2 * stepMs);
    const toHr = alerts.filter(
      (each) => each.incidentId === incidentId && each.kind === 'raised' && each.recipientId === 'user:hr',
    );
    const lastedMs = lasts.toMs - lasts.fromMs;
    if (lastedMs > 23 * minute) {
      expect([subjectId, toHr.length]).toEqual([subjectId, 1]);
      reached += 1;
    }
  }
  expect(reached).toBeGreaterThan(2);
}

async function report({ dates, toMs }: Company): Promise<Report> {
  const db = await openDatabase(folders.dataDir);
  try {
    const company = await firstCompany(db);
    if (!company) throw new Error('There is no company.');
    const needs = { db, companyId: company.id, company: () => company, nowMs: toMs, sees: () => true };
    return await makeReport(needs, dates);
  } finally {
    await db.destroy();
  }
}

/** The days of the report against what truly happened. */
function expectReport({ days }: Report, company: Company): void {
  let compared = 0;
  const wrong: string[] = [];
  for (const person of company.people) {
    const seen = seenBy(company, person);
    const { absences } = truthOf(company, person);
    for (const due of company.dueDays.get(person.personId) ?? []) {
      const day = days.find(({ personId, date }) => personId === person.personId && date === due.date);
      const during = (each: Interval) => each.toMs > due.startMs && each.fromMs < due.endMs;
      const own = absences.filter(during);
      const here = seen.filter((each) => each.toMs >= due.startMs - hour && each.fromMs <= due.endMs + hour);
      const isOn = (leave: Interval) => leave.fromMs <= due.startMs && leave.toMs >= due.endMs;
      const onLeave = company.leaves.some((leave) => leave.personId === person.personId && isOn(leave));
      const said = [day?.absences.length, day?.status === 'onLeave', near(day?.firstSeenMs, here[0]?.fromMs)];
      const wanted = [own.length, onLeave, true];
      if (String(said) !== String(wanted))
        wrong.push(`${person.personId} ${due.date}: ${String(said)} not ${String(wanted)}`);
      compared += 1;
    }
  }
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(20);
}

const near = (a: number | null | undefined, b: number | undefined): boolean =>
  a == null || b === undefined ? a == null && b === undefined : Math.abs(a - b) <= stepMs;
