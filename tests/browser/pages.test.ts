/**
 * First steps on the built program in a real browser, with generated cameras: what is refused, what empty pages say, an administrator's
 * and a viewer's walk. How every page looks is in days/everyPage.test.ts.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserMissing, openBrowser, type TestBrowser } from '../helpers/browser.ts';
import { type BuiltApp, startBuiltApp } from '../helpers/builtApp.ts';
import { shoot, sizes } from '../helpers/lookAt.ts';
import { makeMovingVideo, makePhotos } from '../helpers/madeMedia.ts';
import { type Steps, stepsOn } from '../helpers/pageSteps.ts';
import { waitUntil } from '../helpers/waitUntil.ts';

const adminPassword = 'correct horse battery';
const newPassword = 'staple horse battery';
const viewerPassword = 'only here to look';

describe.skipIf(browserMissing !== null)('the pages in the browser', { timeout: 60_000 }, () => {
  let folder: string;
  let app: BuiltApp;
  let browser: TestBrowser;
  let page: Page;
  let steps: Steps;
  const crashes: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pages-'));
    makeMovingVideo(join(folder, 'yard.mp4'));
    await makePhotos(folder);
    app = await startBuiltApp();
    browser = await openBrowser(sizes.desktop);
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    page.setDefaultTimeout(20_000);
    steps = stepsOn(page, app.url);
    page.on('pageerror', (error) => crashes.push(error.message));
  });

  afterAll(async () => {
    await browser?.stop();
    await app?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const at = (id: string) => page.getByTestId(id);

  test('the sign-in page says that set-up comes first, and an old link that it is old', async () => {
    await page.goto(app.url);
    await at('setup-needed').waitFor();
    await page.goto(`${app.url}/setup?token=old`);
    await steps.fillIn('w-account-step', { company: 'Harbour', name: 'Ada' });
    await steps.signIn('ada@example.com', adminPassword);
    await steps.shown('Cannot set up: this link is not the current one.');
  });

  test('the set-up link makes the administrator, once the password is long enough', async () => {
    await page.goto(app.setupLink);
    await steps.fillIn('w-account-step', { company: 'Harbour Works', timeZone: 'Mars/Base', name: 'Ada' });
    await steps.signIn('ada@example.com', 'short');
    expect(page.url()).toContain('/setup');
    await at('password').fill(adminPassword);
    await at('submit').click();
    await steps.shown('Not a time zone such as Asia/Jakarta');
    await steps.fillIn('w-account-step', { timeZone: 'Asia/Jakarta' });
    await at('submit').click();
    await at('setup-later').click();
    await page.waitForURL(`${app.url}/`);
    // The header has room for the company's name on a wide screen only.
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.getByText('Harbour Works').waitFor();
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test('empty pages say what to do', async () => {
    await steps.open('');
    await steps.shown('No camera yet');
    await steps.shown('Nobody is enrolled yet');
    expect(await page.getByRole('link', { name: 'Add a camera' }).getAttribute('href')).toBe('/cameras');
    await shoot(page, 'pages-empty');
    await page.getByRole('link', { name: 'Add people' }).click();
    await steps.shown('Add a person with consent and three or more photos');
    await steps.open('cameras');
    await steps.shown('Add one here, or put its YAML file into the cameras folder');
  });

  test('the camera form says beside the field what is wrong, and adds what is right', async () => {
    await steps.addCamera({ name: 'Odd', area: 'Yard', url: 'gopher://example.com/' });
    await page.locator('w-camera-form .wrong', { hasText: 'should be rtsp://' }).waitFor();
    await steps.addCamera({ name: ' ', area: 'Yard', url: 'webcam:0', cameraId: 'blank' });
    await steps.shown('Cannot save yet: correct the marked fields.');
    await steps.addCamera({ name: 'Yard', area: 'Outside', url: join(folder, 'yard.mp4') });
    await at('camera-file-yard').waitFor();
    await steps.addCamera({ name: 'Yard', area: 'Outside', url: 'webcam:0' });
    await steps.shown('it is already taken. Choose another.');
  });

  test('camera files written by hand appear by themselves, a broken one with its error', async () => {
    await steps.open('cameras');
    app.writeCamera('gone', 'name: Loading bay at the far end of warehouse 12\narea: Gone\nurl: gone.mp4\n');
    app.writeCamera('broken', 'name: [\n');
    await at('camera-file-gone').getByText('Cannot open camera').waitFor();
    await at('camera-file-broken').getByText('Cannot read broken.yaml: line').waitFor();
  });

  test('keys switch cameras: one shows its picture, a blind one its reason', async () => {
    await steps.open('');
    const number = await at('camera-yard').locator('.number').innerText();
    await page.keyboard.press(number);
    await waitUntil(
      'the yard is drawn',
      async () => (await at('feed').getAttribute('data-camera')) === 'yard',
      10_000,
    );
    await waitUntil(
      'the AI light is on',
      async () => (await at('ai-light').getAttribute('data-on')) === 'true',
      10_000,
    );
    await page.keyboard.press(await at('camera-gone').locator('.number').innerText());
    await at('feed-blind').getByText('there is no such file').waitFor();
    expect(await at('ai-light').getAttribute('data-on')).toBe('false');
    await at('camera-yard').click();
  });

  test('a person needs consent before photos, and each photo says what became of it', async () => {
    await steps.open('people');
    await at('add-person').click();
    await at('person-name').fill('Maximiliane Wolkenstein-Trostburg von Hohenfels');
    expect(await at('photos').isDisabled()).toBe(true);
    await at('save-person').click();
    await page.locator('w-people-table').getByText('No consent').waitFor();
    await at('add-person').click();
    await at('person-name').fill('Ann');
    await at('consent').check();
    await at('photos').setInputFiles(['ann.png', 'bars.png', 'text.jpg'].map((file) => join(folder, file)));
    await at('photo-chosen').nth(2).waitFor();
    await at('save-person').click();
    await steps.shown('ann.png: accepted');
    await steps.shown('Cannot use bars.png: no face was found.');
    await steps.shown('Cannot read text.jpg: it is not a picture we know.');
    await page.getByRole('button', { name: 'Done' }).click();
  });

  test('an administrator changes the own password, and adds somebody who may look', async () => {
    await steps.open('account');
    await page.getByText('Change password').first().click();
    await at('password-current').fill('something else');
    await at('password-next').fill(newPassword);
    await at('password-save').click();
    await steps.shown('Cannot do this: the current password is wrong.');
    await at('password-current').fill(adminPassword);
    await at('password-save').click();
    await steps.shown('The password is changed.');
    await steps.open('users');
    await at('add-user').click();
    await at('user-name').fill('Vera');
    await at('user-email').fill('vera@example.com');
    await at('user-password').fill(viewerPassword);
    await at('save-user').click();
    await at('user-vera@example.com').waitFor();
  });

  test('a viewer sees everything and may change nothing', async () => {
    await steps.open('account');
    await at('sign-out').click();
    await steps.signIn('vera@example.com', 'wrong password');
    await steps.shown('Cannot sign in: the e-mail address or the password is wrong.');
    await steps.signIn('vera@example.com', viewerPassword);
    await at('camera-yard').waitFor();
    for (const [path, text] of [
      ['people', 'Ann'],
      ['cameras', 'Yard'],
    ] as const) {
      await steps.open(path);
      await steps.shown(text);
      // What only unfolds or sorts changes nothing.
      expect(await page.locator('main .top button').count(), path).toBe(0);
    }
    for (const path of ['users', 'settings', 'audit']) {
      await steps.open(path);
      await at('not-allowed').waitFor();
    }
  });

  test('a session that ended leads to the sign-in page', async () => {
    await steps.open('');
    await browser.context.clearCookies();
    await page.reload();
    await page.waitForURL(`${app.url}/sign-in`);
    expect(crashes).toEqual([]);
  });
});
