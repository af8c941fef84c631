/**
 * Every page of the demo office, while its cameras see people: at two sizes and in two themes, on a wall screen, in Indonesian, and
 * every button pressed. Screenshots go to artifacts/.
 */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { browserMissing, openBrowser, type TestBrowser } from '../../helpers/browser.ts';
import { deadButtons } from '../../helpers/buttons.ts';
import { renderedOffice } from '../../helpers/demoOffice.ts';
import { complaints, lookAt, settled, shoot, sizes, wall } from '../../helpers/lookAt.ts';
import { type Steps, stepsOn } from '../../helpers/pageSteps.ts';
import { waitUntil } from '../../helpers/waitUntil.ts';
import { addUser, openSite, type People, setUp, type Site } from './site.ts';

/** What is to be seen before a page counts as shown. `person` stands for one of the office. */
const pages: Record<string, { path: string; shows: string }> = {
  live: { path: '', shows: 'w-person-row' },
  people: { path: 'people', shows: 'w-people-table .row' },
  person: { path: 'people/:person', shows: 'w-day-picture' },
  import: { path: 'people/import', shows: 'w-import-page h1' },
  reports: { path: 'reports', shows: 'w-report-table .row' },
  incidents: { path: 'incidents', shows: 'w-incident-row, [data-testid="no-incidents"]' },
  escalation: { path: 'escalation', shows: '[data-testid="policy-default"]' },
  messages: { path: 'messages', shows: 'w-messages-page h1' },
  shifts: { path: 'shifts', shows: 'w-shifts-page .empty, w-shift-list article' },
  areas: { path: 'areas', shows: '[data-name="Lobby"]' },
  teams: { path: 'teams', shows: '[data-testid^="node-"]' },
  hierarchy: { path: 'teams/help', shows: 'w-hierarchy-help-page h1' },
  cameras: { path: 'cameras', shows: '[data-testid="camera-file-lobby"]' },
  devices: { path: 'devices', shows: 'w-device-widgets' },
  attendance: { path: 'attendance', shows: '[data-testid="log-total"], [data-testid="log-empty"]' },
  connections: { path: 'connections', shows: 'w-frappe-form' },
  users: { path: 'users', shows: '[data-testid^="user-"]' },
  audit: { path: 'audit', shows: '[data-testid="audits"] li' },
  settings: { path: 'settings', shows: '[data-testid="back-up"]' },
  employees: { path: 'settings/employees', shows: '[data-testid="run-at"]' },
  account: { path: 'account', shows: 'w-two-factor' },
  setup: { path: 'setup', shows: 'w-setup-page h1, w-setup-page h2' },
  nowhere: { path: 'nowhere', shows: 'main a' },
};
const english = /\b(?:Live|People|Areas|Teams|Cameras|Administration|Users|Audit log|Settings)\b/;

