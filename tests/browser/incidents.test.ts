/** Incidents and escalation in a real browser: a blind camera from its opening to its end, the bell beside it, policies and substitutes. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserMissing, openBrowser, type TestBrowser } from '../helpers/browser.ts';
import { type BuiltApp, startBuiltApp } from '../helpers/builtApp.ts';
import { complaints, lookAt, shoot, sizes } from '../helpers/lookAt.ts';
import { type Steps, stepsOn } from '../helpers/pageSteps.ts';

type Made = { personId?: string; teamId?: string };

describe.skipIf(browserMissing !== null)('incidents in the browser', { timeout: 120_000 }, () => {
  let app: BuiltApp;
  let browser: TestBrowser;
  let page: Page;
  let steps: Steps;
  const crashes: string[] = [];
  const people: Record<string, string> = {};

  beforeAll(async () => {
    app = await startBuiltApp();
    browser = await openBrowser(sizes.desktop);
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    page.setDefaultTimeout(20_000);
    steps = stepsOn(page, app.url);
    page.on('pageerror', (error) => crashes.push(error.message));
    const token = new URL(app.setupLink, app.url).searchParams.get('token') ?? '';
    await page.goto(`${app.url}/sign-in`);
    const account = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };
    await post('/api/setup', { token, company: 'Harbour', timeZone: 'Asia/Jakarta', ...account });
    for (const name of ['Clara', 'Farid'])
      people[name] = (await post('/api/people', { name })).personId ?? '';
    const lead = { name: 'Front of house', parentId: null, leadId: people['Farid'] ?? '' };
    const teamId = (await post('/api/teams', lead)).teamId ?? null;
    people['Ayu'] = (await post('/api/people', { name: 'Ayu', teamId })).personId ?? '';
    await page.evaluate(
      async ([id, supervisorId]) =>
        fetch(`/api/people/${id ?? ''}`, {
          method: 'PATCH',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ supervisorId }),
        }).then(({ status }) => status),
      [people['Farid'], people['Clara']],
    );
  });
  afterAll(async () => {
    await browser?.stop();
    await app?.stop();
  });

  const at = (id: string) => page.getByTestId(id);
  /** As the page's own requests are sent. */
  const post = (path: string, body: object): Promise<Made> =>
    page.evaluate(
      async ([address, text]) => {
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch(address ?? '', { method: 'POST', headers, body: text ?? '' });
        return (await answer.json().catch(() => ({}))) as Made;
      },
      [path, JSON.stringify(body)],
    );
  const rows = () => at('open-incidents').locator('w-incident-row');

  test('without any the page says that all is well, and what will appear', async () => {
    await steps.open('incidents');
    await at('no-incidents').getByText('Nobody is missing').waitFor();
    expect(await at('incidents-waiting').count()).toBe(0);
    expect(await lookAt(page, 'incidents-none')).toEqual([]);
    await page.setViewportSize(sizes.desktop);
  });

  test('a camera that goes blind appears by itself, with its reason, and counts in the header', async () => {
    app.writeCamera('store', 'name: Store\narea: Yard\nurl: gone.mp4\n');
    // A camera is given some time to begin.
    await rows().first().waitFor({ timeout: 90_000 });
    await rows().getByTestId('open-incident').getByText('Store').waitFor();
    await rows().getByTestId('why').getByText('Store').waitFor();
    await rows().getByTestId('incident-state').getByText('Open').waitFor();
    await expect.poll(() => at('incidents-waiting').first().innerText()).toContain('1');
    await rows().getByTestId('next-level').getByText('Level 1').waitFor();
  });

  test('keys reach it: A acknowledges the focused one, with a note', async () => {
    await rows().getByTestId('open-incident').focus();
    await page.keyboard.press('a');
    await at('act-text').fill('I replace the cable');
    await page.keyboard.press('Enter');
    await rows().getByTestId('incident-state').getByText('Acknowledged').waitFor();
    await rows().getByTestId('in-hands').getByText('Ada').waitFor();
    expect(await at('incidents-waiting').count()).toBe(0);
  });

  test('every step of its life stands there in full, on a small phone too', async () => {
    for (const width of [390, 320])
      for (const locale of ['id', 'en']) {
        await page.setViewportSize({ ...sizes.phone, width });
        await page.evaluate((chosen) => localStorage.setItem('whereabouts.locale', chosen), locale);
        await steps.open('incidents');
        const words = rows().getByTestId('life').locator('.word');
        await words.nth(3).waitFor();
        const cut = await words.evaluateAll((all) =>
          all
            .filter(
              ({ scrollWidth, clientWidth, parentElement }) =>
                scrollWidth > clientWidth || clientWidth > (parentElement?.clientWidth ?? 0),
            )
            .map(({ textContent }) => textContent),
        );
        expect(cut, `${width} px, ${locale}`).toEqual([]);
        expect(await complaints(page)).toEqual([]);
        await shoot(page, `incidents-life-${width}-${locale}`);
      }
    await page.evaluate(() => localStorage.removeItem('whereabouts.locale'));
    await page.setViewportSize(sizes.desktop);
    await steps.open('incidents');
    await rows().getByTestId('in-hands').getByText('Ada').waitFor();
  });

  test('the bell knows it: its notice is acknowledged too, and leads to the incident', async () => {
    await at('bell').click();
    const notice = page.locator('w-bell li').filter({ hasText: 'Store' });
    await notice.getByTestId('acknowledged').getByText('I replace the cable').waitFor();
    await notice.getByRole('link').click();
    await page.waitForURL('**/incidents/*');
    await at('timeline').getByText('Acknowledged').waitFor();
    expect(await lookAt(page, 'incident-story')).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    await page.keyboard.press('Escape');
    await page.waitForURL(`${app.url}/incidents`);
  });

  test('it is snoozed for half an hour from its menu', async () => {
    await rows().getByTestId('incident-menu').getByRole('button').first().click();
    await at('action-snooze-30').click();
    await rows().getByTestId('next-level').getByText('Snoozed until').waitFor();
  });

  test('closing asks for a reason; it stands among the earlier ones then', async () => {
    await rows().getByTestId('incident-menu').getByRole('button').first().click();
    await at('action-close').click();
    await at('act-text').fill('The camera is gone for good');
    await at('act-send').click();
    await at('past-incidents').getByTestId('open-incident').getByText('Store').waitFor();
    await at('no-incidents').waitFor();
    await steps.open('incidents');
    await at('past-incidents').getByTestId('open-incident').getByText('Store').waitFor();
  });

  test('filters narrow what is listed, and all come back', async () => {
    await at('filter-kind').selectOption('absence');
    await at('past-incidents').waitFor({ state: 'detached' });
    await at('filter-clear').click();
    await at('past-incidents').getByTestId('open-incident').getByText('Store').waitFor();
    await at('filter-state').selectOption('closed');
    await at('past-incidents').getByTestId('open-incident').getByText('Store').waitFor();
    await at('filter-clear').click();
  });

  test('an address of no incident says so', async () => {
    await steps.open('incidents/nowhere');
    await at('incident-gone').waitFor();
  });

  test('the preview says who would be told, and where nobody is', async () => {
    await steps.open('escalation');
    await at('policy-default').getByText('The direct supervisor').waitFor();
    await at('preview-choose').click();
    await at(`pick-${people['Ayu'] ?? ''}`).click();
    await at('picker-save').click();
    await at('preview').getByText('Farid').first().waitFor();
    await at('preview').getByText('Clara').first().waitFor();
    await at('preview').getByText('HR').first().waitFor();
  });

  test('a policy for a team is added, changed and deleted', async () => {
    await at('add-policy').click();
    await at('policy-name').fill('Front desk');
    const second = at('person-levels').getByTestId('level-2');
    await second.getByTestId('after-minutes').fill('3');
    await second.getByTestId('to-hr').check();
    await at('save-policy').click();
    const card = page.locator('w-policy-card').filter({ hasText: 'Front desk' });
    await card.getByText('Team: Front of house').waitFor();
    await card.getByText('After 3 min').waitFor();
    await at('preview').getByText('Front desk').waitFor();
    await card.getByTestId('policy-menu').getByRole('button').first().click();
    await at('action-edit').click();
    await at('person-levels').getByTestId('level-2').getByTestId('after-minutes').fill('30');
    await at('save-policy').click();
    await at('policy-form').getByRole('alert').first().waitFor();
    await page.keyboard.press('Escape');
    await card.getByTestId('policy-menu').getByRole('button').first().click();
    await at('action-delete').click();
    await page.locator('w-confirm').getByRole('button', { name: 'Delete policy' }).click();
    await card.waitFor({ state: 'detached' });
  });

  test('a substitute is named, and told instead in the preview', async () => {
    await at('add-substitute').click();
    await at('choose-personId').click();
    const pick = (name: string) =>
      page.locator('w-substitute-list').getByTestId(`pick-${people[name] ?? ''}`);
    await pick('Farid').click();
    await page.locator('w-substitute-list').getByTestId('picker-save').click();
    await at('choose-standInId').click();
    await pick('Clara').click();
    await page.locator('w-substitute-list').getByTestId('picker-save').click();
    await at('save-substitute').click();
    await at('substitutes').getByText('Clara').waitFor();
    await at('remove-substitute').click();
    await page.locator('w-confirm').getByRole('button', { name: 'Remove' }).click();
    await at('substitutes').waitFor({ state: 'detached' });
  });

  test('the pages fit a phone and a desktop in both themes, and are accessible', async () => {
    for (const path of ['incidents', 'escalation', 'teams/help']) {
      await steps.open(path);
      await page.waitForTimeout(500);
      expect(await lookAt(page, path.replace('/', '-'))).toEqual([]);
    }
    expect(await complaints(page)).toEqual([]);
    expect(crashes).toEqual([]);
  });
});
