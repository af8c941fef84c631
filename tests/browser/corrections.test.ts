/**
 * What tells an administrator how well recognition goes, and what mends a wrong name: one face walks through a generated video, so that it runs
 * wherever Chromium is. The gallery report, the report of a camera, and one "not this person", all from the page.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seriousViolations } from '../helpers/axe.ts';
import { browserMissing, openBrowser, type TestBrowser } from '../helpers/browser.ts';
import { type BuiltApp, startBuiltApp } from '../helpers/builtApp.ts';
import { makeFaceVideo, makePhotos } from '../helpers/madeMedia.ts';
import { type Steps, stepsOn } from '../helpers/pageSteps.ts';

const phone = { width: 390, height: 844 };

describe.skipIf(browserMissing !== null)('the pages that judge recognition', { timeout: 60_000 }, () => {
  let folder: string;
  let app: BuiltApp;
  let browser: TestBrowser;
  let page: Page;
  let steps: Steps;
  const complaints: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'corrections-'));
    await makePhotos(folder);
    makeFaceVideo(join(folder, 'ann.png'), join(folder, 'gate.mp4'));
    app = await startBuiltApp();
    browser = await openBrowser({ width: 1280, height: 800 });
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    page.setDefaultTimeout(15_000);
    steps = stepsOn(page, app.url);
    await page.goto(app.setupLink);
    await steps.fillIn('w-setup-page', { company: 'Harbour Works', name: 'Ada' });
    await steps.signIn('ada@example.com', 'correct horse battery');
    await page.getByTestId('setup-later').click();
    await page.waitForURL(`${app.url}/`);
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (said) => said.type() === 'error' && complaints.push(said.text()));
  }, 60_000);

  afterAll(async () => {
    await browser?.stop();
    await app?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const at = (id: string) => page.getByTestId(id);
  const inPicture = (text: string) => at('in-picture').getByText(text, { exact: true });

  const present = (name: string) => page.locator('w-person-row [data-state="present"]', { hasText: name });

  async function enrol(name: string, photos: string[]): Promise<void> {
    await steps.open('people');
    await at('add-person').click();
    await at('person-name').fill(name);
    await at('consent').check();
    await at('photos').setInputFiles(photos.map((photo) => join(folder, photo)));
    await at('save-person').click();
    for (const photo of photos) await steps.shown(`${photo}: accepted`);
  }

  /** Neither the browser's console nor axe-core has anything to say, and nothing is wider than the window. */
  async function expectSound(): Promise<void> {
    expect(await seriousViolations(page)).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(width).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
  }

  test('the gallery report draws how photos were judged and says what to add', async () => {
    await enrol('Ann', ['ann.png', 'ann-2.png']);
    await enrol('Eve', ['eve.png']);
    await steps.open('people');
    await at('gallery-report').click();
    const report = at('gallery');
    await report.getByText(/\d of 2 photos are recognised/).waitFor();
    const bar = report.locator('.judged > span');
    const widths = await bar.locator('span').evaluateAll((parts) => parts.map((part) => part.clientWidth));
    const whole = (await bar.boundingBox())?.width ?? 0;
    expect(whole).toBeGreaterThan(300);
    expect(widths.reduce((sum, width) => sum + width)).toBeCloseTo(whole, -1);
    expect(await report.innerText()).toMatch(/Ann\s+and\s+Eve\s+Far enough apart\s+distance 0\.\d\d/);
    expect(await report.locator('li', { hasText: 'Eve' }).last().innerText()).toContain('Add');
    await expectSound();
  });

  test('"not this person" takes the name out of the picture and out of the list', async () => {
    app.writeCamera('gate', `name: Gate\narea: Yard\nurl: ${join(folder, 'gate.mp4')}\nloop: true\n`);
    await steps.open('');
    await present('Ann').waitFor();
    await inPicture('Ann').click();
    await at('not-this-person').first().click();
    await at('actual').selectOption({ label: 'Eve' });
    await page.locator('w-not-this-person input[name="why"]').fill('Eve stood there');
    await at('correct').click();
    await at('correction').waitFor();
    expect(await at('correction').innerText()).toMatch(
      /^Not Ann, but Eve: corrected by Ada, [\d:]+ \(Eve stood there\)\. It does not count\.$/,
    );
    expect(await at('not-this-person').count()).toBe(0);
    await expectSound();
    await steps.open('');
    await inPicture('1 unknown').waitFor();
    expect(await inPicture('Ann').count()).toBe(0);
    expect(await present('Ann').count()).toBe(0);
  });

  test('the person says since when it is stricter, and the limit can be lifted', async () => {
    await page.setViewportSize(phone);
    await steps.open('people');
    await page.getByRole('link', { name: 'Ann', exact: true }).click();
    const stricter = at('stricter');
    await stricter.getByText('Ann is named only when the face is clearly less like Eve').waitFor();
    await expectSound();
    await stricter.getByRole('button').click();
    await stricter.waitFor({ state: 'detached' });
    await steps.open('');
    await inPicture('Ann').waitFor();
  });

  test('a camera tells who passed, and whether it hangs well', async () => {
    await steps.open('cameras');
    await at('recognition-gate').click();
    const told = page.locator('w-camera-recognition');
    await told.getByText(/Faces here are \d+ px wide/).waitFor();
    await told.getByText('Who passed, and why not named').waitFor();
    await told.locator('tr.named .count').first().waitFor();
    const bars = await told.locator('.length span').evaluateAll((all) => all.map((bar) => bar.clientWidth));
    expect(Math.max(...bars)).toBeGreaterThan(20);
    await expectSound();
  });
});
