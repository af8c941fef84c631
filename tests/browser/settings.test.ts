/** The Settings page in a real browser, on the program as it runs: a change seen before it is saved, a backup restored, diagnostics. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';
import { seriousViolations } from '../helpers/axe.ts';
import { browserMissing, openBrowser, type TestBrowser } from '../helpers/browser.ts';
import { type Steps, stepsOn } from '../helpers/pageSteps.ts';
import { runProgram, type RunningProgram } from '../helpers/runningProgram.ts';
import { adminPassword } from '../helpers/testServer.ts';

const shots = join(packageRoot(), 'artifacts');
const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
/** Every tar.gz begins so. */
const gzip = [0x1f, 0x8b];

describe.skipIf(browserMissing !== null)('settings in the browser', { timeout: 90_000 }, () => {
  let program: RunningProgram;
  let browser: TestBrowser;
  let page: Page;
  let steps: Steps;
  const crashes: string[] = [];

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    program = await runProgram();
    browser = await openBrowser(sizes.desktop);
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => crashes.push(error.message));
    steps = stepsOn(page, program.url());
    await page.goto(`${program.url()}/sign-in`);
    await steps.signIn('ada@example.com', adminPassword);
    await page.waitForURL(`${program.url()}/`);
  }, 60_000);
  afterAll(async () => {
    await browser?.stop();
    await program?.remove();
  });

  const at = (id: string) => page.getByTestId(id);
  const downloaded = async (press: () => Promise<void>) => {
    const [download] = await Promise.all([page.waitForEvent('download'), press()]);
    const bytes = readFileSync(await download.path());
    return { name: download.suggestedFilename(), start: [...bytes.subarray(0, 2)] };
  };

  test('a change tells what it would do, and holds when it is saved', async () => {
    await steps.open('settings');
    await at('setting-awayAfterMs').fill('45');
    await at('change-awayAfterMs').getByText('People away now: 0. With this change: 0.').waitFor();
    await at('save-awayAfterMs').click();
    await steps.shown('Saved. It holds from now on.');
    await steps.shown('Changed by Ada');
    await at('setting-absentAfterMs').fill('0.1');
    await at('change-absentAfterMs').getByText('must be from 1 min to 4 h').waitFor();
    expect(await at('save-absentAfterMs').isDisabled()).toBe(true);
    await page.reload();
    await expect.poll(() => at('setting-awayAfterMs').inputValue()).toBe('45');
  });

  test('a value that is not allowed says at its setting what would be', async () => {
    await steps.open('settings');
    await at('setting-pushPort').fill('70000');
    await at('change-pushPort').getByText('Port for terminals that call: must be from 1 to 65,535').waitFor();
    expect(await at('save-pushPort').isDisabled()).toBe(true);
    await page.setViewportSize(sizes.phone);
    await at('change-pushPort').screenshot({ path: join(shots, 'setting-refused-phone.png') });
    await page.setViewportSize(sizes.desktop);
    await at('setting-awayAfterMs').fill('5');
    await at('change-awayAfterMs').getByText('must be from 10 s to 10 min').waitFor();
    await at('change-awayAfterMs').getByRole('button', { name: 'Discard' }).click();
    await at('change-pushPort').getByRole('button', { name: 'Discard' }).click();
  });

  test('the language of the company is that of a browser in which nobody chose one', async () => {
    await at('setting-language').selectOption('id');
    await at('save-language').click();
    await steps.shown('Saved. It holds from now on.');
    await page.reload();
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('id');
    await program.send('PATCH', '/api/settings', JSON.stringify({ language: '' }));
    await page.reload();
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('en');
  });

  test('diagnostics are put together and downloaded', async () => {
    await at('make-diagnostics').click();
    const file = await downloaded(() => at('download-diagnostics').click());
    expect(file).toEqual({
      name: expect.stringMatching(/^diagnostics-[\d-]+\.tar\.gz$/) as string,
      start: gzip,
    });
  });

  test('a backup is made and downloaded; restored, the page comes back by itself with what it held', async () => {
    await at('back-up').click();
    await at('backup').first().waitFor();
    const file = await downloaded(() => at('backup').first().locator('a[download]').click());
    expect(file.start).toEqual(gzip);
    await at('setting-awayAfterMs').fill('50');
    await at('save-awayAfterMs').click();
    await steps.shown('Saved. It holds from now on.');
    await at('check-backup').first().click();
    await at('restore-confirm').fill('Harbour');
    await page.screenshot({ path: join(shots, 'settings-restore.png') });
    await at('restore').click();
    await steps.shown('Restoring. The server starts anew');
    await page.getByText('before a restore').waitFor({ timeout: 60_000 });
    await expect.poll(() => at('setting-awayAfterMs').inputValue()).toBe('45');
  });

  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    test.each(['desktop', 'phone'] as const)('the page fits a %s and is accessible', async (size) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(sizes[size]);
      await steps.open('settings');
      await at('make-diagnostics').waitFor();
      await at('backup').first().waitFor();
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(shots, `settings-${size}-${colorScheme}.png`), fullPage: true });
      await at('make-diagnostics').scrollIntoViewIfNeeded();
      await page.screenshot({ path: join(shots, `settings-about-${size}-${colorScheme}.png`) });
      expect(await seriousViolations(page)).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(sizes[size].width);
      expect(crashes).toEqual([]);
    });
  });
});
