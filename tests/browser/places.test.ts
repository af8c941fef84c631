/**
 * Areas, teams and the hierarchy in a real browser, by mouse and by keyboard, and the frame around every page: menus, the bar of a
 * phone, theme and language. The server is the built program; people and cameras are made at its API.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';
import type { Person } from '../../server/wire.ts';
import { seriousViolations } from '../helpers/axe.ts';
import { browserMissing, openBrowser, type TestBrowser } from '../helpers/browser.ts';
import { type BuiltApp, startBuiltApp } from '../helpers/builtApp.ts';

const shots = join(packageRoot(), 'artifacts');
const password = 'correct horse battery';
const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const paths = ['areas', 'teams', 'teams/help'];

describe.skipIf(browserMissing !== null)('places and people in the browser', { timeout: 60_000 }, () => {
  let app: BuiltApp;
  let browser: TestBrowser;
  let page: Page;
  const ids: Record<string, string> = {};
  const crashes: string[] = [];
  const at = (id: string) => page.getByTestId(id);
  const main = (text: string) => page.locator('main').getByText(text).first();

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    app = await startBuiltApp();
    app.writeCamera('gate', 'name: Gate 1\narea: Lobby # the north door\nurl: nowhere.mp4\n');
    browser = await openBrowser(sizes.desktop);
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => crashes.push(error.message));
    const token = new URL(app.setupLink, app.url).searchParams.get('token') ?? '';
    const owner = { name: 'Ada', email: 'ada@example.com', password };
    await post('setup', { token, company: 'Harbour', timeZone: 'Asia/Jakarta', ...owner });
    for (const name of ['Ann', 'Bo', 'Cy'])
      ids[name] = ((await (await post('people', { name })).json()) as Person).personId;
    await post('users', { name: 'Vera', email: 'vera@example.com', role: 'viewer', password });
  }, 60_000);
  afterAll(async () => {
    await browser?.stop();
    await app?.stop();
  });

  const post = (path: string, data: object) => page.request.post(`${app.url}/api/${path}`, { data });

  async function open(path: string): Promise<void> {
    await page.goto(`${app.url}/${path}`);
    await page.locator('w-site-header').waitFor();
  }
  async function act(menu: string, action: string): Promise<void> {
    await at(`menu-${menu}`).getByRole('button').click();
    await at(`action-${action}`).click();
  }

  test('an area that a camera file names is there; others are added inside and around it', async () => {
    await open('areas');
    await main('Lobby').waitFor();
    await at('add-area').click();
    await at('area-name').fill('Site');
    await at('save-area').click();
    await act('Site', 'inside');
    await at('area-name').fill('Ground floor');
    await page.keyboard.press('Enter');
    await page.locator('[data-name="Site"] + ul [data-name="Ground floor"]').waitFor();
  });

  test('an area is dragged into another, and its camera stays with it', async () => {
    await page.locator('[data-name="Lobby"]').dragTo(page.locator('[data-name="Ground floor"]'));
    await page.locator('[data-name="Ground floor"] + ul [data-name="Lobby"]').getByText('Gate 1').waitFor();
  });

  test('what a renaming and a deletion mean is told first', async () => {
    await act('Lobby', 'edit');
    await at('area-name').fill('Entrance');
    await page.getByText('The files of its cameras are given the new name.').waitFor();
    await at('save-area').click();
    await page.locator('[data-name="Entrance"]').getByText('Gate 1').waitFor();
    await act('Entrance', 'delete');
    await page.getByText('It cannot be deleted while cameras look at it').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await act('Ground floor', 'delete');
    await page.getByText('Areas that lie in it move one level up: 1.').waitFor();
    await page.getByRole('button', { name: 'Delete area' }).click();
    await page.locator('[data-name="Site"] + ul [data-name="Entrance"]').waitFor();
  });

  test('who works in an area is chosen from everybody', async () => {
    await act('Site', 'people');
    await at('picker-search').fill('ann');
    await at(`pick-${ids['Ann']}`).click();
    await at('picker-save').click();
    await main('Work here: Ann').waitFor();
  });

  test('gaps are named, and the button beside each mends it', async () => {
    await open('teams');
    await at('gaps').getByText('Bo has nobody above.').waitFor();
    await page.getByRole('button', { name: 'Choose who leads Bo' }).click();
    await at(`pick-${ids['Ann']}`).click();
    await at('picker-save').click();
    await main('Bo reports to Ann now.').waitFor();
    await at('undo').click();
    await at('gaps').getByText('Bo has nobody above.').waitFor();
  });

  test('a person is dragged onto the one who leads them, or moved by keyboard alone', async () => {
    await at(`node-${ids['Bo']}`).dragTo(at(`node-${ids['Ann']}`));
    await main('Bo reports to Ann now.').waitFor();
    await at(`menu-${ids['Cy']}`).getByRole('button').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await at('picker-search').waitFor();
    await at('picker-search').fill('bo');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await main('Cy reports to Bo now.').waitFor();
    await at('complete').waitFor();
    expect(await page.locator(`li:has(> [data-testid="node-${ids['Bo']}"]) li`).count()).toBe(1);
  });

  test('a team is added with its lead, and a search shows who is found with everybody above', async () => {
    await at('add-team').click();
    await at('team-name').fill('Gate');
    await at('team-lead').selectOption({ label: 'Bo' });
    await at('save-team').click();
    await at('team-Gate').getByText('led by Bo').waitFor();
    await at('search-people').fill('cy');
    expect(await page.locator('[data-testid^="node-"]').count()).toBe(3);
    await at('search-people').fill('nobody of this name');
    await main('Nobody fits this search.').waitFor();
  });

  test('the pages of who may not change anything have nothing to press but what unfolds', async () => {
    const other = await openBrowser(sizes.desktop);
    const theirs = other.context.pages()[0] ?? (await other.context.newPage());
    await theirs.request.post(`${app.url}/api/sign-in`, { data: { email: 'vera@example.com', password } });
    for (const [path, text] of [
      ['areas', 'Site'],
      ['teams', 'Gate'],
    ]) {
      await theirs.goto(`${app.url}/${path}`);
      await theirs
        .locator('main')
        .getByText(text ?? '')
        .first()
        .waitFor();
      expect(await theirs.locator('main button:not([aria-expanded])').count(), path).toBe(0);
    }
    expect(await theirs.locator('main').getByText('Ann').count()).toBe(0);
    expect(await theirs.getByTestId('administration').count()).toBe(0);
    await other.stop();
  });

  test('menus open by keyboard and close by Escape; the theme changes at once', async () => {
    await open('areas');
    await at('administration').getByRole('button').first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Audit log' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('link', { name: 'Audit log' }).count()).toBe(0);
    await at('account-menu').getByRole('button').first().click();
    await at('theme-dark').click();
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    await at('theme-system').click();
    await page.keyboard.press('Escape');
  });

  test('another language is chosen and kept; dates are written in it', async () => {
    await at('account-menu').getByRole('button').first().click();
    await at('locale-id').click();
    await page.waitForFunction(() => document.documentElement.lang === 'id');
    await page.locator('w-site-clock').waitFor();
    expect(await at('site-clock').innerText()).toMatch(/^\d\d\.\d\d\.\d\d$/);
    await page.evaluate(() => localStorage.clear());
  });

  test('an address without a page says so and leads back', async () => {
    await open('nowhere');
    await main('There is no page at this address.').waitFor();
    await page.getByRole('link', { name: 'Go to the live page' }).click();
    await page.waitForURL(`${app.url}/`);
  });

  test('on a phone every page is reached from the bar at the bottom', async () => {
    await page.setViewportSize(sizes.phone);
    await open('');
    await at('more').getByRole('button').first().click();
    await page.getByRole('link', { name: 'Areas' }).click();
    await main('Entrance').waitFor();
    expect(page.url()).toBe(`${app.url}/areas`);
  });

  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    test.each(['desktop', 'phone'] as const)('every page fits a %s and is accessible', async (size) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(sizes[size]);
      for (const path of paths) {
        await open(path);
        await page.waitForTimeout(400);
        const name = `${path.replace('/', '-')}-${size}-${colorScheme}`;
        await page.screenshot({ path: join(shots, `places-${name}.png`) });
        expect(await seriousViolations(page), name).toEqual([]);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width, name).toBeLessThanOrEqual(sizes[size].width);
      }
    });
  });

  test('nothing crashed on the way, and signing out leads to the door', async () => {
    await page.setViewportSize(sizes.desktop);
    await open('areas');
    await at('account-menu').getByRole('button').first().click();
    await at('menu-sign-out').click();
    await page.waitForURL(`${app.url}/sign-in`);
    expect(crashes).toEqual([]);
  });
});
