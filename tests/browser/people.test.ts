/**
 * The people pages in a real browser: a person is added, photographed with a webcam whose picture is a made video, given leave, taken consent from and
 * erased; a day is drawn; a list of hundreds stays short in the page. Screenshots go to artifacts/.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';
import type { ErasureReceipt, Person } from '../../server/wire.ts';
import { seriousViolations } from '../helpers/axe.ts';
import { browserMissing, openBrowser, type TestBrowser } from '../helpers/browser.ts';
import { type BuiltApp, startBuiltApp } from '../helpers/builtApp.ts';
import { makeFaceVideo, makePhotos } from '../helpers/madeMedia.ts';
import { type Steps, stepsOn } from '../helpers/pageSteps.ts';

const shots = join(packageRoot(), 'artifacts');
const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

describe.skipIf(browserMissing !== null)('the people pages', { timeout: 90_000 }, () => {
  let folder: string;
  let app: BuiltApp;
  let browser: TestBrowser;
  let page: Page;
  let steps: Steps;
  const complaints: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'people-'));
    mkdirSync(shots, { recursive: true });
    await makePhotos(folder);
    makeWebcam(join(folder, 'ann.png'), join(folder, 'webcam.y4m'));
    makeFaceVideo(join(folder, 'ann.png'), join(folder, 'gate.mp4'));
    app = await startBuiltApp();
    browser = await openBrowser(sizes.desktop, [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${join(folder, 'webcam.y4m')}`,
    ]);
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    page.setDefaultTimeout(20_000);
    steps = stepsOn(page, app.url);
    await page.goto(app.setupLink);
    await steps.fillIn('w-setup-page', { company: 'Harbour Works', name: 'Ada' });
    await steps.signIn('ada@example.com', 'correct horse battery');
    await at('setup-later').click();
    await page.waitForURL(`${app.url}/`);
    page.on('pageerror', ({ message }) => complaints.push(message));
  }, 90_000);

  afterAll(async () => {
    await browser?.stop();
    await app?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const at = (id: string) => page.getByTestId(id);

  async function send(method: 'get' | 'post', path: string, data?: object): Promise<unknown> {
    const options = { headers: { origin: app.url }, ...(data ? { data } : {}) };
    const answer = await page.request[method](`${app.url}/api/${path}`, options);
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return answer.json();
  }

  const person = async (): Promise<Person> =>
    (await send('get', page.url().replace(`${app.url}/`, ''))) as Person;

  /** axe-core has nothing serious to say, nothing is wider than the window, and nothing failed. */
  async function expectSound(name: string): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const)
      for (const size of ['phone', 'desktop'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize(sizes[size]);
        await page.waitForTimeout(200);
        await page.screenshot({ path: join(shots, `people-${name}-${size}-${colorScheme}.png`) });
        expect(await seriousViolations(page), `${name} ${size} ${colorScheme}`).toEqual([]);
        const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(width, `${name} ${size}`).toBeLessThanOrEqual(0);
      }
    expect(complaints).toEqual([]);
  }

  test('a person is added with record and consent, and found by any of it', async () => {
    await steps.open('people');
    await at('add-person').click();
    await at('person-name').fill('Ann <b>Lestari</b>');
    await page.locator('w-add-person input[name="code"]').fill('P-001');
    await page.locator('w-add-person input[name="job"]').fill('Packer');
    await at('consent').check();
    await at('save-person').click();
    await page.getByRole('link', { name: 'Ann <b>Lestari</b>' }).waitFor();
    await page.getByPlaceholder('Name, code, job or place').fill('packer p-001');
    await page.getByRole('link', { name: 'Ann <b>Lestari</b>' }).click();
    await page.getByRole('heading', { name: 'Ann <b>Lestari</b>', level: 1 }).waitFor();
    expect((await person()).consent?.statement).toContain('I agree');
  });

  test('the webcam guide takes the front picture by itself, says what comes next, and the picture is learned', async () => {
    await at('webcam').click();
    const advice = at('webcam-advice');
    await page.locator('[data-testid="pose-front"][data-taken="true"]').waitFor({ timeout: 60_000 });
    await advice.getByText('Turn your head to your left').waitFor();
    await advice.getByText('Turn a little more to your left.').waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.screenshot({ path: join(shots, 'people-webcam.png') });
    await at('webcam-send').click();
    await at('webcam-results').getByText('front.jpg: accepted').waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
    await at('sample').waitFor();
    expect((await person()).samples.map(({ source }) => source)).toEqual(['webcam']);
  });

  test('photos are looked at before they are sent, and each says what became of it', async () => {
    const photos = ['ann-2.png', 'bars.png'].map((file) => join(folder, file));
    await at('photos').setInputFiles(photos);
    await at('photo-chosen').nth(1).waitFor();
    await at('send-photos').click();
    await steps.shown('ann-2.png: accepted');
    await steps.shown('Cannot use bars.png: no face was found.');
  });

  test('a record is edited; what is wrong is said beside its field', async () => {
    await page.locator('w-record-panel input[name="phone"]').fill('call me');
    await at('save-record').click();
    await page.locator('w-record-panel .wrong').waitFor();
    await page.locator('w-record-panel input[name="phone"]').fill('+62 812 3456 7890');
    await page.locator('w-record-panel input[name="job"]').fill('Foreman');
    await at('save-record').click();
    await steps.shown('Saved');
    expect(await person()).toMatchObject({ job: 'Foreman', code: 'P-001' });
  });

  test('leave is recorded and removed', async () => {
    await page.locator('w-leave-panel input[name="why"]').fill('Holiday');
    await page.getByRole('button', { name: 'Add leave' }).click();
    await at('leaves').getByText('Holiday').waitFor();
    await page.getByRole('button', { name: 'Remove leave' }).click();
    await steps.shown('No leave is recorded.');
  });

  test('the day is a picture that keys lead through, with the same in words below', async () => {
    app.writeCamera('gate', `name: Gate\narea: Yard\nurl: ${join(folder, 'gate.mp4')}\nloop: true\n`);
    await at('day-picture').waitFor({ timeout: 60_000 });
    await at('state-sentence').getByText('At Gate · Yard, present since').waitFor();
    await at('day-picture').getByRole('button').first().focus();
    await at('day-told')
      .getByText(/^Gate · Yard, \d\d:\d\d:\d\d – \d\d:\d\d:\d\d/)
      .waitFor();
    await page.keyboard.press('Enter');
    await steps.shown('over the next person');
    expect(await at('track').getAttribute('href')).toMatch(/^\/\?track=./);
    await expectSound('person');
    await page.getByRole('button', { name: 'The day before' }).click();
    await steps.shown('No camera saw them on this day.');
  });

  test('withdrawing consent erases the face and stays on record', async () => {
    await at('withdraw').click();
    await page.getByRole('button', { name: 'Withdraw and erase' }).click();
    await at('give-consent').waitFor();
    expect(await person()).toMatchObject({ samples: [], consent: null });
    await page.getByText('History of consent').click();
    await at('consent-history').getByText('Withdrawn on').waitFor();
  });

  test('who does not give their face is known by badge, with equal standing', async () => {
    await at('use-badge').click();
    await page.getByRole('button', { name: 'Erase the face, use the badge' }).click();
    await steps.shown('count like everybody else');
    expect(await at('photos').count()).toBe(0);
    await at('use-face').click();
    await at('give-consent').waitFor();
  });

  test('deleting asks for the name, and gives a receipt to keep', async () => {
    await at('deactivate').click();
    await at('reactivate').waitFor();
    await at('erase').click();
    await at('erase-name').fill('Ann');
    expect(await at('erase-confirm').isDisabled()).toBe(true);
    await at('erase-name').fill('Ann <b>Lestari</b>');
    await at('erase-confirm').click();
    await at('receipt').getByText('was deleted').waitFor();
    const coming = page.waitForEvent('download');
    await at('receipt-download').click();
    const receipt = JSON.parse(readFileSync(await (await coming).path(), 'utf8')) as ErasureReceipt;
    expect(receipt).toMatchObject({ name: 'Ann <b>Lestari</b>', by: expect.any(String) as string });
    await expectSound('receipt');
  });

  test('a list of hundreds draws only those in the window', async () => {
    for (let index = 0; index < 120; index++) await send('post', 'people', { name: `Person ${index}` });
    await steps.open('people');
    await at('people-count').getByText('120 people').waitFor();
    const drawn = () => page.locator('w-people-table .row').count();
    expect(await drawn()).toBeLessThan(60);
    await page.locator('main').evaluate((main) => main.scrollTo(0, main.scrollHeight));
    await page.getByRole('link', { name: 'Person 99', exact: true }).waitFor();
    expect(await drawn()).toBeLessThan(60);
    await page.locator('main').evaluate((main) => main.scrollTo(0, 0));
    await at('filter-problem').selectOption('noConsent');
    await at('people-count').getByText('120 people').waitFor();
    await expectSound('list');
  });

  test('a list is imported after its changes were seen', async () => {
    writeFileSync(join(folder, 'list.csv'), 'Code,Name,Job\nP-1,Person 1,Welder\n,New One,Clerk\n,,Nobody\n');
    await page.setViewportSize(sizes.desktop);
    await steps.open('people/import');
    await at('csv').setInputFiles(join(folder, 'list.csv'));
    await at('preview').getByText('New One').first().waitFor();
    expect(await at('apply').isDisabled()).toBe(true);
    await at('show-problem').click();
    await expectSound('import');
    await at('skipProblems').check();
    await page.locator('[data-testid="apply"]:not([disabled])').click();
    await at('import-result').getByText('1 new, 1 changed, 0 deactivated, 1 left out').waitFor();
    await page.getByRole('link', { name: 'See the people' }).click();
    await page.getByRole('link', { name: 'New One' }).waitFor();
  });
});

/** A still face as a webcam gives it: uncompressed, for Chromium to play. */
function makeWebcam(photo: string, file: string): void {
  const fit = 'scale=-2:480,pad=640:480:(ow-iw)/2:0:color=0x667788,format=yuv420p';
  execFileSync('ffmpeg', ['-v', 'error', '-loop', '1', '-i', photo, '-t', '1', '-r', '10', '-vf', fit, file]);
}
