/** Goal: exactly one alert and message for each incident, level and recipient, however often the program dies. Method: a built one, killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';

const kills = 30;
/** Of the writer's clock. */
const speed = 60;

let folder: string;
const running = new Set<ChildProcess>();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-alerts-'));
});
afterEach(async () => {
  await Promise.all([...running].map(kill));
  rmSync(folder, { recursive: true, force: true });
});

function start(startedAtMs: number, lastMs: number) {
  const dist = pathToFileURL(join(packageRoot(), 'dist/')).href;
  const writer = fileURLToPath(new URL('../helpers/alertsWriter.mjs', import.meta.url));
  const args = [writer, dist, folder, String(startedAtMs), String(speed), String(lastMs)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  return { child, lines: createInterface(child.stdout)[Symbol.asyncIterator]() };
}

async function kill(child: ChildProcess): Promise<void> {
  running.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Repeatable numbers from 0 to 1 (Park and Miller's generator). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

type AlertRow = {
  id: string;
  incidentId: string;
  kind: string;
  level: number;
  recipientId: string;
  state: string;
  messageId: string | null;
};
type Stored = {
  incidents: { id: string; subjectId: string; sinceMs: number; state: string; level: number }[];
  alerts: AlertRow[];
  messages: { id: string; recipientId: string; state: string }[];
  events: { incidentId: string; kind: string }[];
  absences: { personId: string; fromMs: number }[];
};

function read(): Stored {
  const db = new Sqlite(join(folder, 'whereabouts.sqlite'));
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    const all = (table: string) => db.prepare(`SELECT * FROM ${table}`).all();
    return {
      incidents: all('incidents'),
      alerts: all('alerts'),
      messages: all('messages'),
      events: all('incident_events'),
      absences: all('absences'),
    } as Stored;
  } finally {
    db.close();
  }
}

const countOf = (values: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

/** Holds after every kill: an alert, its message and its place in the timeline are there together or not at all. */
function expectTogether({ incidents, alerts, messages, events, absences }: Stored): void {
  const sent = alerts.filter(({ state }) => state === 'queued');
  // What was over before it was sent is dropped with its alerts.
  const kept = messages.filter(({ state }) => state !== 'dropped');
  expect(new Set(sent.map(({ messageId }) => messageId))).toEqual(new Set(kept.map(({ id }) => id)));
  const recipients = new Map(messages.map(({ id, recipientId }) => [id, recipientId]));
  for (const { messageId, recipientId } of sent) expect(recipients.get(messageId ?? '')).toBe(recipientId);
  const keys = alerts.map(({ incidentId, kind, level, recipientId }) =>
    [incidentId, kind, level, recipientId].join(),
  );
  expect(new Set(keys).size).toBe(keys.length);
  const episodes = incidents.map(({ subjectId, sinceMs }) => `${subjectId} ${sinceMs}`);
  expect(new Set(episodes).size).toBe(episodes.length);
  const absent = new Set(absences.map(({ personId, fromMs }) => `${personId} ${fromMs}`));
  expect(episodes.filter((episode) => !absent.has(episode))).toEqual([]);
  const told = countOf(events.map(({ incidentId, kind }) => `${incidentId} ${kind}`));
  const raised = countOf(alerts.flatMap(({ kind, incidentId }) => (kind === 'raised' ? incidentId : [])));
  for (const { id, level } of incidents) {
    expect([told.get(`${id} opened`), raised.get(id) ?? 0]).toEqual([1, level]);
    expect((told.get(`${id} alerted`) ?? 0) + (told.get(`${id} escalated`) ?? 0)).toBe(level);
  }
}

/** Holds when everybody is back and nothing waits. */
function expectFinished({ incidents, alerts, absences }: Stored): void {
  expect(alerts.filter(({ state }) => state === 'waiting')).toEqual([]);
  expect(incidents.map(({ state }) => state).filter((state) => state !== 'resolved')).toEqual([]);
  for (const { id } of incidents) {
    const own = alerts.filter(({ incidentId }) => incidentId === id);
    const of = (kind: string) =>
      own
        .filter((alert) => alert.kind === kind && alert.state === 'queued')
        .map((alert) => alert.recipientId);
    expect(of('resolved').sort()).toEqual([...new Set(of('raised'))].sort());
  }
  // Whoever came back while the program was down was not told of.
  expect(incidents.length).toBeGreaterThan(absences.length / 3);
}

test(`killed ${kills} times, it tells everybody once of everything, and of nothing that is not stored`, async () => {
  const random = seeded(20_261_129);
  const startedAtMs = Date.now();
  for (let run = 0; run < kills; run += 1) {
    const { child, lines } = start(startedAtMs, Infinity);
    // One in five dies while it starts.
    const isEarly = run > 0 && run % 5 === 0;
    if (!isEarly) expect((await lines.next()).value).toBe('ready');
    await sleep(random() * (isEarly ? 500 : 900));
    await kill(child);
    if (run % 5 === 4) expectTogether(read());
  }
  const lastMs = startedAtMs + (Date.now() - startedAtMs) * speed;
  const { lines } = start(startedAtMs, lastMs);
  for await (const line of lines) {
    expect(line).not.toMatch(/^trouble/);
    if (line === 'done') break;
  }
  const stored = read();
  expectTogether(stored);
  expectFinished(stored);
  const { incidents, alerts, messages } = stored;
  const sent = alerts.filter(({ state }) => state === 'queued').length;
  const arrived = messages.filter(({ state }) => state !== 'dropped').length;
  const count = { incidents: incidents.length, alerts: alerts.length, messages: messages.length };
  console.log(
    `${count.incidents} incidents, ${count.alerts} alerts, ${sent} told in ${arrived} of ${count.messages} messages.`,
  );
  expect(arrived).toBeGreaterThan(10);
  expect(arrived).toBeLessThan(count.messages);
  expect(sent).toBeGreaterThan(arrived);
}, 120_000);
