/** Goal: the API's page works under the strict content security policy. Method: the real page in Chromium. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserMissing, openBrowser, type TestBrowser } from '../helpers/browser.ts';
import { startTestServer, type TestServer } from '../helpers/testServer.ts';

let server: TestServer;
let browser: TestBrowser;
beforeAll(async () => {
  if (browserMissing) return;
  server = await startTestServer();
  browser = await openBrowser({ width: 1200, height: 900 });
});
afterAll(async () => {
  if (browserMissing) return;
  await browser.stop();
  await server.remove();
});

test.skipIf(browserMissing)(
  'the API page lists every subject, tries a route, and breaks no rule of the policy',
  async () => {
    const page = await browser.context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${server.url}/api/docs`);
    await page.locator('#operations-tag-health').click();
    const health = page.locator('.opblock', { hasText: '/api/health' });
    await health.locator('.opblock-summary').click();
    await health.getByRole('button', { name: 'Try it out' }).click();
    await health.getByRole('button', { name: 'Execute' }).click();
    await health.locator('.live-responses-table').waitFor();
    expect(await health.locator('.live-responses-table').innerText()).toContain('"status": "ok"');
    expect((await page.locator('.opblock-tag').allInnerTexts()).sort()).toEqual(await subjects());
    expect(complaints).toEqual([]);
  },
);

/** What the description itself says its routes are about. */
async function subjects(): Promise<string[]> {
  const described = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { tags: string[] }>>;
  };
  const routes = Object.values(described.paths).flatMap((path) => Object.values(path));
  expect(routes.length).toBeGreaterThan(100);
  return [...new Set(routes.flatMap(({ tags }) => tags))].sort();
}
