/**
 * HR's day in the demo office: a list is imported after a look at what it would change, somebody is added with photos, goes on leave,
 * gets somebody above, takes the consent back and is deleted. Cameras, users and settings are not HR's.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { browserMissing, openBrowser, type TestBrowser } from '../../helpers/browser.ts';
import { renderedOffice } from '../../helpers/demoOffice.ts';
import { complaints, shoot, sizes } from '../../helpers/lookAt.ts';
import { makePhotos } from '../../helpers/madeMedia.ts';
import { type Steps, stepsOn } from '../../helpers/pageSteps.ts';
import { addUser, openSite, password, setUp, type Site } from './site.ts';

const hana = { name: 'Hana', email: 'hana@example.com', role: 'hr' as const };
/** Two new, one changed, one whose area is nowhere. */
const list = [
  'Code,Name,Job,Team,Supervisor,Areas',
  'E-007,Gita Wulan,Guard,Front of house,E-002,Lobby',
  'E-008,Hadi Surya,Driver,,,Lobby',
  'E-006,Budi Santoso,Lead designer,Design,,Office',
  'E-009,Indra Noor,Cook,,,Rooftop',
].join('\n');

describe.skipIf(browserMissing !== null)("HR's day", { timeout: 90_000 }, () => {
  let folder: string;
  let site: Site;
  let browser: TestBrowser;
  let page: Page;
  let steps: Steps;
  const crashes: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hr-day-'));
    await makePhotos(folder);
    writeFileSync(join(folder, 'people.csv'), list);
    // One camera is enough for somebody to be there.
    const office = (await renderedOffice()).find(({ id }) => id === 'office');
    site = await openSite({ cameras: { office: office?.file ?? '' } });
    browser = await openBrowser(sizes.desktop);
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    page.setDefaultTimeout(20_000);
    steps = stepsOn(page, site.url);
    page.on('pageerror', (error) => crashes.push(error.message));
    await setUp(page, site);
    await addUser(page, site.url, hana);
    await browser.context.clearCookies();
  }, 400_000);

  afterAll(async () => {
    await browser?.stop();
    await site?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  afterEach(({ task }) => (task.result?.state === 'fail' ? shoot(page, `failed-hrDay`) : undefined));

  const at = (id: string) => page.getByTestId(id);
  const openPerson = async (name: string): Promise<void> => {
    await steps.open('people');
    await page.locator('main').getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { name, level: 1 }).waitFor();
  };

  test('signs in and sees everybody, and no page of the administrator', async () => {
    await page.goto(site.url);
    await steps.signIn(hana.email, password);
    await page.waitForURL(`${site.url}/`);
    await page.locator('w-person-row').nth(5).waitFor();
    for (const path of ['users', 'settings']) {
      await steps.open(path);
      await at('not-allowed').waitFor();
    }
    await steps.open('cameras');
    await steps.shown('Office');
    expect(await at('add-camera').count()).toBe(0);
    expect(await page.locator('w-cameras-page').innerText()).not.toContain('.mp4');
    for (const path of ['users', 'cameras/office/stats', 'settings', 'backups'])
      expect([path, (await page.request.get(`${site.url}/api/${path}`)).status()]).toEqual([path, 403]);
  });

  test('imports a list: what it would change is shown first, a row with a problem is left out', async () => {
    await steps.open('people');
    await at('import').click();
    await at('csv').setInputFiles(join(folder, 'people.csv'));
    const preview = at('preview');
    await preview.getByText('Gita Wulan').first().waitFor();
    await preview.getByText('Lead designer').first().waitFor();
    await preview.getByText('Rooftop').first().waitFor();
    expect(await at('apply').isDisabled()).toBe(true);
    await shoot(page, 'hr-import');
    expect(await complaints(page)).toEqual([]);
    await at('skipProblems').check();
    await at('apply').click();
    await at('import-result').getByText('2 new, 1 changed, 0 deactivated, 1 left out').waitFor();
  });

  test('exports the list with what was imported', async () => {
    await steps.open('people');
    const [download] = await Promise.all([page.waitForEvent('download'), at('export').click()]);
    const text = readFileSync(await download.path(), 'utf8');
    for (const part of ['Gita Wulan', 'Lead designer', 'Hadi Surya']) expect(text).toContain(part);
    expect(text).not.toContain('Indra');
  });

  test('adds somebody with consent; learning many photos shows how far it is, and is cancelled', async () => {
    await at('add-person').click();
    await at('person-name').fill('Ann Putri');
    await at('consent').check();
    const many = Array.from({ length: 24 }, (_, index) => ({
      name: `ann-${index}.png`,
      mimeType: 'image/png',
      buffer: readFileSync(join(folder, index % 2 ? 'ann.png' : 'ann-2.png')),
    }));
    await at('photos').setInputFiles(many);
    await at('photo-chosen').nth(23).waitFor();
    await at('save-person').click();
    await at('job-progress')
      .getByText(/\d+ of 24 done/)
      .waitFor();
    await shoot(page, 'hr-enrolling');
    await at('job-cancel').click();
    await page.getByText('Cancelled. What was done before stays.').waitFor();
    await page.getByRole('link', { name: 'Open their page' }).click();
    await page.getByRole('heading', { name: 'Ann Putri', level: 1 }).waitFor();
  });

  test('each photo says what became of it, and samples tell their quality', async () => {
    await at('photos').setInputFiles(['ann.png', 'bars.png'].map((file) => join(folder, file)));
    await at('photo-chosen').nth(1).waitFor();
    await at('send-photos').click();
    await steps.shown('Cannot use bars.png: no face was found.');
    await at('sample').first().waitFor();
    await shoot(page, 'hr-person');
    expect(await complaints(page)).toEqual([]);
  });

  test('gives somebody leave, who is on leave from then on', async () => {
    await openPerson('Hadi Surya');
    await page.locator('w-leave-panel input[name="why"]').fill('Wedding');
    await page.getByRole('button', { name: 'Add leave' }).click();
    await at('leaves').getByText('Wedding').waitFor();
    await at('state').getByText('On leave').waitFor();
  });

  test('mends the hierarchy: who has nobody above is named, and gets somebody', async () => {
    await steps.open('teams');
    const gap = at('gap-noSupervisor').filter({ hasText: 'Hadi Surya' });
    await gap.getByTestId('fix').click();
    await at('picker-search').fill('farid');
    await page.locator('[data-testid^="pick-"]').first().click();
    await at('picker-save').click();
    await steps.shown('Hadi Surya reports to Farid Rahman now.');
    await gap.waitFor({ state: 'detached' });
    await shoot(page, 'hr-teams');
  });

  test('takes back a consent: the face is gone', async () => {
    await openPerson('Ann Putri');
    await at('withdraw').click();
    await page.getByRole('button', { name: 'Withdraw and erase' }).click();
    await at('give-consent').waitFor();
    expect(await at('sample').count()).toBe(0);
  });

  test('deletes somebody, and keeps the receipt', async () => {
    await at('erase').click();
    await at('erase-name').fill('Ann Putri');
    await at('erase-confirm').click();
    await at('receipt').getByText('Ann Putri was deleted').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), at('receipt-download').click()]);
    expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toMatchObject({ by: 'Hana' });
    await shoot(page, 'hr-receipt');
    await steps.open('people');
    await page.locator('main').getByRole('link', { name: 'Gita Wulan' }).waitFor();
    expect(await page.locator('main').getByText('Ann Putri').count()).toBe(0);
    expect(crashes).toEqual([]);
  });
});
