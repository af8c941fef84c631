/** The file of hours in a real browser: set up, looked at, written to a real folder, stuck, and decided. */
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';
import { browserMissing, openBrowser, type TestBrowser } from '../helpers/browser.ts';
import { type BuiltApp, startBuiltApp } from '../helpers/builtApp.ts';
import { lookAt, shoot, sizes } from '../helpers/lookAt.ts';
import { type Steps, stepsOn } from '../helpers/pageSteps.ts';

describe.skipIf(browserMissing !== null)('the file of hours in the browser', { timeout: 90_000 }, () => {
  let app: BuiltApp;
  let browser: TestBrowser;
  let page: Page;
  let steps: Steps;
  let folder: string;
  let file: string;
  let records = 0;
  const crashes: string[] = [];
  const at = (id: string) => page.getByTestId(id);

  beforeAll(async () => {
    app = await startBuiltApp();
    folder = mkdtempSync(join(tmpdir(), 'payroll-'));
    file = join(folder, 'ZKHours.csv');
    browser = await openBrowser(sizes.desktop);
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => crashes.push(error.message));
    steps = stepsOn(page, app.url);
    const token = new URL(app.setupLink, app.url).searchParams.get('token') ?? '';
    const owner = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };
    await send('setup', { token, company: 'Harbour', timeZone: 'Asia/Jakarta', ...owner });
    await send('people', { name: 'Ann', code: '1007' });
  }, 60_000);
  afterEach(({ task }) => (task.result?.state === 'fail' ? shoot(page, 'failed-hours') : undefined));
  afterAll(async () => {
    await browser?.stop();
    await app?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function send(path: string, data: object): Promise<void> {
    const answer = await page.request.post(`${app.url}/api/${path}`, { data, headers: { origin: app.url } });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  }

  /** As a terminal's record comes in. */
  function punched(time: string, status: number): void {
    const db = new Database(join(app.dataDir, 'whereabouts.sqlite'));
    const { companyId, id } = db.prepare('SELECT companyId, id FROM people').get() as Record<string, string>;
    db.prepare(
      `INSERT INTO device_logs (id, companyId, deviceId, serial, userId, at, atMs, status, verify, source, personId, receivedAtMs)
       VALUES (?,?,'d1','S1','1007',?,?,?,1,'read',?,?)`,
    ).run(
      `log-${records++}`,
      companyId,
      `2026-11-20T${time}`,
      Date.UTC(2026, 10, 20),
      status,
      id,
      Date.now(),
    );
    db.close();
  }

  /** All of it, as a phone shows it; then wide again. */
  async function onPhone(name: string): Promise<void> {
    await page.setViewportSize(sizes.phone);
    const path = join(packageRoot(), 'artifacts', `${name}-panel-phone.png`);
    await page.locator('w-hours-panel').screenshot({ path });
    await page.setViewportSize(sizes.desktop);
  }

  async function openPanel(): Promise<void> {
    await steps.open('settings');
    await at('hours-state').waitFor();
    await at('hours-setup').evaluate((details) => details.setAttribute('open', ''));
    await at('hours-look').waitFor();
  }

  test('not set up it says what is missing, and shows made-up rows', async () => {
    await openPanel();
    await at('hours-state').getByText('Not set up').waitFor();
    expect([await at('run-hours').isDisabled(), await at('switch-hours').isDisabled()]).toEqual([true, true]);
    await at('hours-look').getByText('Ana Example').waitFor();
  });

  test('a folder that is missing, or in whose place a file is, is told before anything is kept', async () => {
    await at('hours-folder').fill(join(folder, 'nowhere'));
    await at('try-hours').click();
    await at('hours-tried').getByText('there is no folder').waitFor();
    writeFileSync(join(folder, 'a-file'), '');
    await at('hours-folder').fill(join(folder, 'a-file'));
    await at('try-hours').click();
    await at('hours-tried').getByText('it is not a folder').waitFor();
    rmSync(join(folder, 'a-file'));
    await at('hours-folder').fill('payroll');
    await at('save-hours').click();
    await page.locator('w-hours-form .wrong').getByText('a whole path from the root').waitFor();
  });

  test('set up: tried, laid out while the first rows show it, and kept', async () => {
    punched('07:58:12', 0);
    punched('17:04:45', 1);
    await at('hours-folder').fill(folder);
    await at('try-hours').click();
    await at('hours-tried').getByText('It works').waitFor();
    expect(readdirSync(folder)).toEqual([]);
    await at('hours-separator').selectOption('semicolon');
    await at('hours-dateFormat').fill('dd/MM/yyyy');
    await at('hours-add-column').selectOption('serial');
    await at('hours-title-6').fill('Device No');
    await at('hours-up-6').click();
    await at('hours-remove-6').click();
    await at('hours-look').getByText('1007;Ann;20/11/2026;07:58:12;In;S1').waitFor();
    await at('hours-look').getByText('Employee;Name;Date;Time;Direction;Device No').waitFor();
    expect(await at('run-hours').isDisabled()).toBe(true);
    expect(await lookAt(page, 'hours-form')).toEqual([]);
    await onPhone('hours-form');
    await at('save-hours').click();
    await page.locator('w-hours-form').getByText('Saved').waitFor();
    await at('hours-state').getByText('Off').waitFor();
  });

  test('"Export now" adds what waits to the file on the disk, once', async () => {
    await at('hours-facts').getByText('2', { exact: true }).waitFor();
    await at('run-hours').click();
    await at('hours-ran').getByText(`Added to ${file}. Rows: 2.`).waitFor();
    const written =
      'Employee;Name;Date;Time;Direction;Device No\r\n1007;Ann;20/11/2026;07:58:12;In;S1\r\n1007;Ann;20/11/2026;17:04:45;Out;S1\r\n';
    expect(readFileSync(file, 'utf8')).toBe(written);
    await at('run-hours').click();
    await at('hours-ran').getByText('Nothing was waiting.').waitFor();
    expect(readFileSync(file, 'utf8')).toBe(written);
    expect(readdirSync(folder)).toEqual(['ZKHours.csv']);
  });

  test('turned on it writes by itself; what another program did is told, also by the bell, and decided', async () => {
    await at('switch-hours').click();
    await at('hours-state').getByText('On').waitFor();
    await at('hours-facts').getByText('Next').waitFor();
    // Whoever asks while the first run is under way gets the end of that one.
    await expect
      .poll(async () => {
        const answer = await page.request.get(`${app.url}/api/hours-export`);
        return ((await answer.json()) as { running: unknown }).running;
      })
      .toBeNull();
    appendFileSync(file, 'a note of somebody');
    punched('18:00:00', 0);
    await at('run-hours').click();
    await at('hours-problem').getByText('it is not as this server left it').waitFor();
    await at('hours-state').getByText('Problem').waitFor();
    await expect
      .poll(async () => {
        const answer = await page.request.get(`${app.url}/api/notices?kind=jobFailed&open=true`);
        return ((await answer.json()) as { notices: { subjectId: string }[] }).notices[0]?.subjectId;
      })
      .toBe('hours');
    await at('hours-setup').evaluate((details) => details.removeAttribute('open'));
    await at('hours-problem').scrollIntoViewIfNeeded();
    expect(await lookAt(page, 'hours-problem')).toEqual([]);
    await onPhone('hours-problem');
    await at('hours-choice-aside').click();
    await at('hours-ran').getByText('Rows: 1.').waitFor();
    expect(await at('hours-problem').count()).toBe(0);
    const names = readdirSync(folder).sort();
    expect(names).toEqual([expect.stringMatching(/^ZKHours-\d{8}-\d{6}\.csv$/) as string, 'ZKHours.csv']);
    expect(readFileSync(join(folder, names[0] ?? ''), 'utf8')).toContain('a note of somebody');
    expect(readFileSync(file, 'utf8').split('\r\n')[1]).toBe('1007;Ann;20/11/2026;18:00:00;In;S1');
  });

  test('rows of chosen days come as a file, and nothing is marked', async () => {
    punched('19:00:00', 1);
    await at('hours-days').locator('summary').click();
    await at('hours-day-from').fill('2026-11-21');
    await at('hours-day-to').fill('2026-11-20');
    await steps.shown('The last day is before the first.');
    await at('hours-day-from').fill('2026-11-20');
    const [download] = await Promise.all([page.waitForEvent('download'), at('hours-download').click()]);
    expect(download.suggestedFilename()).toBe('ZKHours-2026-11-20-2026-11-20.csv');
    expect(
      readFileSync(await download.path(), 'utf8')
        .trim()
        .split('\r\n'),
    ).toHaveLength(5);
    await at('run-hours').click();
    await at('hours-ran').getByText('Rows: 1.').waitFor();
  });

  test('the folder gone: the page says so, and writes when it is back', async () => {
    rmSync(folder, { recursive: true });
    punched('20:00:00', 0);
    await at('run-hours').click();
    await at('hours-problem').getByText('there is no folder').waitFor();
    expect(await lookAt(page, 'hours-gone')).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    folder = mkdtempSync(join(tmpdir(), 'payroll-'));
    await at('hours-setup').evaluate((details) => details.setAttribute('open', ''));
    await at('hours-folder').fill(folder);
    await at('save-hours').click();
    // It is on: it does not wait to be asked.
    await expect.poll(() => readdirSync(folder)).toEqual(['ZKHours.csv']);
    expect(crashes).toEqual([]);
  });
});
