/** The attendance log in a real browser: what is punched at simulated terminals, found, explained, given to somebody, exported. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createSimulatedTerminal } from '../../server/devices/simulator/simulatedTerminal.ts';
import { type Simulator, startSimulator } from '../../server/devices/simulator/startSimulator.ts';
import { browserMissing, openBrowser, type TestBrowser } from '../helpers/browser.ts';
import { type BuiltApp, startBuiltApp } from '../helpers/builtApp.ts';
import { lookAt, shoot, sizes } from '../helpers/lookAt.ts';
import { type Steps, stepsOn } from '../helpers/pageSteps.ts';
import { fewUsers, punchAt } from '../helpers/simulatedTerminals.ts';
import { waitUntil } from '../helpers/waitUntil.ts';

const shownAt = (ms: number) => new Date(ms).toISOString().slice(0, 19);
const minuteMs = 60_000;
const password = 'correct horse battery';

describe.skipIf(browserMissing !== null)('the attendance log in the browser', { timeout: 60_000 }, () => {
  let app: BuiltApp;
  let browser: TestBrowser;
  let page: Page;
  let steps: Steps;
  let gate: Simulator;
  let yard: Simulator;
  let anaId = '';
  const startedMs = Date.now();
  const crashes: string[] = [];
  const at = (id: string) => page.getByTestId(id);
  const rows = () => at('log-row');
  const says = (id: string, text: string | RegExp) => at(id).filter({ hasText: text }).first().waitFor();
  const total = (count: number) => says('log-total', new RegExp(`(^|[^0-9])${count} punch`));

  beforeAll(async () => {
    app = await startBuiltApp();
    const users = fewUsers(5);
    // 150 of three days, so that there is a second page; 4711 is of nobody; two that cannot be believed.
    const made = Array.from({ length: 150 }, (_, index) => ({
      userId: index % 10 === 0 ? '4711' : String(1001 + (index % 5)),
      at: shownAt(startedMs - (150 - index) * 29 * minuteMs),
      verify: [1, 4, 15][index % 3] ?? 1,
      status: index % 6,
    }));
    const odd = ['2031-01-01T08:00:00', '2001-05-05T08:00:00'].map((when) => ({ userId: '1001', at: when }));
    gate = await startSimulator({
      terminal: createSimulatedTerminal({ users, logs: [...made, ...odd] }, () => Date.now()),
    });
    const second = { '~SerialNumber': 'SIM4370000002', MAC: '00:17:61:00:43:71' };
    yard = await startSimulator({
      terminal: createSimulatedTerminal({ users, options: second }, () => Date.now()),
    });
    browser = await openBrowser(sizes.desktop);
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => crashes.push(error.message));
    steps = stepsOn(page, app.url);
    const token = new URL(app.setupLink, app.url).searchParams.get('token') ?? '';
    await send('setup', {
      token,
      company: 'Harbour',
      timeZone: 'UTC',
      name: 'Ada',
      email: 'ada@example.com',
      password,
    });
  });
  afterEach(({ task }) => (task.result?.state === 'fail' ? shoot(page, 'failed-attendance') : undefined));
  afterAll(async () => {
    await browser?.stop();
    await app?.stop();
    await gate?.stop();
    await yard?.stop();
  });

  async function send<T>(path: string, data: object): Promise<T> {
    const answer = await page.request.post(`${app.url}/api/${path}`, { data, headers: { origin: app.url } });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return (await answer.json()) as T;
  }
  const addTerminal = (name: string, { port }: Simulator, areaId: string) =>
    send('devices', { name, host: '127.0.0.1', port, timeZone: 'UTC', areaId });

  test('without terminals the page says where to begin', async () => {
    await steps.open('attendance');
    await at('log-empty').getByText('as soon as a terminal is added').waitFor();
    expect(await page.title()).toContain('Attendance log');
    expect(await lookAt(page, 'attendance-empty')).toEqual([]);
    await page.setViewportSize(sizes.desktop);
  });

  test('what a terminal held stands here by itself, newest first, and older ones are a press away', async () => {
    const { areaId } = await send<{ areaId: string }>('areas', { name: 'Gate hall' });
    const { areaId: yardId } = await send<{ areaId: string }>('areas', { name: 'Yard' });
    const ana = await send<{ personId: string }>('people', { name: 'Ana', code: '1001' });
    await send('people', { name: 'Ben', code: '1002' });
    anaId = ana.personId;
    await addTerminal('Front gate', gate, areaId);
    await addTerminal('Yard door', yard, yardId);
    await total(150);
    const times = await rows().locator('time').allInnerTexts();
    expect(times.length).toBeGreaterThan(5);
    await at('log-more').click();
    await at('log-more').waitFor({ state: 'detached' });
    expect(await lookAt(page, 'attendance-log')).toEqual([]);
    await page.setViewportSize(sizes.phone);
    await at('log-search').waitFor({ state: 'hidden' });
    await at('log-more-filters').click();
    await at('log-search').fill('4711');
    await at('log-search').press('Enter');
    await total(15);
    await steps.open('attendance?search=4711');
    await total(15);
    expect(await at('log-search').isVisible()).toBe(true);
    await at('log-all').click();
    await total(150);
    await page.setViewportSize(sizes.desktop);
  });

  test('a punch is on top within a moment; who has scrolled is told how many are new', async () => {
    await steps.open('attendance');
    await total(150);
    await punchAt(gate, { userId: '1001', at: shownAt(Date.now()), verify: 15, status: 0 });
    await total(151);
    await rows().first().getByText('Ana').waitFor();
    await page.mouse.move(700, 700);
    await page.mouse.wheel(0, 1500);
    await rows().getByText('4711').first().waitFor();
    await punchAt(yard, { userId: '1002', at: shownAt(Date.now()), verify: 4, status: 0 });
    await says('log-news', '1 new');
    expect(await at('log-csv').evaluate((link) => link.getBoundingClientRect().bottom)).toBeLessThan(0);
    await at('log-news').click();
    await rows().first().getByText('Ben').waitFor();
    await total(152);
  });

  test('a row tells what it rests on and what became of it, and leads to the day of the person', async () => {
    await at('log-search').fill('Ana');
    await at('log-search').press('Tab');
    await rows().first().getByText('Ana').waitFor();
    await rows().first().getByTestId('log-open').click();
    const evidence = rows().first().getByTestId('log-evidence');
    for (const text of ['SIM4370000001', 'Told as it happened', 'they arrived, present at Gate hall'])
      await evidence.getByText(text).waitFor();
    expect(await lookAt(page, 'attendance-evidence')).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    await evidence.getByTestId('log-person-link').click();
    await at('day-punch').first().getByText('Arrived: punched in at Front gate (Gate hall)').waitFor();
    await at('punch-mark').first().waitFor();
    expect(await lookAt(page, 'attendance-day')).toEqual([]);
    await page.setViewportSize(sizes.desktop);
  });

  test('filters narrow it, stand in the address, and the file holds the same', async () => {
    await steps.open('attendance');
    await total(152);
    await at('log-deviceId').selectOption({ label: 'Yard door' });
    await total(1);
    await at('log-all').click();
    await total(152);
    await at('log-status').selectOption({ label: 'Out to a break' });
    await total(25);
    expect(page.url()).toContain('status=2');
    await page.reload();
    await total(25);
    const [file] = await Promise.all([page.waitForEvent('download'), at('log-csv').click()]);
    const lines = readFileSync(await file.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(26);
    await at('log-all').click();
    await at('log-source').selectOption({ label: 'Told as it happened' });
    await total(2);
    await at('log-verify').selectOption({ label: 'Card' });
    await total(1);
    await at('log-all').click();
    await at('log-person').click();
    await at(`pick-${anaId}`).click();
    await at('picker-save').click();
    await waitUntil(
      'only Ana is left',
      () => Promise.resolve(page.url().includes(`personId=${anaId}`)),
      5000,
    );
    await at('log-from').fill('2030-01-01');
    await at('log-from').press('Tab');
    await at('log-empty').getByText('Nothing fits these filters').waitFor();
    await at('log-all').click();
    await total(152);
  });

  test('a number of nobody is given to somebody, and what was recorded before is theirs', async () => {
    await send('people', { name: 'Cleo' });
    await at('log-unmatched').check();
    await rows().first().getByText('Nobody here').waitFor();
    await at('log-search').fill('4711');
    await at('log-search').press('Tab');
    await total(15);
    await rows().first().getByTestId('log-open').click();
    await says('log-became', 'nobody here has this number');
    await rows().first().getByTestId('log-assign').click();
    await at('picker-search').last().fill('Cleo');
    await page.getByRole('radio', { name: 'Cleo' }).check();
    await at('picker-save').last().click();
    await at('log-empty').waitFor();
    await at('log-all').first().click();
    await at('log-search').fill('Cleo');
    await at('log-search').press('Tab');
    await total(15);
  });

  test('what could not be believed is listed with the reason', async () => {
    await at('shows-refused').click();
    await says('rows-total', '2 in all');
    await at('refused-row').getByText('its time is in the future').waitFor();
    await at('refused-row').getByText('its time is years off').waitFor();
    expect(page.url()).toContain('shows=refused');
    expect(await lookAt(page, 'attendance-refused')).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    await at('rows-search').fill('nothing of the kind');
    await at('rows-search').press('Tab');
    await at('rows-empty').waitFor();
  });

  test('a supervisor sees the punches of their own people on their day, and neither the log nor others', async () => {
    const lead = await send<{ personId: string }>('people', { name: 'Lea' });
    await page.request.patch(`${app.url}/api/people/${anaId}`, {
      data: { supervisorId: lead.personId },
      headers: { origin: app.url },
    });
    const account = { email: 'lea@example.com', password: 'a long password' };
    await send('users', {
      name: 'Lea',
      role: 'supervisor',
      personId: lead.personId,
      areaIds: [],
      ...account,
    });
    await page.request.post(`${app.url}/api/sign-out`, { data: {}, headers: { origin: app.url } });
    await send('sign-in', account);
    expect((await page.request.get(`${app.url}/api/device-logs`)).status()).toBe(403);
    expect((await page.request.get(`${app.url}/api/device-rows`)).status()).toBe(403);
    await steps.open('attendance');
    expect(await page.locator('w-attendance-log-page').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Attendance log' }).count()).toBe(0);
    await steps.open(`people/${anaId}`);
    await at('day-punch').first().waitFor();
  });

  test('nothing on the page failed meanwhile', () => {
    expect(crashes).toEqual([]);
  });
});