describe.skipIf(browserMissing !== null)('every page of the demo office', { timeout: 120_000 }, () => {
  let site: Site;
  let browser: TestBrowser;
  let page: Page;
  let steps: Steps;
  let people: People;
  const crashes: string[] = [];

  beforeAll(async () => {
    const cameras = Object.fromEntries((await renderedOffice()).map(({ id, file }) => [id, file]));
    site = await openSite({ cameras });
    browser = await openBrowser(sizes.desktop);
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    page.setDefaultTimeout(20_000);
    steps = stepsOn(page, site.url);
    page.on('pageerror', (error) => crashes.push(error.message));
  }, 400_000);

  afterEach(({ task }) => (task.result?.state === 'fail' ? shoot(page, 'failed-everyPage') : undefined));

  afterAll(async () => {
    await browser?.stop();
    await site?.stop();
  });

  const at = (id: string) => page.getByTestId(id);

  async function open({ path, shows }: { path: string; shows: string }): Promise<void> {
    await page.goto(`${site.url}/${path.replace(':person', people['Clara Weiss'] ?? '')}`);
    await page.locator(shows).first().waitFor();
    await settled(page);
  }

  test('the sign-in page, before and after somebody is there to sign in', async () => {
    await page.goto(site.url);
    await at('setup-needed').waitFor();
    expect(await lookAt(page, 'sign-in-first')).toEqual([]);
    people = await setUp(page, site);
    await addUser(page, site.url, { name: 'Sari', email: 'sari@example.com', role: 'supervisor' });
    await addUser(page, site.url, { name: 'Hana', email: 'hana@example.com', role: 'hr' });
    const cookies = await browser.context.cookies();
    await browser.context.clearCookies();
    await page.goto(`${site.url}/sign-in`);
    await at('password').waitFor();
    expect(await lookAt(page, 'sign-in')).toEqual([]);
    await browser.context.addCookies(cookies);
  });

  test('the office comes to life: every camera sees, and most people are present', async () => {
    await steps.open('');
    await waitUntil(
      'somebody is present on each floor',
      async () => (await page.locator('w-person-row [data-state="present"]').count()) >= 4,
      90_000,
    );
    await waitUntil(
      'a picture is drawn',
      async () => Number(await at('feed').getAttribute('data-frames')) > 3,
      20_000,
    );
  });

  test.each(Object.entries(pages))('%s fits, and is accessible', async (name, shown) => {
    await open(shown);
    expect(await lookAt(page, `page-${name}`)).toEqual([]);
  });

  test('the live page fills a wall screen, with all cameras', async () => {
    await page.setViewportSize(wall);
    await steps.open('');
    await at('camera-lobby').waitFor();
    await page.keyboard.press('g');
    for (const id of ['lobby', 'hall', 'office', 'canteen'])
      await waitUntil(
        `${id} is drawn`,
        async () => Number(await at(`feed-${id}`).getAttribute('data-frames')) > 1,
        30_000,
      );
    await shoot(page, 'page-live-wall');
    expect(await complaints(page)).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    await page.keyboard.press('1');
  });

  test('in Indonesian no page has an English word in its frame', async () => {
    await steps.open('');
    await at('account-menu').getByRole('button').first().click();
    await at('locale-id').click();
    await page.waitForFunction(() => document.documentElement.lang === 'id');
    for (const [name, shown] of Object.entries(pages)) {
      await open(shown);
      await shoot(page, `page-${name}-id`);
      expect(await page.evaluate(() => document.documentElement.lang), name).toBe('id');
      const frame = page.locator('w-site-header');
      if ((await frame.count()) > 0) expect(await frame.innerText(), name).not.toMatch(english);
      for (const heading of await page.locator('main h1').allInnerTexts())
        expect(heading, name).not.toMatch(english);
    }
    // What the server says too, over whichever way it comes.
    site.writeCamera('store', 'name: Store\narea: Lobby\nurl: gone.mp4\n');
    await open(pages['live'] ?? { path: '', shows: 'main' });
    await at('camera-store').click();
    await at('feed-blind').getByText('store.yaml').waitFor();
    expect(await at('feed-blind').innerText()).not.toMatch(/Cannot|Check the/);
    await page.evaluate(() => localStorage.removeItem('whereabouts.locale'));
  });

  test('no button of the header is dead', async () => {
    expect(await deadButtons(page, site.url, 'w-site-header')).toEqual([]);
  });

  test.each(Object.entries(pages).filter(([name]) => !['setup', 'nowhere', 'hierarchy'].includes(name)))(
    'no button of %s is dead',
    async (_, { path, shows }) => {
      const url = `${site.url}/${path.replace(':person', people['Clara Weiss'] ?? '')}`;
      expect(await deadButtons(page, url, 'main', { shows, untried: ['Sign out', 'Print'] })).toEqual([]);
    },
  );

  test('nothing failed in the page meanwhile', () => {
    expect(crashes).toEqual([]);
  });
});
