/** Other programs connected in a real browser: a key, events by webhook, and a Frappe site on this machine. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Person, ProblemView } from '../../server/wire.ts';
import { browserMissing, openBrowser, type TestBrowser } from '../helpers/browser.ts';
import { type BuiltApp, startBuiltApp } from '../helpers/builtApp.ts';
import { type FakeFrappe, startFakeFrappe } from '../helpers/fakeFrappe.ts';
import { lookAt, shoot, sizes } from '../helpers/lookAt.ts';
import { type Steps, stepsOn } from '../helpers/pageSteps.ts';

describe.skipIf(browserMissing !== null)('connections in the browser', { timeout: 90_000 }, () => {
  let app: BuiltApp;
  let frappe: FakeFrappe;
  let erp: Awaited<ReturnType<typeof startErp>>;
  let browser: TestBrowser;
  let page: Page;
  let steps: Steps;
  let ann = '';
  const crashes: string[] = [];
  const at = (id: string) => page.getByTestId(id);

  beforeAll(async () => {
    app = await startBuiltApp();
    frappe = await startFakeFrappe();
    erp = await startErp();
    browser = await openBrowser(sizes.desktop);
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => crashes.push(error.message));
    steps = stepsOn(page, app.url);
    const token = new URL(app.setupLink, app.url).searchParams.get('token') ?? '';
    const owner = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };
    await send('setup', { token, company: 'Harbour', timeZone: 'Asia/Jakarta', ...owner });
    ann = ((await send('people', { name: 'Ann', code: 'E1' })) as Person).personId;
  });
  afterEach(({ task }) => (task.result?.state === 'fail' ? shoot(page, 'failed-connections') : undefined));
  afterAll(async () => {
    await browser?.stop();
    await app?.stop();
    await frappe?.stop();
    await erp?.stop();
  });

  async function send(path: string, data: object): Promise<unknown> {
    const answer = await page.request.post(`${app.url}/api/${path}`, { data, headers: { origin: app.url } });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return answer.json();
  }

  /** What an administrator is told above every page. */
  async function problems(): Promise<string[]> {
    const found = (await (await page.request.get(`${app.url}/api/problems`)).json()) as ProblemView[];
    return found.map(({ problemId }) => problemId);
  }

  /** As a terminal's record comes in. */
  function punched(id: string, atMs: number): void {
    const db = new Database(join(app.dataDir, 'whereabouts.sqlite'));
    const { companyId } = db.prepare('SELECT companyId FROM people').get() as { companyId: string };
    db.prepare(
      `INSERT INTO punches (id, companyId, personId, atMs, direction, source, deviceId, note, recordedAtMs)
       VALUES (?,?,?,?,'in','terminal','gate-1','',?)`,
    ).run(id, companyId, ann, atMs, Date.now());
    db.close();
  }

  test('with nothing connected each part says what it is for, what to do, and fits', async () => {
    await steps.open('connections');
    await at('no-keys').getByText('Make one for each program').waitFor();
    await at('frappe-state').getByText('Not set up').waitFor();
    await steps.shown('Missing: Address of the Frappe site');
    expect(await at('test-frappe').isDisabled()).toBe(true);
    await at('events-state').getByText('Off').waitFor();
    expect(await lookAt(page, 'connections-empty')).toEqual([]);
    await page.setViewportSize(sizes.desktop);
  });

  test('a key is shown once, reads what it may, and nothing once it is revoked', async () => {
    await at('new-key').click();
    await at('key-name').fill('Payroll');
    await at('make-key').click();
    const secret = await at('key-secret').inputValue();
    expect(secret).toMatch(/^wak_/);
    expect(await lookAt(page, 'connections-key')).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    await at('secret-kept').click();
    await at('keys').getByText('Payroll').waitFor();
    await at('keys').getByText('Never used').waitFor();
    expect(await page.locator('w-key-list').innerHTML()).not.toContain(secret);
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    const ask = () =>
      fetch(`${app.url}/api/exports/punches.csv?from=${today}&to=${today}`, {
        headers: { authorization: `Bearer ${secret}` },
      });
    const answer = await ask();
    expect([answer.status, (await answer.text()).split(',')[0]]).toEqual([200, 'code']);
    await steps.open('connections');
    await at('keys').getByText('Used').waitFor();
    await at('revoke-key').click();
    await page.locator('w-key-list w-confirm button.danger').click();
    await at('no-keys').waitFor();
    expect((await ask()).status).toBe(401);
  });

  test('the same punches come as a file, of days that make sense', async () => {
    await at('export-from').fill('2026-11-30');
    await at('export-to').fill('2026-11-01');
    await steps.shown('The last day is before the first');
    expect(await at('export-csv').isDisabled()).toBe(true);
    await steps.open('connections');
    const download = page.waitForEvent('download');
    await at('export-csv').click();
    expect((await download).suggestedFilename()).toMatch(/^punches-.*\.csv$/);
  });

  test('Frappe: what is wrong with the address stands beside it', async () => {
    await at('frappe-url').fill('hr.example');
    await at('save-frappe').click();
    await page.locator('w-frappe-form .wrong').getByText('such as https://hr.example.com').waitFor();
  });

  test('Frappe: a wrong key is told by the test, and the right one works', async () => {
    await at('frappe-url').fill(frappe.url);
    await at('frappe-timeZone').fill('Asia/Kolkata');
    await at('frappe-apiKey').fill(frappe.token.apiKey);
    await at('frappe-apiSecret').fill('a wrong secret');
    await steps.shown('Save first what was changed');
    await at('save-frappe').click();
    await at('frappe-state').getByText('Off').waitFor();
    expect(await at('frappe-apiSecret').inputValue()).toBe('');
    await at('test-frappe').click();
    await at('test-result').getByText('it refuses the API key').waitFor();
    await at('frappe-apiSecret').fill(frappe.token.apiSecret);
    await at('save-frappe').click();
    await page.locator('w-frappe-form').getByText('Saved').waitFor();
    await at('test-frappe').click();
    await at('test-result').getByText('check-ins are written as whereabouts@example.com').waitFor();
    expect(frappe.writes).toBe(0);
    // For another site it is asked for again; as it is, the form cannot be sent.
    await at('frappe-url').fill('https://hr.example.com');
    await at('type-again').getByText(frappe.url).waitFor();
    await at('save-frappe').click();
    expect(await at('frappe-apiSecret').evaluate((input) => input.matches(':focus'))).toBe(true);
    await at('frappe-url').fill(`${frappe.url}/`);
    await at('type-again').waitFor({ state: 'detached' });
    await at('save-frappe').click();
    await page.locator('w-frappe-form').getByText('Saved').waitFor();
  });

  test('Frappe: turned on it hands over; what it refuses says why, and goes once that is mended', async () => {
    await at('switch-frappe').click();
    await at('frappe-state').getByText('On').waitFor();
    // Who is in is known by a code that Frappe does not know yet.
    punched('p1', Date.now());
    await at('refused')
      .getByText('no employee whose attendance_device_id is E1')
      .waitFor({ timeout: 40_000 });
    await expect.poll(problems).toContain('connectorRefused:frappe');
    expect(await lookAt(page, 'connections-refused')).toEqual([]);
    await page.setViewportSize(sizes.desktop);
    frappe.employees.set('HR-EMP-1', 'E1');
    await at('retry-all').click();
    await expect.poll(() => frappe.checkins.length, { timeout: 20_000 }).toBe(1);
    await at('frappe-facts').getByText('Delivered until').waitFor();
    await expect.poll(() => at('refused').count(), { timeout: 20_000 }).toBe(0);
    expect(await problems()).not.toContain('connectorRefused:frappe');
  });

  test('Frappe: the last error stands on the page while it fails, and goes when it works again', async () => {
    frappe.always = 'keyRefused';
    punched('p2', Date.now());
    await at('frappe-problem').getByText('it refuses the API key').waitFor({ timeout: 40_000 });
    await at('frappe-state').getByText('Problem').waitFor();
    expect(await problems()).toContain('connector:frappe');
    await shoot(page, 'connections-problem');
    frappe.always = null;
    await expect.poll(() => frappe.checkins.length, { timeout: 40_000 }).toBe(2);
    await at('frappe-state').getByText('On').waitFor();
    expect(await at('frappe-problem').count()).toBe(0);
    expect(await problems()).not.toContain('connector:frappe');
  });

  test('events wait for the webhook, and leave by it signed once it is set up', async () => {
    await at('switch-events').click();
    await at('events-state').getByText('Waits for the webhook').waitFor();
    await at('to-webhook').click();
    const hook = at('channel-webhook');
    await hook.locator('summary').click();
    await hook.getByTestId('field-url').fill(erp.url);
    await hook.getByTestId('field-secret').fill('a secret of the ERP');
    await hook.getByTestId('save-channel').click();
    await hook.getByText('Saved').waitFor();
    await hook.getByTestId('switch-channel').click();
    await hook.getByTestId('channel-state').getByText('Ready').waitFor();
    await steps.open('connections');
    await at('events-state').getByText('On').waitFor();
    arrived();
    await expect.poll(() => erp.events(), { timeout: 40_000 }).toContain('presence.arrived');
    expect(erp.signed()).toBe(true);
  });

  /** Ann is seen: an event. */
  function arrived(): void {
    const db = new Database(join(app.dataDir, 'whereabouts.sqlite'));
    const { companyId } = db.prepare('SELECT companyId FROM people').get() as { companyId: string };
    db.prepare(
      'INSERT INTO sojourns (id, companyId, personId, cameraId, area, fromMs, toMs, evidence) VALUES (?,?,?,?,?,?,?,?)',
    ).run('s1', companyId, ann, 'hall', 'Hall', Date.now(), Date.now(), '{}');
    db.close();
  }

  test('all of it fits a phone and a desktop in both themes, and is accessible', async () => {
    await send('keys', { name: 'Payroll' });
    await steps.open('connections');
    await at('keys').waitFor();
    expect(await lookAt(page, 'connections')).toEqual([]);
    expect(crashes).toEqual([]);
  });
});

/** What an ERP listens with. */
async function startErp() {
  const heard: { event: string; signature: boolean }[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const { variables } = JSON.parse(body) as { variables: { event?: string } };
      heard.push({
        event: variables.event ?? '',
        signature: request.headers['x-whereabouts-signature'] !== undefined,
      });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    events: () => heard.map(({ event }) => event),
    signed: () => heard.length > 0 && heard.every(({ signature }) => signature),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
