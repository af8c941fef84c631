/** The built program with somebody signed in who may everything, in a browser, for tests of the page about terminals. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { openBrowser } from './browser.ts';
import { startBuiltApp } from './builtApp.ts';
import { sizes } from './lookAt.ts';
import { stepsOn } from './pageSteps.ts';
import { waitUntil } from './waitUntil.ts';

const owner = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };

export type TerminalSite = Awaited<ReturnType<typeof startTerminalSite>>;

export async function startTerminalSite(areas: readonly string[]) {
  const app = await startBuiltApp();
  const browser = await openBrowser(sizes.desktop);
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  page.setDefaultTimeout(15_000);
  const crashes: string[] = [];
  page.on('pageerror', (error) => crashes.push(error.message));
  const ask = askFrom(page, app.url);
  const token = new URL(app.setupLink, app.url).searchParams.get('token') ?? '';
  await ask('POST', 'setup', { token, company: 'Harbour', timeZone: 'UTC', ...owner });
  for (const name of areas) await ask('POST', 'areas', { name });
  return {
    ...{ app, page, crashes, ask, ...stepsIn(page), steps: stepsOn(page, app.url), owner },
    async stop() {
      await browser.stop();
      await app.stop();
    },
  };
}

const askFrom =
  (page: Page, url: string) =>
  async (method: string, path: string, data?: object): Promise<unknown> => {
    const headers = { origin: url };
    const answer = await page.request.fetch(`${url}/api/${path}`, {
      method,
      headers,
      ...(data ? { data } : {}),
    });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return answer.status() === 204 ? null : answer.json();
  };

function stepsIn(page: Page) {
  const at = (id: string) => page.getByTestId(id);
  const row = (name: string) => at(`device-${name}`);
  return {
    at,
    row,
    async menu(name: string, action: string): Promise<void> {
      await row(name).locator('w-action-menu button').first().click();
      await row(name).getByTestId(`action-${action}`).click();
    },
    state: (name: string, is: string) =>
      row(name).locator(`[data-testid="device-state"][data-state="${is}"]`).waitFor(),
    note: (name: string, text: string) => row(name).getByTestId('device-note').getByText(text).waitFor(),
    widget: (id: string, value: string) =>
      waitUntil(`${id} is ${value}`, async () => (await at(`widget-${id}`).innerText()) === value, 10_000),
  };
}
