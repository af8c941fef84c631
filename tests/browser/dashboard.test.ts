/** The live page as supervisors use it all day, on a made-up site: nine cameras, 500 people. The real thing is in supervisor.test.ts. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';
import type { NoticeView } from '../../server/wire.ts';
import { seriousViolations } from '../helpers/axe.ts';
import { browserMissing, openBrowser, type TestBrowser } from '../helpers/browser.ts';
import { type FakeSite, startFakeSite } from '../helpers/fakeSite.ts';
import { waitUntil } from '../helpers/waitUntil.ts';

const shots = join(packageRoot(), 'artifacts');
const desktop = { width: 1440, height: 900 };

describe.skipIf(browserMissing !== null)('the live page', { timeout: 60_000 }, () => {
  let site: FakeSite;
  let browser: TestBrowser;
  let page: Page;
  const crashes: string[] = [];

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    site = await startFakeSite({ cameras: 9, people: 500, picturesPerSecond: 4 });
    browser = await openBrowser(desktop);
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => crashes.push(error.message));
    page.on('console', (said) => {
      if (said.type() === 'error' && said.text().includes('Content Security')) crashes.push(said.text());
    });
  }, 60_000);

  afterAll(async () => {
    await browser?.stop();
    await site?.stop();
  });

  beforeEach(async () => {
    site.asked.length = 0;
    await page.setViewportSize(desktop);
    await page.goto(site.url);
    await page.evaluate(() => localStorage.clear());
    await page.goto(site.url);
    await at('camera-camera-1').waitFor();
  });

  const at = (id: string) => page.getByTestId(id);
  const frames = async (id: string): Promise<number> => Number(await at(id).getAttribute('data-frames'));
  const large = (cameraId: string) =>
    waitUntil(
      `${cameraId} is large`,
      async () =>
        (await at('feed').count()) === 1 && (await at('feed').getAttribute('data-camera')) === cameraId,
      10_000,
    );
  const grid = (tiles: number) =>
    waitUntil(
      `${tiles} tiles`,
      async () => (await page.locator('w-feed-tile:not([large])').count()) === tiles,
      10_000,
    );
  const shown = async (): Promise<number> => Number(/^\d+/.exec(await at('people-count').innerText())?.[0]);
  const shot = (name: string) => page.screenshot({ path: join(shots, `dashboard-${name}.png`) });

  test('keys and arrows switch cameras, and the last one is remembered', async () => {
    await large('camera-1');
    await page.keyboard.press('3');
    await large('camera-3');
    await page.keyboard.press('ArrowRight');
    await large('camera-4');
    expect(site.watched()).toEqual(['camera-4']);
    await page.reload();
    await large('camera-4');
    await at('search-people').fill('7');
    await page.waitForTimeout(200);
    await large('camera-4');
  });

  test('a grid shows all cameras, a press makes one large, and Escape goes back', async () => {
    await page.keyboard.press('g');
    await grid(9);
    await waitUntil('the ninth is drawn', async () => (await frames('feed-camera-9')) > 1, 10_000);
    expect(site.watched()).toHaveLength(9);
    await shot('grid');
    expect(await seriousViolations(page)).toEqual([]);
    await at('tile-camera-5').focus();
    await page.keyboard.press('Enter');
    await large('camera-5');
    await page.keyboard.press('Escape');
    await grid(9);
    await page.keyboard.press('2');
    await large('camera-2');
    await page.keyboard.press('0');
    await grid(9);
    await page.reload();
    await grid(9);
  });

  test('a grid of four has pages, and shows the cameras that were chosen', async () => {
    await at('layout-two').click();
    await grid(4);
    await at('next-cameras').click();
    await waitUntil('the second four', () => site.watched()[0] === 'camera-5', 5000);
    expect(await at('feed-page').innerText()).toBe('2 of 3');
    await at('camera-choice').click();
    for (const name of ['Gate 1', 'Lobby 1']) await page.getByRole('checkbox', { name }).uncheck();
    await page.keyboard.press('Escape');
    await waitUntil('the third is first', () => site.watched()[0] === 'camera-3', 5000);
    await page.reload();
    await waitUntil('still', () => site.watched().join() === 'camera-3,camera-4,camera-5,camera-6', 10_000);
  });

  test('a tile says that its camera is blind, and the summary shows only those', async () => {
    await page.keyboard.press('g');
    await grid(9);
    const detail = 'Lost camera "Lobby 1": no picture for 10 s. Check its cable.';
    site.tellCameras((camera) =>
      camera.cameraId === 'camera-2'
        ? { ...camera, health: { kind: 'blind', sinceMs: Date.now(), detail } }
        : camera,
    );
    await at('tile-blind').waitFor();
    expect(await at('tile-blind').innerText()).toContain('Blind since');
    await page.getByRole('button', { name: 'cameras blind' }).click();
    await grid(1);
    await at('only-blind').click();
    await grid(9);
    site.tellCameras((camera) => ({ ...camera, health: { kind: 'seeing', sinceMs: Date.now() } }));
    await at('tile-blind').waitFor({ state: 'detached' });
  });

  test('people are found, filtered and sorted, and the filters are remembered', async () => {
    expect(await shown()).toBe(500);
    await at('search-people').fill('hw-0042');
    await waitUntil('one is left', async () => (await shown()) === 1, 5000);
    await at('person-person-42').waitFor();
    await at('search-people').fill('');
    await page.getByRole('button', { name: /^71\s*away$/ }).click();
    await waitUntil('those away', async () => (await shown()) === 71, 5000);
    await at('area-floor-0').click();
    await at('filter-teamId').selectOption('team-0');
    const left = await shown();
    expect(left).toBeLessThan(71);
    expect(await at('filter-chip').allInnerTexts()).toHaveLength(3);
    await page.reload();
    await waitUntil('still filtered', async () => (await shown()) === left, 10_000);
    await at('filter-chip').first().click();
    expect(await at('filter-chip').count()).toBe(2);
    await page.getByRole('button', { name: /^500\s*total$/ }).click();
    await waitUntil('everybody', async () => (await shown()) === 500, 5000);
    await at('order-people').selectOption('name');
    expect(await page.locator('w-person-row .name').first().innerText()).toMatch(/^Ayu/);
  });

  test('the keyboard goes through everybody, and each row says which of how many it is', async () => {
    await page.locator('w-person-row a.name').first().focus();
    await page.keyboard.press('End');
    const place = () =>
      page.evaluate(() => {
        let focused = document.activeElement;
        let row: Element | null = null;
        while (focused?.shadowRoot?.activeElement) {
          focused = focused.shadowRoot.activeElement;
          row = focused.closest('li') ?? row;
        }
        return `${row?.ariaPosInSet} of ${row?.ariaSetSize} ${focused?.className}`;
      });
    await waitUntil('the last has the focus', async () => (await place()) === '500 of 500 name cut', 5000);
    await page.keyboard.press('ArrowUp');
    await waitUntil('the one before', async () => (await place()) === '499 of 500 name cut', 5000);
    await page.mouse.wheel(0, -20_000);
    await page.waitForTimeout(300);
    expect(await place()).toBe('499 of 500 name cut');
    expect(await page.locator('w-person-row').count()).toBeLessThan(50);
  });

  test('tracking is recorded, follows from camera to camera, and stops', async () => {
    await at('search-people').fill('hw-0002');
    await at('track-person-2').click();
    await at('tracking').waitFor();
    expect(site.asked).toContain('POST /people/person-2/track');
    await large('camera-3');
    const person = site.overview.people[2];
    if (!person) throw new Error('There is no third person.');
    const moved = {
      ...person,
      cameraId: 'camera-7',
      cameraName: 'Office 1',
      area: 'Office',
      lastSeenMs: Date.now(),
    };
    site.tellPeople([moved]);
    await large('camera-7');
    expect(await at('tracking').innerText()).toContain('Office 1');
    site.tellPeople([{ ...moved, cameraId: 'secret', cameraName: 'Vault', area: 'Vault' }]);
    await waitUntil(
      'they are where this user may not look',
      async () => (await at('tracking').innerText()).includes('you may not see'),
      5000,
    );
    await shot('tracking');
    await at('tracking').getByRole('button').click();
    await at('tracking').waitFor({ state: 'detached' });
    site.tellPeople([person]);
  });

  test('the bell tells, is read when opened, acknowledged with a note, and leads to the place', async () => {
    const notice: NoticeView = {
      noticeId: 'n1',
      kind: 'blindCamera',
      subjectId: 'camera-6',
      name: 'Store 1',
      detail: 'No picture for 10 s.',
      area: 'Store',
      cameraId: 'camera-6',
      sinceMs: Date.now() - 60_000,
      untilMs: null,
      acknowledged: null,
      read: false,
    };
    site.tellNotices([notice]);
    await waitUntil('one is unread', async () => (await at('unread').innerText()) === '1', 5000);
    await at('bell').click();
    await at('unread').waitFor({ state: 'detached' });
    expect(site.asked).toContain('POST /notices/read');
    await at('acknowledge').click();
    await at('acknowledge-note').fill('Cable is being changed');
    await at('acknowledge-send').click();
    await waitUntil('it was sent', () => site.asked.includes('POST /notices/n1/acknowledge'), 5000);
    site.tellNotices([
      {
        ...notice,
        read: true,
        acknowledged: { atMs: Date.now(), by: 'Ada', note: 'Cable is being changed' },
      },
    ]);
    await at('acknowledged').getByText('Cable is being changed').waitFor();
    await shot('bell');
    expect(await seriousViolations(page)).toEqual([]);
    await at('notice-n1').getByRole('link').click();
    await large('camera-6');
    expect(new URL(page.url()).search).toBe('');
  });

  test('a snapshot is a file with camera and time, and a failure is told', async () => {
    await large('camera-1');
    const [download] = await Promise.all([page.waitForEvent('download'), at('feed-snapshot').click()]);
    expect(download.suggestedFilename()).toMatch(/^Gate-1-\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d\.jpg$/);
    await page.keyboard.press('9');
    await page.keyboard.press('s');
    await at('feed-problem').getByText('Cannot take a snapshot').waitFor();
  });

  test('blurring is a switch, or locked on where the server does it', async () => {
    await at('blur').click();
    expect(await at('blur').getAttribute('aria-pressed')).toBe('true');
    await at('blur').click();
    site.overview.blursUnknown = true;
    await page.reload();
    await large('camera-1');
    expect(await at('blur').isDisabled()).toBe(true);
    expect(await at('blur').getAttribute('title')).toContain('before a picture leaves the server');
    // One picture is sent to everybody: faces of people this user may not see are hidden here.
    const blurs = (canvas: Element) => (canvas as unknown as { look: { blur: boolean } }).look.blur;
    expect(await page.locator('w-feed-canvas').evaluate(blurs)).toBe(true);
    site.overview.blursUnknown = false;
  });

  test('the list of keys opens with "?", and keys can be switched off', async () => {
    await page.keyboard.press('?');
    await page.getByRole('checkbox', { name: 'Use these keys' }).uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('5');
    await page.waitForTimeout(200);
    await large('camera-1');
  });

  test.each([
    ['phone', { width: 390, height: 844 }],
    ['wall', { width: 3840, height: 2160 }],
  ] as const)('fits a %s', async (name, size) => {
    await page.setViewportSize(size);
    await page.keyboard.press('g');
    await page.waitForTimeout(1500);
    await shot(name);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width);
    expect(await seriousViolations(page)).toEqual([]);
    const top = async (part: string) => (await page.locator(part).boundingBox())?.y ?? 0;
    if (name === 'phone') {
      expect(await top('w-live-feed')).toBeLessThan(await top('w-site-summary'));
      expect(await top('w-site-summary')).toBeLessThan(await top('w-people-panel'));
    }
  });

  test('nothing went wrong in the page meanwhile', () => {
    expect(crashes).toEqual([]);
  });
});
