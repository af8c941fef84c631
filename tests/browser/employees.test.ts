/** The employee master in a real browser: two folders of lists, a dry run, a run, an alarm, and a run in spite of it. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { browserMissing, openBrowser, type TestBrowser } from '../helpers/browser.ts';
import { type BuiltApp, startBuiltApp } from '../helpers/builtApp.ts';
import { lookAt, shoot, sizes } from '../helpers/lookAt.ts';
import { type Steps, stepsOn } from '../helpers/pageSteps.ts';

const names = ['Ana', 'Bo', 'Cy', 'Di', 'Eko', 'Fitri', 'Gus', 'Hadi', 'Ika', 'Joko'];

describe.skipIf(browserMissing !== null)('the employee master in the browser', { timeout: 90_000 }, () => {
  let folder: string;
  let app: BuiltApp;
  let browser: TestBrowser;
  let page: Page;
  let steps: Steps;
  const crashes: string[] = [];
  const at = (id: string) => page.getByTestId(id);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'whereabouts-lists-'));
    for (const name of ['active', 'left']) mkdirSync(join(folder, name));
    write('active/list.csv', [
      'Kode,Nama,Bagian',
      ...names.map((name, index) => `K${index + 1},${name},Gate`),
    ]);
    write('left/list.csv', ['Nomor pegawai lama,Tanggal keluar', 'X1,2020-01-01']);
    app = await startBuiltApp();
    browser = await openBrowser(sizes.desktop);
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => crashes.push(error.message));
    steps = stepsOn(page, app.url);
    const token = new URL(app.setupLink, app.url).searchParams.get('token') ?? '';
    const owner = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };
    const data = { token, company: 'Harbour', timeZone: 'Asia/Jakarta', ...owner };
    await page.request.post(`${app.url}/api/setup`, { data, headers: { origin: app.url } });
  });
  afterEach(({ task }) => (task.result?.state === 'fail' ? shoot(page, 'failed-employees') : undefined));
  afterAll(async () => {
    await browser?.stop();
    await app?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  let written = 0;
  function write(name: string, lines: string[]): void {
    const path = join(folder, name);
    writeFileSync(path, lines.join('\n'));
    utimesSync(path, 1_760_000_000 + ++written, 1_760_000_000 + written);
  }
  const newest = () => at('run').first();
  const ended = async (words: string): Promise<void> =>
    newest().getByTestId('outcome').getByText(words).waitFor();

  test('the settings lead to it, and with nothing set up it says what to do', async () => {
    await steps.open('settings');
    await at('open-employees').click();
    await at('no-active').getByText('Nothing runs before this list is').waitFor();
    expect(await at('run-now').isDisabled()).toBe(true);
    expect(await lookAt(page, 'employees-empty')).toEqual([]);
    await page.setViewportSize(sizes.desktop);
  });

  test('a source is tried before it is kept, and says which column is missing', async () => {
    await at('edit-active').click();
    await at('source-folder').fill('lists');
    await at('preview-source').click();
    await steps.shown('that is not a whole path');
    await at('source-folder').fill(join(folder, 'active'));
    await at('preview-source').click();
    await at('source-preview').getByText('Joko').waitFor();
    expect(await lookAt(page, 'employees-source')).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    await at('save-source').click();
    await at('source-active').getByText('CSV files in a folder').waitFor();
    await at('edit-terminated').click();
    await at('source-folder').fill(join(folder, 'left'));
    await at('preview-source').click();
    await at('missing-columns').getByText('code').waitFor();
    await at('column-code').fill('Nomor pegawai lama');
    await at('preview-source').click();
    await steps.shown('list.csv. Rows: 1.');
    await at('save-source').click();
    await at('source-terminated').waitFor();
  });

  test('a dry run shows what would change, and the run does it', async () => {
    await at('dry-run').click();
    await ended('Dry run');
    await at('rows-deactivate').waitFor({ state: 'detached' });
    await at('run-row').getByText('Ika').waitFor();
    await at('run-now').click();
    await ended('Done');
    await at('run-row').getByText('Joko').waitFor();
    await newest().scrollIntoViewIfNeeded();
    expect(await lookAt(page, 'employees-run')).toEqual([]);
    await page.setViewportSize(sizes.desktop);
  });

  test('rules are kept, and say when it runs next', async () => {
    await at('run-at').fill('03:00');
    await at('missing').selectOption('deactivate');
    await at('inBoth').selectOption('deactivate');
    await at('save-rules').click();
    await page.locator('w-employee-rules').getByText('Saved').waitFor();
    await at('next-run').getByText('It runs next').waitFor();
    await at('mostPeople').fill('0');
    await at('save-rules').click();
    expect(await at('mostPeople').evaluate((input: HTMLInputElement) => input.validity.valid)).toBe(false);
    await at('mostPeople').fill('5');
  });

  test('a list that lets too many go changes nobody; a person looks at the plan and lets it run', async () => {
    const gone = names.slice(2, 9).map((_, index) => `K${index + 3},`);
    write('left/next.csv', ['Nomor pegawai lama,Tanggal keluar', ...gone]);
    await at('run-now').click();
    await ended('Stopped');
    await newest().getByTestId('alarm').getByText('Cannot deactivate so many at once: 7 of 10').waitFor();
    await at('rows-deactivate').click();
    await at('run-row').nth(6).waitFor();
    expect(await at('run-row').count()).toBe(7);
    // The first of them is that nobody is of HR.
    await page.locator('w-problem-banner').getByText('1 more').waitFor();
    await newest().scrollIntoViewIfNeeded();
    expect(await lookAt(page, 'employees-alarm')).toEqual([]);
    await page.setViewportSize(sizes.phone);
    await newest().evaluate((run) => run.scrollIntoView());
    await shoot(page, 'employees-alarm-phone-rows');
    await page.setViewportSize(sizes.desktop);
    await at('in-spite').click();
    expect(await at('in-spite-run').isDisabled()).toBe(true);
    await at('in-spite-confirm').fill('Harbour');
    await at('in-spite-run').click();
    await ended('Done');
    await at('receipt-sum').getByText('No terminal is connected here').waitFor();
    await page.locator('w-problem-banner').getByText('1 more').waitFor({ state: 'detached' });
  });

  test('a query to a SQLite file is read in a process of its own', async () => {
    const file = join(folder, 'hr.sqlite');
    const db = new Sqlite(file);
    db.exec(
      "CREATE TABLE staff (nik TEXT, nama TEXT); INSERT INTO staff VALUES ('S1', 'Sri'), ('S2', 'Tono')",
    );
    db.close();
    await at('edit-active').click();
    await at('source-kind').selectOption('sqlite');
    await at('source-file').fill(file);
    await at('source-query').fill('SELECT nik, nama FROM staf');
    await at('preview-source').click();
    await steps.shown('no such table: staf');
    await at('source-query').fill('SELECT nik, nama FROM staff ORDER BY nik');
    await at('preview-source').click();
    await at('source-preview').getByText('Tono').waitFor();
    await at('source-kind').selectOption('http');
    expect(await lookAt(page, 'employees-http')).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    await at('source-url').fill('https://hr.example.com/employees');
    await at('source-secret').fill('Bearer secret');
    await at('save-source').click();
    await at('source-active').getByText('https://hr.example.com/employees').waitFor();
    // Its secret is for that server: for another it is asked for again before anything is sent.
    await at('edit-active').click();
    await at('source-url').fill('https://hr.example.org/employees');
    await at('type-again').getByText('https://hr.example.com only').waitFor();
    for (const button of ['preview-source', 'save-source']) {
      await at('source-url').focus();
      await at(button).click();
      expect(await at('source-secret').evaluate((input) => input.matches(':focus')), button).toBe(true);
    }
    expect(await lookAt(page, 'employees-secret-again')).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    await at('source-no-secret').check();
    await at('type-again').waitFor({ state: 'detached' });
    await at('save-source').click();
    await at('source-active').getByText('https://hr.example.org/employees').waitFor();
    expect(crashes).toEqual([]);
  });
});
