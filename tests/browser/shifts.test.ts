/**
 * Shifts in a real browser: a shift that passes midnight is added and changed from a later day on, given to a team, rested on holidays; a
 * person's duty, punches and pauses; the live page says what is paused. Screenshots go to artifacts/.
 */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { HolidayCalendar, Person, ShiftView, TeamView } from '../../server/wire.ts';
import { browserMissing, openBrowser, type TestBrowser } from '../helpers/browser.ts';
import { type BuiltApp, startBuiltApp } from '../helpers/builtApp.ts';
import { complaints, lookAt, shoot, sizes } from '../helpers/lookAt.ts';
import { type Steps, stepsOn } from '../helpers/pageSteps.ts';

const password = 'correct horse battery';
const zone = 'Asia/Jakarta';
const dayMs = 86_400_000;

describe.skipIf(browserMissing !== null)('the shifts page', { timeout: 60_000 }, () => {
  let app: BuiltApp;
  let browser: TestBrowser;
  let page: Page;
  let steps: Steps;
  let annId = '';
  const crashes: string[] = [];
  const at = (id: string) => page.getByTestId(id);
  const dateAfter = (days: number) =>
    new Date(Date.now() + 7 * 3_600_000 + days * dayMs).toISOString().slice(0, 10);

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
    const crew = { name: 'Night crew', parentId: null, leadId: null };
    const { teamId } = (await send('teams', crew)) as TeamView;
    annId = ((await send('people', { name: 'Ann', teamId })) as Person).personId;
    await send('people', { name: 'Bo' });
    await send('areas', { name: 'Store', parentId: null, timeZone: null });
  }, 60_000);
  afterEach(({ task }) => (task.result?.state === 'fail' ? shoot(page, 'failed-shifts') : undefined));
  afterAll(async () => {
    await browser?.stop();
    await app?.stop();
  });

  async function send(path: string, data: object): Promise<unknown> {
    const answer = await page.request.post(`${app.url}/api/${path}`, { data, headers: { origin: app.url } });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return answer.json();
  }
  async function read<Answer>(path: string): Promise<Answer> {
    return (await (await page.request.get(`${app.url}/api/${path}`)).json()) as Answer;
  }
  const shifts = () => read<ShiftView[]>('shifts');

  test('a shift that passes midnight says so in words and in its week', async () => {
    await steps.open('shifts');
    await steps.shown('No shift yet');
    await at('add-shift').click();
    await at('shift-name').fill('Night');
    await at('shift-start').fill('22:00');
    await at('shift-end').fill('06:00');
    await at('shift-hours').getByText('It ends on the next day.').waitFor();
    await page.getByRole('button', { name: 'Remove this break' }).click();
    await at('add-break').click();
    await page.getByLabel('Break from').fill('02:00');
    await page.getByLabel('Break to').fill('02:30');
    await at('shift-hours').getByText('8 h, of which 30 min break.').waitFor();
    expect(await complaints(page)).toEqual([]);
    await at('save-shift').click();
    await at('shift-Night').getByText('Nobody works it').waitFor();
    expect(await shifts()).toMatchObject([
      { name: 'Night', start: '22:00', end: '06:00', breaks: [{ from: '02:00', to: '02:30' }] },
    ]);
  });

  test('what the server refuses is said beside its field', async () => {
    await at('add-shift').click();
    await at('shift-name').fill('night');
    await at('save-shift').click();
    await page.locator('w-shift-form .wrong').getByText('already taken').waitFor();
    await page.keyboard.press('Escape');
  });

  test('new rules hold from a later day, and both sets are shown', async () => {
    await at('change-shift').click();
    await at('shift-start').fill('21:00');
    await at('shift-from').fill(dateAfter(7));
    await at('save-shift').click();
    await at('shift-Night').getByText('To come').waitFor();
    const [night] = await shifts();
    expect(night?.start).toBe('22:00');
    expect(night?.versions.map(({ start }) => start)).toEqual(['22:00', '21:00']);
  });

  test('holidays are pasted as a list, and unread lines are told first', async () => {
    await at('part-holidays').click();
    await at('add-calendar').click();
    await at('calendar-name').fill('Indonesia');
    await at('calendar-list').fill(`${dateAfter(30)} Harvest\nsomeday`);
    await at('calendar-unread').getByText('someday').waitFor();
    expect(await at('save-calendar').isDisabled()).toBe(true);
    await at('calendar-list').fill(`${dateAfter(30)} Harvest\n${dateAfter(31)};Second day`);
    await at('save-calendar').click();
    await at('calendar-Indonesia').getByText('Second day').waitFor();
    await page.getByRole('button', { name: /^Remove Second day/ }).click();
    await at('calendar-Indonesia').getByText('Second day').waitFor({ state: 'detached' });
    const [calendar] = await read<HolidayCalendar[]>('calendars');
    expect(calendar?.days).toEqual([{ date: dateAfter(30), name: 'Harvest' }]);
  });

  test('a team is given the shift, and its week shows who works when', async () => {
    await at('part-people').click();
    await at('assign').click();
    await at('assign-shiftId').selectOption({ label: 'Night' });
    await at('assign-teamId').selectOption({ label: 'Night crew' });
    expect(await complaints(page)).toEqual([]);
    await at('save-assignment').click();
    await at('assignments').getByText('Night crew').waitFor();
    const ann = page.locator('w-team-week tr', { has: page.getByRole('link', { name: 'Ann' }) });
    await page.getByRole('button', { name: 'The week after' }).click();
    await ann.getByText('Night').first().waitFor();
    const bo = page.locator('w-team-week tr', { has: page.getByRole('link', { name: 'Bo' }) });
    expect(await bo.getByText('Night').count()).toBe(0);
    await at('week-team').selectOption({ label: 'Night crew' });
    await bo.waitFor({ state: 'detached' });
  });

  test('a team may be unseen for longer than the company says', async () => {
    await at('part-thresholds').click();
    await at('add-threshold').click();
    await at('threshold-which').selectOption({ label: 'Night crew' });
    await at('threshold-away').fill('60');
    await at('threshold-absent').fill('10');
    await at('save-threshold').click();
    await at('thresholds').getByText('away after 1 min, absent after 10 min').waitFor();
  });

  test.each(['shifts', 'shifts?part=people', 'shifts?part=holidays', 'shifts?part=thresholds'])(
    '/%s fits a phone and a desktop, light and dark, and is accessible',
    async (path) => {
      await steps.open(path);
      await page.locator('w-shift-list, w-who-works, w-holiday-calendars, w-threshold-rules').waitFor();
      expect(await lookAt(page, `page-${path.replace('?part=', '-')}`)).toEqual([]);
    },
  );

  test('a person’s page tells their duty and why, takes a punch by hand, and leads to their report', async () => {
    await page.setViewportSize(sizes.desktop);
    await steps.open(`people/${annId}`);
    await at('duty').getByText('as in the team Night crew').waitFor();
    await at('why-open').click();
    await at('why-sentence').waitFor();
    await at('add-punch').click();
    await at('punch-note').fill('Forgot the badge');
    await at('save-punch').click();
    await at('punches').getByText('Ada: Forgot the badge').waitFor();
    expect(await complaints(page)).toEqual([]);
    await at('person-report').click();
    await page.waitForURL(new RegExp(`/reports\\?person=${annId}`));
  });

  test('monitoring of a person is paused with a reason, and goes on', async () => {
    await steps.open(`people/${annId}`);
    await at('pause-open').click();
    await at('pause-why').fill('At the doctor');
    await at('pause').click();
    await at('pauses').getByText('At the doctor').waitFor();
    await at('end-pause').click();
    await at('pause-open').waitFor();
  });

  test('while an area is paused the live page says so', async () => {
    await steps.open('areas');
    await at('menu-Store').getByRole('button').click();
    await at('action-pause').click();
    await at('pause-why').fill('Cameras are moved');
    await at('pause').click();
    await at('pauses').getByText('Cameras are moved').waitFor();
    await steps.open('');
    await at('paused').getByText('Cameras are moved (Ada)').waitFor();
    expect(await at('summary').innerText()).toContain('off duty');
  });

  test('nothing failed in the page meanwhile', () => {
    expect(crashes).toEqual([]);
  });
});
