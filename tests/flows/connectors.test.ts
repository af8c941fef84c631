/** Goal: other programs get who came and went once, whatever happens on the way. Method: a real server, a local Frappe with faults. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { punchColumns } from '../../server/connectors/punchCsv.ts';
import type {
  ApiKeyView,
  ConnectorView,
  NewApiKey,
  Person,
  PunchRow,
  RefusedRow,
} from '../../server/wire.ts';
import { type FakeFrappe, startFakeFrappe } from '../helpers/fakeFrappe.ts';
import { type Client, codeOf, eventually, startTestServer, type TestServer } from '../helpers/testServer.ts';

const minute = 60_000;
/** 09:00 in Jakarta. */
const startMs = Date.UTC(2026, 10, 20, 2);

let clock: ReturnType<typeof manualClock>;
let server: TestServer;
let owner: Client;
beforeEach(async () => {
  clock = manualClock(startMs);
  server = await startTestServer({ overrides: { clock } });
  owner = await server.admin();
});
afterEach(() => server.remove());

function manualClock(fromMs: number) {
  let nowMs = fromMs;
  const timers = new Set<{ ms: number; run: () => void; nextMs: number }>();
  return {
    now: () => nowMs,
    every(ms: number, run: () => void) {
      const timer = { ms, run, nextMs: nowMs + ms };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance(ms: number) {
      nowMs += ms;
      for (const timer of timers)
        if (nowMs >= timer.nextMs) {
          timer.nextMs = nowMs + timer.ms;
          timer.run();
        }
    },
  };
}

const addPerson = async (name: string, code: string | null = null): Promise<string> => {
  const { personId } = (await owner.call('POST', '/api/people', { name })).body as Person;
  if (code !== null) await owner.call('PATCH', `/api/people/${personId}`, { code });
  return personId;
};

function inDatabase<T>(work: (db: Sqlite.Database, companyId: string) => T): T {
  const db = new Sqlite(join(server.config.dataDir, 'whereabouts.sqlite'));
  try {
    return work(db, (db.prepare('SELECT id FROM companies').get() as { id: string }).id);
  } finally {
    db.close();
  }
}

const seen = (personId: string, fromMs: number, toMs: number, area = 'Hall'): void =>
  inDatabase(
    (db, companyId) =>
      void db
        .prepare(
          'INSERT INTO sojourns (id, companyId, personId, cameraId, area, fromMs, toMs, evidence) VALUES (?,?,?,?,?,?,?,?)',
        )
        .run(randomUUID(), companyId, personId, 'hall', area, fromMs, toMs, '{}'),
  );
const punched = (personId: string, atMs: number, direction: string): void =>
  inDatabase(
    (db, companyId) =>
      void db
        .prepare(
          `INSERT INTO punches (id, companyId, personId, atMs, direction, source, deviceId, note, recordedAtMs)
         VALUES (?,?,?,?,?,'terminal','gate-1','',?)`,
        )
        .run(randomUUID(), companyId, personId, atMs, direction, clock.now()),
  );

describe('exported punches', () => {
  test('come from cameras and terminals, with the local time of the place, and stay text in a spreadsheet', async () => {
    const ann = await addPerson('=cmd|calc', 'E 1');
    await owner.call('POST', '/api/areas', { name: 'Hall', timeZone: 'Asia/Kathmandu' });
    seen(ann, startMs, startMs + 30 * minute);
    seen(ann, startMs + 90 * minute, startMs + 95 * minute, 'Yard');
    punched(ann, startMs - minute, 'in');
    clock.advance(200 * minute);
    const range = '?from=2026-11-20&to=2026-11-20';
    const rows = (await owner.call('GET', `/api/exports/punches${range}`)).body as PunchRow[];
    expect(rows.map(({ direction, source, area, time }) => [direction, source, area, time])).toEqual([
      ['in', 'terminal', null, '2026-11-20T08:59:00+07:00'],
      ['in', 'camera', 'Hall', '2026-11-20T07:45:00+05:45'],
      ['out', 'camera', 'Hall', '2026-11-20T08:15:00+05:45'],
      ['in', 'camera', 'Yard', '2026-11-20T10:30:00+07:00'],
      ['out', 'camera', 'Yard', '2026-11-20T10:35:00+07:00'],
    ]);
    const csv = await owner.call('GET', `/api/exports/punches.csv${range}`);
    const lines = parse<Record<string, string>>(csv.body as string, { columns: true });
    expect(Object.keys(lines[0] ?? {})).toEqual([...punchColumns]);
    expect(lines.map(({ time }) => time)).toEqual(rows.map(({ time }) => time));
    expect(new Set(lines.map(({ name }) => name))).toEqual(new Set(["'=cmd|calc"]));
    expect((await owner.call('GET', `/api/exports/punches.csv${range}`)).body).toBe(csv.body);
  });

  test('hold only the people of a supervisor, and a range that is one', async () => {
    const lead = await addPerson('Lead');
    const ann = await addPerson('Ann');
    const bob = await addPerson('Bob');
    await owner.call('PUT', `/api/people/${ann}/supervisor`, { supervisorId: lead });
    for (const personId of [ann, bob]) seen(personId, startMs, startMs + minute);
    clock.advance(30 * minute);
    const supervisor = await server.signedInAs('supervisor', { personId: lead });
    const path = '/api/exports/punches?from=2026-11-20&to=';
    const rows = (await supervisor.call('GET', `${path}2026-11-20`)).body as PunchRow[];
    expect(new Set(rows.map(({ personId }) => personId))).toEqual(new Set([ann]));
    for (const to of ['2026-11-19', '2027-11-20', '2026-11-31', 'x'])
      expect(codeOf(await owner.call('GET', path + to))).toBe('INPUT_INVALID');
  });
});

describe('API keys', () => {
  const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

  test('read what other programs need and nothing else; the secret is told once and kept nowhere', async () => {
    await addPerson('Ann', 'E1');
    const key = (await owner.call('POST', '/api/keys', { name: 'Payroll' })).body as NewApiKey;
    clock.advance(1_000);
    await eventually(async () => expect((await owner.call('GET', '/api/presence')).body).toHaveLength(1));
    const program = server.client();
    const get = (path: string) => program.call('GET', path, undefined, bearer(key.secret));
    expect((await get('/api/presence')).body).toMatchObject([{ name: 'Ann', code: 'E1', state: 'expected' }]);
    expect((await get('/api/exports/punches.csv?from=2026-11-20&to=2026-11-20')).status).toBe(200);
    for (const path of ['/api/people', '/api/settings', '/api/keys', '/api/audits', '/api/me'])
      expect([path, codeOf(await get(path))]).toEqual([path, 'KEY_READS_ONLY']);
    const write = await program.call('POST', '/api/exports/punches', {}, bearer(key.secret));
    expect([404, 403]).toContain(write.status);
    expect(codeOf(await program.call('POST', '/api/people', { name: 'X' }, bearer(key.secret)))).toBe(
      'KEY_READS_ONLY',
    );
    const listed = (await owner.call('GET', '/api/keys')).body as ApiKeyView[];
    expect(listed).toMatchObject([{ name: 'Payroll', createdBy: 'Ada', lastUsedMs: startMs + 1_000 }]);
    const stored = inDatabase((db) => JSON.stringify(db.prepare('SELECT * FROM api_keys').all()));
    expect([stored, JSON.stringify(listed), server.logged()].some((text) => text.includes(key.secret))).toBe(
      false,
    );
    expect(codeOf(await owner.call('POST', '/api/keys', { name: 'Payroll' }))).toBe('NAME_TAKEN');
  });

  test('work no more once revoked, after a restart too; making and revoking is in the audit log', async () => {
    const make = async (name: string) => (await owner.call('POST', '/api/keys', { name })).body as NewApiKey;
    const [kept, revoked] = [await make('Kept'), await make('Revoked')];
    expect((await owner.call('DELETE', `/api/keys/${revoked.keyId}`)).status).toBe(204);
    expect((await owner.call('DELETE', `/api/keys/${revoked.keyId}`)).status).toBe(404);
    const ask = async ({ secret }: NewApiKey) =>
      (await server.client().call('GET', '/api/presence', undefined, bearer(secret))).status;
    expect([await ask(kept), await ask(revoked)]).toEqual([200, 401]);
    const log = JSON.stringify((await owner.call('GET', '/api/audits?action=key.')).body);
    expect([log.match(/key\.added/g)?.length, log.match(/key\.revoked/g)?.length]).toEqual([2, 1]);
    await restart();
    expect([await ask(kept), await ask(revoked)]).toEqual([200, 401]);
  });

  test('are limited, and so is guessing them', async () => {
    const key = (await owner.call('POST', '/api/keys', { name: 'Busy' })).body as NewApiKey;
    const ask = async (secret: string) =>
      (await server.client().call('GET', '/api/presence', undefined, bearer(secret))).status;
    const many = await Promise.all(Array.from({ length: 260 }, () => ask(key.secret)));
    expect(many.filter((status) => status === 429).length).toBe(20);
    const guesses = await Promise.all(Array.from({ length: 40 }, (_, index) => ask(`wak_${index}`)));
    expect(guesses.filter((status) => status === 429).length).toBe(10);
    clock.advance(2 * minute);
    expect([await ask(key.secret), await ask('wak_x')]).toEqual([200, 401]);
  });
});

async function restart(): Promise<void> {
  await server.stop();
  const folder = join(server.config.dataDir, '..');
  server = await startTestServer({ folder, overrides: { clock } });
  owner = await server.admin();
}

describe('Frappe HR', () => {
  let frappe: FakeFrappe;
  let people: string[];
  beforeEach(async () => {
    frappe = await startFakeFrappe();
    people = [];
    for (const index of [1, 2, 3]) {
      people.push(await addPerson(`Person ${index}`, `E${index}`));
      frappe.employees.set(`HR-EMP-${index}`, `E${index}`);
    }
    await turnOn();
  });
  afterEach(() => frappe.stop());

  const turnOn = async (config: Record<string, string> = {}) =>
    owner.call('PATCH', '/api/connectors/frappe', {
      enabled: true,
      config: { url: `${frappe.url}/`, ...frappe.token, timeZone: 'Asia/Kolkata', ...config },
    });
  const view = async (): Promise<ConnectorView> => {
    const all = (await owner.call('GET', '/api/connectors')).body as ConnectorView[];
    return all.find(({ kind }) => kind === 'frappe') as ConnectorView;
  };
  /** Looks again and again, as time passes, until nothing waits. */
  const until = async (wanted: Partial<ConnectorView>): Promise<void> => {
    await eventually(async () => {
      clock.advance(11_000);
      expect(await view()).toMatchObject(wanted);
    });
  };
  const day = (): void => {
    for (const [index, personId] of people.entries()) {
      seen(personId, clock.now() + index * minute, clock.now() + (index + 10) * minute);
      seen(personId, clock.now() + (index + 30) * minute, clock.now() + (index + 40) * minute);
    }
    clock.advance(120 * minute);
  };
  const expectEachOnce = (count = 12): void => {
    const keys = frappe.checkins.map(({ employee, time, log_type }) => `${employee} ${time} ${log_type}`);
    expect([keys.length, new Set(keys).size]).toEqual([count, count]);
  };

  test('gets check-ins in its own time, and says as whom they are written', async () => {
    expect((await owner.call('POST', '/api/connectors/frappe/test', {})).body).toEqual({
      ...{ problem: null, told: 'whereabouts@example.com' },
    });
    day();
    await until({ delivered: 12, waiting: 0, problem: null });
    expectEachOnce();
    expect(frappe.checkins[0]).toEqual({
      ...{ name: 'EMP-CKIN-00001', employee: 'HR-EMP-1', time: '2026-11-20 07:30:00', log_type: 'IN' },
      ...{ device_id: 'Hall', skip_auto_attendance: 0 },
    });
    const shown = JSON.stringify(await view());
    expect([shown.includes('secret456'), (await view()).secretsSet]).toEqual([false, ['apiSecret']]);
  });

  const faults = ['lost', 'cut', 'failed', 'broken', 'away', 'busy', 'forbidden', 'keyRefused'] as const;
  test.each(faults)('loses and doubles nothing when writes are %s', async (fault) => {
    frappe.faults = [fault, fault];
    day();
    await until({ delivered: 12, waiting: 0, refused: 0, problem: null });
    expectEachOnce();
  });

  test('says what is wrong where the administrator looks, and goes on when it is mended', async () => {
    frappe.token.apiSecret = 'another';
    day();
    await until({ waiting: 12, problem: expect.stringContaining('refuses the API key') as string });
    const tried = await owner.call('POST', '/api/connectors/frappe/test', {});
    expect(tried.body).toMatchObject({ problem: expect.stringContaining('refuses the API key') as string });
    await turnOn({ apiSecret: 'another' });
    await until({ delivered: 12, waiting: 0, problem: null });
    expectEachOnce();
  });

  test('what it has already counts as delivered, in whatever language it says so', async () => {
    frappe.language = 'ar';
    const row = { name: 'by hand', device_id: '', skip_auto_attendance: 0 };
    frappe.checkins.push({ ...row, employee: 'HR-EMP-1', time: '2026-11-20 07:30:00', log_type: 'IN' });
    day();
    await until({ delivered: 12, refused: 0 });
    expectEachOnce();
  });

  test('what it refuses is kept with the reason, holds up nobody, and is sent again when corrected', async () => {
    frappe.employees.delete('HR-EMP-1');
    frappe.inactive.add('HR-EMP-2');
    const nameless = await addPerson('No code');
    people.push(nameless);
    day();
    await until({ delivered: 4, refused: 12, waiting: 0, problem: null });
    const rows = (await owner.call('GET', '/api/connectors/frappe/refused')).body as RefusedRow[];
    const reasonOf = (personId: string) => rows.find((row) => row.personId === personId)?.problem;
    expect(reasonOf(people[0] ?? '')).toContain('no employee whose attendance_device_id is E1');
    expect(reasonOf(people[1] ?? '')).toBe(
      'Transactions cannot be created for an Inactive Employee HR-EMP-2 .',
    );
    expect(reasonOf(nameless)).toContain('no employee code');
    frappe.employees.set('HR-EMP-1', 'E1').set('HR-EMP-4', 'E4');
    frappe.inactive.clear();
    await owner.call('PATCH', `/api/people/${nameless}`, { code: 'E4' });
    expect((await owner.call('POST', '/api/connectors/frappe/retry', {})).body).toEqual({ count: 12 });
    await until({ delivered: 16, refused: 0 });
    expectEachOnce(16);
  });

  test('a row over which it fails every time is put aside while others go; a site that fails altogether refuses none', async () => {
    frappe.poison.add('HR-EMP-1');
    day();
    await until({ delivered: 8, waiting: 4, problem: expect.stringContaining('500') as string });
    day();
    await until({ delivered: 16, waiting: 8 });
    day();
    await until({ delivered: 24, waiting: 11, refused: 1 });
    frappe.poison.clear();
    frappe.always = 'broken';
    const { writes } = frappe;
    await eventually(() => {
      clock.advance(16 * minute);
      expect(frappe.writes).toBeGreaterThan(writes + 5);
    });
    frappe.always = null;
    await until({ delivered: 35, waiting: 0, refused: 1, problem: null });
    await owner.call('POST', '/api/connectors/frappe/retry', {});
    await until({ delivered: 36, waiting: 0, refused: 0 });
    expectEachOnce(36);
  });

  test('after a stop between sending and the answer it is looked up, and the cursor goes on where it was', async () => {
    day();
    await until({ delivered: 12 });
    frappe.faults = ['lost'];
    day();
    await eventually(() => {
      clock.advance(11_000);
      expect(frappe.checkins.length).toBe(13);
    });
    await restart();
    await until({ delivered: 24, waiting: 0, problem: null });
    expectEachOnce(24);
    const { writes } = frappe;
    await restart();
    clock.advance(300 * minute);
    await until({ delivered: 24, waiting: 0 });
    expect(frappe.writes).toBe(writes);
  });

  test('a punch that a terminal hands over late is sent too', async () => {
    clock.advance(10 * 60 * minute);
    await until({ waiting: 0 });
    punched(people[0] ?? '', startMs - 30 * minute, 'unknown');
    await until({ delivered: 1 });
    expect(frappe.checkins).toMatchObject([
      { time: '2026-11-20 07:00:00', log_type: '', device_id: 'gate-1' },
    ]);
  });

  test('turned on it needs everything; an address or a zone that is none is refused', async () => {
    const answer = await owner.call('PATCH', '/api/connectors/frappe', { config: { apiSecret: '' } });
    expect([codeOf(answer), JSON.stringify(answer.body)]).toEqual([
      'INPUT_INVALID',
      expect.stringContaining('apiSecret') as string,
    ]);
    const off = { enabled: false };
    expect((await owner.call('PATCH', '/api/connectors/frappe', off)).body).toMatchObject(off);
    for (const config of [
      { url: 'ftp://x' },
      { timeZone: 'Moon' },
      { employeeField: 'shoe' },
      { other: 'x' },
    ])
      expect(codeOf(await owner.call('PATCH', '/api/connectors/frappe', { config }))).toBe('INPUT_INVALID');
  });
});

describe('events for another program', () => {
  type Queued = { template: string; variables: string; channel: string; address: string };
  const queued = (): Record<string, string>[] =>
    inDatabase((db) =>
      (
        db.prepare(`SELECT * FROM messages WHERE template = 'event' ORDER BY createdAtMs`).all() as Queued[]
      ).map(({ variables, channel, address }) => ({
        ...(JSON.parse(variables) as Record<string, string>),
        ...{ channel, address },
      })),
    );
  const turnOn = async (): Promise<void> => {
    inDatabase((db, companyId) =>
      db
        .prepare(`INSERT OR REPLACE INTO channels VALUES (?, 'webhook', 1, ?, 0, '')`)
        .run(companyId, JSON.stringify({ url: 'http://127.0.0.1:9/hook' })),
    );
    await owner.call('PATCH', '/api/connectors/events', { enabled: true });
  };
  const openIncident = (event: string): void =>
    inDatabase((db, companyId) => {
      const detail = JSON.stringify({ name: 'Hall', area: 'Hall' });
      db.prepare(
        `INSERT OR IGNORE INTO incidents (id, companyId, kind, subjectId, state, sinceMs, openedAtMs, level, detail)
         VALUES ('one', ?, 'blindCamera', 'hall', 'open', 1, ?, 1, ?)`,
      ).run(companyId, clock.now(), detail);
      db.prepare(
        `INSERT INTO incident_events (id, companyId, incidentId, atMs, kind, detail) VALUES (?,?,'one',?,?,'')`,
      ).run(...[randomUUID(), companyId, clock.now(), event]);
    });

  test('are queued once, whatever is restarted: who came and left, incidents opened and resolved', async () => {
    const ann = await addPerson('Ann', 'E1');
    await turnOn();
    seen(ann, clock.now(), clock.now() + minute);
    openIncident('opened');
    openIncident('escalated');
    clock.advance(20 * minute);
    /** Incidents of the server's own are told too: each opening and each end once. */
    const told = (event: string) => queued().filter((each) => each['event'] === event);
    const happened = (...kinds: string[]): number =>
      inDatabase(
        (db) =>
          db
            .prepare(`SELECT id FROM incident_events WHERE kind IN (${kinds.map(() => '?').join()})`)
            .all(...kinds).length,
      );
    const allTold = async (): Promise<unknown> =>
      eventually(() => {
        clock.advance(16_000);
        expect(told('presence.arrived').length).toBe(1);
        expect(told('presence.left').length).toBe(1);
        expect(told('incident.opened').length).toBe(happened('opened'));
        expect(told('incident.resolved').length).toBe(happened('resolved', 'excused', 'closed'));
      });
    await allTold();
    openIncident('resolved');
    await restart();
    for (let round = 0; round < 3; round += 1) {
      clock.advance(16_000);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    await allTold();
    expect(told('presence.arrived')[0]).toMatchObject({
      ...{ personId: ann, code: 'E1', name: 'Ann', area: 'Hall', time: '2026-11-20T09:00:00+07:00' },
      ...{ channel: 'webhook', address: 'http://127.0.0.1:9/hook' },
    });
    expect(told('incident.opened').find(({ incident }) => incident === 'one')).toMatchObject({
      ...{ incident: 'one', kind: 'blindCamera', name: 'Hall' },
    });
  });
});
