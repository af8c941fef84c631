/**
 * Goal: the program that has its hands in the folder is the one that a server starts by itself, and what it says when it dies is known.
 * Method: the built server with nothing put in the place of anything; programs that die on their way up.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { firstConfig } from '../../server/hours/hoursConfig.ts';
import { openShare, startProgram } from '../../server/hours/openShare.ts';
import type { HoursRunAnswer, HoursView } from '../../server/wire.ts';
import { type BuiltApp, startBuiltApp } from '../helpers/builtApp.ts';
import { type HoursOffice, openHoursOffice } from '../helpers/hoursOffice.ts';
import { eventually, setupBody } from '../helpers/testServer.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'hours-program-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function sign(app: BuiltApp) {
  let cookie = '';
  const call = async <T>(method: string, path: string, body: object): Promise<T> => {
    const headers = { cookie, 'content-type': 'application/json', origin: app.url };
    const answer = await fetch(`${app.url}/api/${path}`, { method, headers, body: JSON.stringify(body) });
    const text = await answer.text();
    expect(answer.ok, `${path}: ${text}`).toBe(true);
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    return JSON.parse(text || 'null') as T;
  };
  await call('POST', 'setup', setupBody(new URL(app.setupLink, app.url).searchParams.get('token') ?? ''));
  return call;
}

/** As a terminal's record comes in. */
function punched(dataDir: string, id: string): void {
  const db = new Database(join(dataDir, 'whereabouts.sqlite'));
  const { id: companyId } = db.prepare('SELECT id FROM companies').get() as { id: string };
  db.prepare(
    `INSERT INTO device_logs (id, companyId, deviceId, serial, userId, at, atMs, status, verify, source, receivedAtMs)
     VALUES (?, ?, 'd1', 'S1', '7', '2026-11-20T08:00:00', ?, 0, 1, 'read', ?)`,
  ).run(id, companyId, Date.UTC(2026, 10, 20, 8), Date.now());
  db.close();
}

test(
  'a server as it is delivered writes the file of hours, and tries a folder',
  { timeout: 60_000 },
  async () => {
    const app = await startBuiltApp();
    try {
      const call = await sign(app);
      const columns = [{ kind: 'logId', title: 'Id' }];
      const config = { ...firstConfig, on: true, folder, layout: { ...firstConfig.layout, columns } };
      const place = { folder, fileName: config.fileName };
      expect(await call('POST', 'hours-export/try', place)).toMatchObject({ problem: null });
      punched(app.dataDir, 'log-1');
      await call<HoursView>('PUT', 'hours-export', config);
      // Whoever asks while the first is under way gets the end of that one.
      await eventually(async () => {
        expect((await call<HoursRunAnswer>('POST', 'hours-export/run', {})).ended).toBe(true);
        expect(readFileSync(join(folder, 'ZKHours.csv'), 'utf8')).toBe('Id\r\nlog-1\r\n');
      });
    } finally {
      await app.stop();
    }
  },
);

test('what a program says that dies on its way up is in the log, and the line that tells why is told', async () => {
  const office: HoursOffice = await openHoursOffice();
  try {
    await office.punch(1);
    const failed: unknown[] = [];
    const open = () => openShare(Date.now, () => startProgram(join(folder, 'shareProgram.mjs')));
    const needs = { fs: undefined, open, failed: (error: unknown) => void failed.push(error) };
    const run = () => office.run(null, needs).catch((error: Error) => error.message);
    expect(await run()).toMatch(/the program that writes it ended \(code 1, Error.*Cannot find module/);
    expect(String(failed[0])).toMatch(/code 1\n[^]*Cannot find module '[^']*shareProgram\.mjs'[^]*\n +at /);
    // Much was said before: the last of it is kept. No more than a pipe holds: Node does not wait for a full one when it dies.
    const much = `process.stderr.write('x'.repeat(20_000)); throw new TypeError('half an update');`;
    writeFileSync(join(folder, 'shareProgram.mjs'), much);
    expect(await run()).toContain('(code 1, TypeError: half an update)');
    expect(String(failed[1]).length).toBeLessThan(5_000);
    expect((await office.store.load()).problem?.code).toBe('HOURS_PROGRAM_ENDED');
    expect(await office.unexported()).toHaveLength(1);
  } finally {
    await office.close();
  }
});
