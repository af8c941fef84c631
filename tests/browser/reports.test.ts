/**
 * The reports page in a real browser: a day whose facts were stored before is read, sorted, opened, set right by hand and taken back, and
 * taken along as files and as a link. Screenshots go to artifacts/.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { DayCorrection, Person, Report } from '../../server/wire.ts';
import { browserMissing, openBrowser, type TestBrowser } from '../helpers/browser.ts';
import { type BuiltApp, startBuiltApp } from '../helpers/builtApp.ts';
import { complaints, lookAt, shoot, sizes } from '../helpers/lookAt.ts';
import { type Steps, stepsOn } from '../helpers/pageSteps.ts';

const password = 'correct horse battery';
const zone = 'Asia/Jakarta';
const hourMs = 3_600_000;

describe.skipIf(browserMissing !== null)('the reports page', { timeout: 60_000 }, () => {
  let app: BuiltApp;
  let browser: TestBrowser;
  let page: Page;
  let steps: Steps;
  const ids: Record<string, string> = {};
  const crashes: string[] = [];
  const at = (id: string) => page.getByTestId(id);
  const dateBefore = (days: number) =>
    new Date(Date.now() + 7 * hourMs - days * 24 * hourMs).toISOString().slice(0, 10);
  const [yesterday, dayBefore] = [dateBefore(1), dateBefore(2)];
  const midnightMs = Date.parse(`${yesterday}T00:00:00Z`) - 7 * hourMs;

  beforeAll(async () => {
    app = await startBuiltApp();
    browser = await openBrowser(sizes.desktop);
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => crashes.push(error.message));
    steps = stepsOn(page, app.url);
    const token = new URL(app.setupLink, app.url).searchParams.get('token') ?? '';
    const owner = { name: 'Ada', email: 'ada@example.com', password };
    await send('setup', { token, company: 'Harbour', timeZone: zone, ...owner });
    for (const name of ['Ann', 'Bo', 'Cy'])
      ids[name] = ((await send('people', { name, code: `C-${name}` })) as Person).personId;
    rememberYesterday();
  }, 60_000);
  afterEach(({ task }) => (task.result?.state === 'fail' ? shoot(page, 'failed-reports') : undefined));
  afterAll(async () => {
    await browser?.stop();
    await app?.stop();
  });

  async function send(path: string, data: object): Promise<unknown> {
    const answer = await page.request.post(`${app.url}/api/${path}`, { data, headers: { origin: app.url } });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return answer.json();
  }

  /** Ann from 8 to 12 and from 13 to 17, Bo from 10 to 11; Cy was not seen. They are known since the day before. */
  function rememberYesterday(): void {
    const db = new Database(join(app.dataDir, 'whereabouts.sqlite'));
    const { companyId } = db.prepare('SELECT companyId FROM people').get() as { companyId: string };
    db.prepare('UPDATE rule_versions SET fromMs = ?').run(midnightMs - 24 * hourMs);
    const evidence = JSON.stringify({ score: 0.7, margin: 0.2, faces: 3 });
    const insert = db.prepare(
      'INSERT INTO sojourns (id, companyId, personId, cameraId, area, fromMs, toMs, evidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    const sojourns = { Ann: [[8, 12] as const, [13, 17] as const], Bo: [[10, 11] as const] };
    for (const [name, spans] of Object.entries(sojourns))
      for (const [from, to] of spans)
        insert.run(
          ...[`${name}-${from}`, companyId, ids[name], 'gate', 'Hall'],
          ...[midnightMs + from * hourMs, midnightMs + to * hourMs, evidence],
        );
    db.close();
  }

  /** Two pictures of Ann, of nobody in truth. */
  async function keepPictures(): Promise<void> {
    const background = { r: 96, g: 120, b: 136 };
    const jpeg = await sharp({ create: { width: 960, height: 540, channels: 3, background } })
      .jpeg()
      .toBuffer();
    const db = new Database(join(app.dataDir, 'whereabouts.sqlite'));
    const { companyId } = db.prepare('SELECT companyId FROM people').get() as { companyId: string };
    const insert = db.prepare(
      'INSERT INTO evidence_pictures (id, companyId, personId, date, kind, atMs, cameraId, jpeg) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    for (const [kind, hour] of [['firstIn', 8] as const, ['lastOut', 17] as const])
      insert.run(kind, companyId, ids['Ann'], yesterday, kind, midnightMs + hour * hourMs, 'gate', jpeg);
    db.close();
  }

  const row = (name: string) => at(`report-row-${ids[name]}`);
  const cell = (name: string, column: string) => row(name).locator(`[data-column="${column}"]`);

  test('a day says of everybody when they were seen and for how long, with the day drawn', async () => {
    await steps.open(`reports?from=${yesterday}`);
    await row('Ann').waitFor();
    expect(await cell('Ann', 'first').innerText()).toBe('08:00');
    expect(await cell('Ann', 'last').innerText()).toBe('17:00');
    expect(await cell('Ann', 'present').innerText()).toBe('8 h');
    expect(await cell('Cy', 'first').innerText()).toBe('–');
    await at('report-totals').getByText('9 h', { exact: true }).waitFor();
  });

  test('the arrow keys lead through the bars of a day, each told in words', async () => {
    const line = row('Ann').getByRole('slider', { name: 'Day of Ann' });
    await line.focus();
    await page.keyboard.press('End');
    expect(await line.getAttribute('aria-valuetext')).toMatch(/^Present 13:00 – 17:00, 4 h, Hall$/);
    await page.keyboard.press('Home');
    expect(await line.getAttribute('aria-valuetext')).toMatch(/^Present 08:00 – 12:00, 4 h, Hall$/);
  });

  test('a column sorts up and down', async () => {
    const names = () => page.locator('w-report-table .row:not(.sums) .who button').allInnerTexts();
    await at('sort-present').click();
    expect(await names()).toEqual(['Cy', 'Bo', 'Ann']);
    await at('sort-present').click();
    expect(await names()).toEqual(['Ann', 'Bo', 'Cy']);
    expect(await page.locator('w-report-table [aria-sort="descending"]').innerText()).toContain('Present');
  });

  test('a day is set right by hand beside the record, and taken back', async () => {
    await row('Cy').getByRole('button', { name: 'Cy' }).click();
    await at('day-details').waitFor();
    await at('add-correction').click();
    await at('correction-field').selectOption('firstSeenMs');
    await at('correction-value').fill(`${yesterday}T08:30`);
    await at('correction-why').fill('Worked at the customer');
    await at('save-correction').click();
    await at('corrections').getByText('First seen: 08:30').waitFor();
    await at('corrections').getByText('Worked at the customer').waitFor();
    await at('day-details').getByText('recorded: –').waitFor();
    expect(await complaints(page)).toEqual([]);
    await shoot(page, 'reports-details');
    await at('take-back').click();
    await at('take-back-why').fill('It was another day');
    await at('take-back-confirm').click();
    await at('corrections').getByText('First seen: taken back').waitFor();
    await page.keyboard.press('Escape');
    expect(await cell('Cy', 'first').innerText()).toBe('–');
    const path = `people/${ids['Cy']}/days/${yesterday}/corrections`;
    const corrections = (await (await page.request.get(`${app.url}/api/${path}`)).json()) as DayCorrection[];
    expect(corrections.map(({ value, by }) => [value, by])).toEqual([
      [midnightMs + 8.5 * hourMs, 'Ada'],
      [null, 'Ada'],
    ]);
  });

  test('pictures that were kept of a day are in its details, and nothing is said of them where there are none', async () => {
    await row('Bo').getByRole('button', { name: 'Bo' }).click();
    await at('day-details').waitFor();
    await page.waitForLoadState('networkidle');
    expect(await at('evidence').count()).toBe(0);
    await page.keyboard.press('Escape');
    await keepPictures();
    await row('Ann').getByRole('button', { name: 'Ann' }).click();
    const pictures = at('evidence').getByRole('img');
    await at('evidence').getByText('First seen: 08:00').waitFor();
    await at('evidence').getByText('Last seen: 17:00').waitFor();
    for (const picture of await pictures.all()) {
      await picture.scrollIntoViewIfNeeded();
      await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(960);
    }
    expect(await pictures.first().getAttribute('alt')).toMatch(/^Ann\. First seen: 08:00/);
    expect(await lookAt(page, 'reports-pictures')).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    await page.keyboard.press('Escape');
  });

  test('the report is taken along as a file of each kind, and as a link that opens without sign-in', async () => {
    for (const format of ['xlsx', 'pdf', 'csv', 'json']) {
      const coming = page.waitForEvent('download');
      await at(`report-${format}`).click();
      const download = await coming;
      expect(download.suggestedFilename()).toBe(`whereabouts-${yesterday}.${format}`);
      const bytes = readFileSync(await download.path());
      expect(bytes.length, format).toBeGreaterThan(200);
      if (format === 'json')
        expect((JSON.parse(bytes.toString()) as Report).days.map(({ name }) => name)).toEqual([
          ...['Ann', 'Bo', 'Cy'],
        ]);
    }
    await at('report-link-open').click();
    await page.locator('[data-testid="copy-link"]:not([disabled])').waitFor();
    const link = await at('report-link').inputValue();
    expect(await complaints(page)).toEqual([]);
    const answer = await fetch(link);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect((await fetch(`${link.slice(0, -4)}abcd`)).ok).toBe(false);
    await page.keyboard.press('Escape');
  });

  test('what it is about stands in the address: days by people, one person by days, and back', async () => {
    await at('report-preset').selectOption('yesterday');
    await at('report-from').fill(dayBefore);
    await page.waitForURL(`**/reports?from=${dayBefore}&to=${yesterday}`);
    await at('view-people').waitFor();
    expect(await at('view-people').getAttribute('aria-pressed')).toBe('true');
    await row('Bo').getByRole('button', { name: 'Bo' }).click();
    await page.waitForURL(new RegExp(`person=${ids['Bo']}`));
    await page.locator(`[data-testid="report-row-${ids['Bo']}"]`).nth(1).waitFor();
    await page.goBack();
    await at('view-people').waitFor();
    await page.reload();
    await row('Bo').waitFor();
    expect(await at('report-from').inputValue()).toBe(dayBefore);
  });

  test('weeks stand side by side, as bars and as a table', async () => {
    await steps.open(`reports?from=${yesterday}`);
    await at('weeks-open').click();
    await at('weeks-bars').waitFor();
    expect(await at('weeks-bars').getAttribute('aria-label')).toContain('Time present');
    await at('weeks-table').click();
    expect(await page.locator('w-report-weeks tbody tr').count()).toBe(8);
  });

  test('today is live, and it says so', async () => {
    await steps.open('reports');
    await at('report-count').getByText('live: as of').waitFor();
  });

  test('it fits a phone and a desktop, light and dark, and is accessible', async () => {
    await steps.open(`reports?from=${yesterday}`);
    await row('Ann').waitFor();
    expect(await lookAt(page, 'page-reports')).toEqual([]);
    expect(crashes).toEqual([]);
  });
});
