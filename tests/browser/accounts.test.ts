/** Users, the own account and the audit log in a real browser: an owner's walk, names that would be scripts, two sizes in two themes. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';
import { seriousViolations } from '../helpers/axe.ts';
import { browserMissing, openBrowser, type TestBrowser } from '../helpers/browser.ts';
import { type BuiltApp, startBuiltApp } from '../helpers/builtApp.ts';
import { type Steps, stepsOn } from '../helpers/pageSteps.ts';

const shots = join(packageRoot(), 'artifacts');
const password = 'correct horse battery';
const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const script = (what: string) => `<img src=x onerror="window.ran='${what}'">`;
const periodMs = 30_000;

describe.skipIf(browserMissing !== null)('accounts in the browser', { timeout: 90_000 }, () => {
  let app: BuiltApp;
  let browser: TestBrowser;
  let page: Page;
  let steps: Steps;
  let totp: TOTP;
  let recoveryCode = '';
  const crashes: string[] = [];

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    app = await startBuiltApp();
    browser = await openBrowser(sizes.desktop);
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    page.setDefaultTimeout(20_000);
    steps = stepsOn(page, app.url);
    page.on('pageerror', (error) => crashes.push(error.message));
    const token = new URL(app.setupLink, app.url).searchParams.get('token') ?? '';
    await page.goto(`${app.url}/sign-in`);
    const account = { name: 'Ada', email: 'ada@example.com', password };
    await post('/api/setup', { token, company: 'Harbour', timeZone: 'Asia/Jakarta', ...account });
  });
  afterAll(async () => {
    await browser?.stop();
    await app?.stop();
  });

  const at = (id: string) => page.getByTestId(id);
  /** As the page's own requests are sent. */
  const post = (path: string, body: object) =>
    page.evaluate(
      async ([address, text]) => {
        const headers = { 'content-type': 'application/json' };
        return (await fetch(address ?? '', { method: 'POST', headers, body: text ?? '' })).status;
      },
      [path, JSON.stringify(body)],
    );

  test('an owner adds a user, who is listed with their role', async () => {
    await steps.open('users');
    await at('add-user').click();
    await at('user-name').fill('Sam');
    await at('user-email').fill('sam@example.com');
    await at('user-role').selectOption('supervisor');
    await at('user-password').fill('password1234');
    await at('save-user').click();
    await page.locator('w-user-form .wrong', { hasText: 'common' }).waitFor();
    await at('user-password').fill('boats in the fog');
    await at('save-user').click();
    await at('user-sam@example.com').getByText('Supervisor').waitFor();
  });

  test('a new password is shown once, and a disabled user is marked', async () => {
    await at('user-sam@example.com').getByTestId('edit-user').click();
    await at('reset-password').click();
    await page.locator('w-confirm').getByRole('button', { name: 'New password' }).click();
    await expect.poll(() => at('new-password').innerText()).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    await page.keyboard.press('Escape');
    await at('user-sam@example.com').getByTestId('edit-user').click();
    await at('disable-user').click();
    await at('user-sam@example.com').getByText('Disabled').waitFor();
  });

  test('a second factor is set up with a first code, and recovery codes are shown', async () => {
    await steps.open('account');
    await at('two-factor').click();
    await at('two-factor-password').fill(password);
    await at('two-factor-continue').click();
    totp = new TOTP({ secret: Secret.fromBase32(await at('two-factor-secret').innerText()) });
    await page.screenshot({ path: join(shots, 'accounts-two-factor.png') });
    await at('two-factor-code').fill('000000');
    await at('two-factor-confirm').click();
    await steps.shown('Cannot turn on the second factor: the code is wrong.');
    // A step back: the code of now is left for signing in.
    await at('two-factor-code').fill(totp.generate({ timestamp: Date.now() - periodMs }));
    await at('two-factor-confirm').click();
    recoveryCode = (await at('recovery-codes').locator('li').first().innerText()).trim();
    expect(await at('recovery-codes').locator('li').count()).toBe(8);
    await at('two-factor-done').click();
    await steps.shown('Recovery codes left: 8');
  });

  test('signing in asks for the code, and takes a recovery code', async () => {
    await at('sign-out').click();
    await steps.signIn('ada@example.com', password);
    await at('code').fill('000000');
    await at('submit').click();
    await steps.shown('Cannot sign in yet: a code is needed.');
    await at('code').fill(totp.generate({ timestamp: Date.now() }));
    await at('submit').click();
    await page.waitForURL(`${app.url}/`);
    await steps.open('account');
    await at('sign-out').click();
    await steps.signIn('ada@example.com', password);
    await at('code').fill(recoveryCode);
    await at('submit').click();
    await page.waitForURL(`${app.url}/`);
  });

  test('the audit log tells it in sentences, and filters', async () => {
    await steps.open('audit');
    for (const sentence of [
      'Added the user Sam as Supervisor',
      'Gave Sam a new password',
      'Disabled the user Sam',
    ])
      await steps.shown(sentence);
    await steps.shown('Signed in with a recovery code; left: 7');
    await at('audit-action').selectOption('audit.');
    await expect.poll(() => at('audits').locator('li').count()).toBe(1);
  });

  test('names that would be scripts are text on every page', async () => {
    const name = script('name');
    const person = { name, job: script('job') };
    expect(await post('/api/people', person)).toBe(201);
    const user = { name, email: 'x@example.com', role: 'viewer', password: 'boats in the fog' };
    expect(await post('/api/users', user)).toBe(201);
    expect(await post('/api/areas', { name })).toBe(201);
    expect(await post('/api/teams', { name })).toBe(201);
    const camera = { cameraId: 'x', name, area: name, url: '/nowhere.mp4', enabled: true };
    expect(await post('/api/cameras', camera)).toBe(201);
    for (const path of ['', 'people', 'users', 'audit', 'areas', 'teams', 'cameras']) {
      await steps.open(path);
      await page.locator('main').getByText(name).filter({ visible: true }).first().waitFor();
      await page.waitForTimeout(300);
      expect([path, await page.evaluate('window.ran')]).toEqual([path, undefined]);
    }
  });

  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    test.each(['desktop', 'phone'] as const)('the pages fit a %s and are accessible', async (size) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(sizes[size]);
      for (const path of ['users', 'audit', 'account']) {
        await steps.open(path);
        await page.waitForTimeout(400);
        await page.screenshot({ path: join(shots, `accounts-${path}-${size}-${colorScheme}.png`) });
        expect(await seriousViolations(page), path).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(
          sizes[size].width,
        );
      }
      expect(crashes).toEqual([]);
    });
  });
});
