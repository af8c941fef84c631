/**
 * The set-up assistant on the built program, from the link the server prints to a person who is recognised on the first camera. Everything it
 * needs is made on the spot, so it runs wherever Chromium is. Screenshots go to artifacts/.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';
import { seriousViolations } from '../helpers/axe.ts';
import { browserMissing, openBrowser, type TestBrowser } from '../helpers/browser.ts';
import { type BuiltApp, startBuiltApp } from '../helpers/builtApp.ts';
import { makeFaceVideo, makePhotos } from '../helpers/madeMedia.ts';
import { type Steps, stepsOn } from '../helpers/pageSteps.ts';
import { waitUntil } from '../helpers/waitUntil.ts';

const shots = join(packageRoot(), 'artifacts');
const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

describe.skipIf(browserMissing !== null)('the set-up assistant', { timeout: 90_000 }, () => {
  let folder: string;
  let app: BuiltApp;
  let browser: TestBrowser;
  let page: Page;
  let steps: Steps;
  const crashes: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'setup-'));
    mkdirSync(shots, { recursive: true });
    await makePhotos(folder);
    makeFaceVideo(join(folder, 'ann.png'), join(folder, 'door.mp4'));
    app = await startBuiltApp();
    browser = await openBrowser(sizes.desktop);
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    page.setDefaultTimeout(15_000);
    steps = stepsOn(page, app.url);
    page.on('pageerror', (error) => crashes.push(error.message));
  });

  afterAll(async () => {
    await browser?.stop();
    await app?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const at = (id: string) => page.getByTestId(id);

  /** As it is, at both sizes and in both themes; each is accessible and needs no sideways scrolling. */
  async function look(name: string): Promise<void> {
    for (const [size, viewport] of Object.entries(sizes))
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: join(shots, `setup-${name}-${size}-${colorScheme}.png`) });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
          viewport.width,
        );
        if (size === 'phone') expect(await seriousViolations(page), name).toEqual([]);
      }
    await page.setViewportSize(sizes.desktop);
    await page.emulateMedia({ colorScheme: 'light' });
  }

  test('the printed link makes the administrator and leads on, without its token', async () => {
    await page.goto(app.setupLink);
    await page.locator('input[name=company]').waitFor();
    expect(await page.locator('input[name=timeZone]').inputValue()).not.toBe('');
    await look('account');
    await steps.fillIn('w-account-step', { company: 'Harbour Works', timeZone: 'Asia/Jakarta', name: 'Ada' });
    await steps.signIn('ada@example.com', 'correct horse battery');
    await at('setup-area').waitFor();
    expect(page.url()).toBe(`${app.url}/setup`);
  });

  test('the first area; what is left can be gone on with later', async () => {
    await look('area');
    await at('area-name').fill('Entrance');
    await at('add-area').click();
    await at('setup-camera').waitFor();
    await at('setup-later').click();
    await page.waitForURL(`${app.url}/`);
    await steps.open('cameras');
    await at('finish-setup').getByRole('link').click();
    await at('setup-camera').waitFor();
    await at('setup-back').click();
    await at('setup-area').getByText('Entrance').waitFor();
    await at('setup-next').click();
    await at('setup-camera').waitFor();
  });

  test('the first camera is seen before it is saved, with what to know of its stream', async () => {
    await look('camera');
    await at('setup-add-camera').click();
    await steps.fillIn('w-camera-form', {
      name: 'Door',
      area: 'Entrance',
      url: join(folder, 'gone.mp4'),
    });
    await at('test-camera').click();
    await at('test-blind').getByText('there is no such file').waitFor();
    await steps.fillIn('w-camera-form', { url: join(folder, 'door.mp4') });
    await at('test-camera').click();
    await at('test-picture').waitFor();
    await at('test-facts').getByText('640 × 360 · H.264 · 10 pictures a second').waitFor();
    await at('test-hints').getByText('The picture is small').waitFor();
    await look('camera-tested');
    await at('save-camera').click();
    await at('setup-cameras').getByText('Door').waitFor();
    await at('setup-next').click();
  });

  test('the privacy notice has a draft in two languages', async () => {
    await at('notice-id').click();
    expect(await at('notice').inputValue()).toMatch(/^Kamera di tempat kerja/);
    await at('notice-en').click();
    expect(await at('notice').inputValue()).toMatch(/^Cameras at work/);
    await look('notice');
    await at('notice').fill('We use cameras to know who is here.');
    await at('save-notice').click();
    await at('setup-person').waitFor();
    await at('setup-back').click();
    await waitUntil(
      'the saved notice is shown',
      async () => (await at('notice').inputValue()) === 'We use cameras to know who is here.',
      5_000,
    );
    await at('setup-next').click();
  });

  test('the first person is added, with consent and a photo', async () => {
    await at('setup-add-person').click();
    await at('person-name').fill('Ann');
    await at('consent').check();
    await at('photos').setInputFiles([join(folder, 'ann.png')]);
    await at('save-person').click();
    await page.getByRole('button', { name: 'Done', exact: true }).click();
    await page.getByText('Somebody is enrolled.').waitFor();
    await look('person');
    await at('setup-next').click();
  });

  test('the end says what to do next, and the person is recognised on the first camera', async () => {
    await at('setup-end').getByText('Everything is set up').waitFor();
    await look('end');
    await at('setup-finish').click();
    await page.waitForURL(`${app.url}/`);
    await page
      .locator('w-person-row [data-state="present"]', { hasText: 'Ann' })
      .waitFor({ timeout: 40_000 });
    await page.screenshot({ path: join(shots, 'setup-recognised.png') });
    await steps.open('cameras');
    await at('camera-file-door').waitFor();
    expect(await at('finish-setup').count()).toBe(0);
  });

  test('who is not signed in is sent to the sign-in page by an old link', async () => {
    await browser.context.clearCookies();
    await page.goto(app.setupLink);
    await at('setup-done').waitFor();
    expect(crashes).toEqual([]);
  });
});
