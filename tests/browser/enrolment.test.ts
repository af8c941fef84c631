/**
 * Faces are learned in a real browser: "this is …" in the live picture, many photos with a cancel half-way, a folder of several people; a list
 * deactivates whom it leaves out; and those who may only look see nothing that is not theirs. Screenshots go to artifacts/.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';
import type { Person, Problem } from '../../server/wire.ts';
import { seriousViolations } from '../helpers/axe.ts';
import { browserMissing, openBrowser, type TestBrowser } from '../helpers/browser.ts';
import { type BuiltApp, startBuiltApp } from '../helpers/builtApp.ts';
import { makePhotos, makeStandingVideo } from '../helpers/madeMedia.ts';
import { type Steps, stepsOn } from '../helpers/pageSteps.ts';

const shots = join(packageRoot(), 'artifacts');
const password = 'correct horse battery';
const consent = { statement: 'I agree that my face is recognised.' };
const secrets = { badge: '4711', phone: '+6281234567890', email: 'ann@harbour.example' };

describe.skipIf(browserMissing !== null)('enrolment in the browser', { timeout: 120_000 }, () => {
  let folder: string;
  let app: BuiltApp;
  let browser: TestBrowser;
  let page: Page;
  let steps: Steps;
  const complaints: string[] = [];
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'enrolment-'));
    mkdirSync(shots, { recursive: true });
    await makePhotos(folder);
    makeStandingVideo(join(folder, 'ann.png'), join(folder, 'gate.mp4'));
    app = await startBuiltApp();
    browser = await openBrowser({ width: 1440, height: 900 }, [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ]);
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    page.setDefaultTimeout(30_000);
    steps = stepsOn(page, app.url);
    await page.goto(app.setupLink);
    await steps.fillIn('w-setup-page', { company: 'Harbour Works', name: 'Ada' });
    await steps.signIn('ada@example.com', password);
    await at('setup-later').click();
    await page.waitForURL(`${app.url}/`);
    page.on('pageerror', ({ message }) => complaints.push(message));
    await add('Ann Lestari', { consent, job: 'Packer', ...secrets });
    await add('Bo', {});
    await add('Cy', { consent });
    await add('Dee', { consent });
  }, 120_000);

  afterAll(async () => {
    await browser?.stop();
    await app?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const at = (id: string) => page.getByTestId(id);
  const shot = (name: string) => page.screenshot({ path: join(shots, `enrolment-${name}.png`) });

  async function send(method: 'get' | 'post', path: string, data?: object): Promise<unknown> {
    const options = { headers: { origin: app.url }, ...(data ? { data } : {}) };
    const answer = await page.request[method](`${app.url}/api/${path}`, options);
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return answer.json();
  }
  async function add(name: string, more: object): Promise<void> {
    ids[name] = ((await send('post', 'people', { name, ...more })) as Person).personId;
  }
  const person = (name: string): Promise<Person> => send('get', `people/${ids[name]}`) as Promise<Person>;

  /** As it is and on a telephone: axe-core has nothing serious to say, and nothing is wider than the window. */
  async function expectSound(name: string): Promise<void> {
    for (const [size, width] of [['phone', 390] as const, ['desktop', 1440] as const]) {
      await page.setViewportSize({ width, height: size === 'phone' ? 844 : 900 });
      await page.waitForTimeout(200);
      await shot(`${name}-${size}`);
      expect(await seriousViolations(page), `${name} ${size}`).toEqual([]);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over, `${name} ${size}`).toBeLessThanOrEqual(0);
    }
    expect(complaints).toEqual([]);
  }

  test('"this is …" offers only who gave consent, says why it is refused, learns the face, and the picture bears the name', async () => {
    app.writeCamera('gate', `name: Gate\narea: Yard\nurl: ${join(folder, 'gate.mp4')}\nloop: true\n`);
    await steps.open('');
    await at('name-track').first().click();
    const ann = at(`this-is-${ids['Ann Lestari']}`);
    await ann.waitFor();
    expect(await at(`this-is-${ids['Bo']}`).count()).toBe(0);
    await expectSound('name-track');
    const message = 'Cannot learn this face as Ann Lestari: it looks like Eve. Check who it is.';
    const refused: Problem = { error: { code: 'LOOKS_LIKE_OTHER', message } };
    await page.route('**/tracks/*/person', (route) => route.fulfill({ status: 409, json: refused }));
    await ann.click();
    await page.getByText('it looks like Eve').waitFor();
    await shot('name-track-refused');
    await page.unroute('**/tracks/*/person');
    await ann.click();
    await at('named').getByText('This is Ann Lestari. Samples added:').waitFor();
    await shot('named');
    await page.getByRole('button', { name: 'Done' }).click();
    await at('in-picture').getByText('Ann Lestari', { exact: true }).waitFor();
    const { samples } = await person('Ann Lestari');
    expect(new Set(samples.map(({ source }) => source))).toEqual(new Set(['track']));
  });

  test('somebody unknown is refused without consent', async () => {
    const path = `${app.url}/api/cameras/gate/tracks/1/person`;
    const answer = await page.request.post(path, {
      headers: { origin: app.url },
      data: { personId: ids['Bo'] },
    });
    expect(await answer.text()).toContain('CONSENT_MISSING');
  });

  test('many photos show how far they are, and are cancelled: what was learned stays, the rest can be sent again', async () => {
    const photos = await manyPhotos(join(folder, 'eve.png'), join(folder, 'many'), 80);
    await steps.open(`people/${ids['Cy']}`);
    await at('photos').setInputFiles(photos);
    await at('photo-chosen').nth(79).waitFor();
    await at('send-photos').click();
    await at('job-progress')
      .getByText(/[1-9]\d* of 80 done/)
      .waitFor();
    await expectSound('many');
    await at('job-cancel').click();
    await steps.shown('Cancelled. What was done before stays.');
    await at('sample').first().waitFor();
    await shot('many-cancelled');
    const stored = (await person('Cy')).samples.length;
    expect(stored).toBeGreaterThan(0);
    expect(await at('sample').count()).toBe(stored);
    expect(await at('photo-chosen').count()).toBe(80);
    await at('send-photos').waitFor();
  });

  test('a folder goes to those its folders are named after, and tells whom it left out', async () => {
    const team = join(folder, 'team');
    for (const [name, photo] of [
      ['Dee', 'ann-2.png'] as const,
      ['Bo', 'eve.png'] as const,
      ['Nobody', 'eve.png'] as const,
    ]) {
      mkdirSync(join(team, name), { recursive: true });
      cpSync(join(folder, photo), join(team, name, '1.png'));
    }
    await steps.open('people/import');
    await at('folder').setInputFiles(team);
    const results = at('folder-results');
    await results.getByText('1 of 1 photos accepted').waitFor();
    await results.getByText('Nobody has the name or code').waitFor();
    expect(await results.innerText()).toMatch(/Bo\s+0 of 1 photos accepted\s+.*consent/i);
    await results.scrollIntoViewIfNeeded();
    await expectSound('folder');
    expect((await person('Bo')).samples).toEqual([]);
  });

  test('a list deactivates whom it leaves out only after their number was typed', async () => {
    writeFileSync(
      join(folder, 'all.csv'),
      'Name,Job\nAnn Lestari,Packer\nBo,Guard\nDee,Clerk\nNew One,Clerk\n',
    );
    await steps.open('people/import');
    await at('csv').setInputFiles(join(folder, 'all.csv'));
    const preview = at('preview');
    await preview.getByText('New One').waitFor();
    expect(await preview.getByText('New One').count()).toBe(1);
    await at('deactivateMissing').check();
    await preview.getByText('not in the file').waitFor();
    expect(await at('apply').isDisabled()).toBe(true);
    await at('confirm-count').fill('1');
    await expectSound('deactivate-missing');
    await at('apply').click();
    await at('import-result').getByText('1 new, 2 changed, 1 deactivated, 0 left out').waitFor();
    expect((await person('Cy')).deactivatedAtMs).not.toBeNull();
  });

  test('who was deactivated is found, and activated again', async () => {
    await steps.open('people');
    expect(await page.getByRole('link', { name: 'Cy', exact: true }).count()).toBe(0);
    await at('filter-deactivated').selectOption('only');
    await page.getByRole('link', { name: 'Cy', exact: true }).click();
    await at('state').getByText('Deactivated').waitFor();
    await shot('deactivated');
    await at('reactivate').click();
    await at('deactivate').waitFor();
    expect((await person('Cy')).deactivatedAtMs).toBeNull();
  });

  test('a badge alone is warned of, and withdrawing consent erases samples only when said so', async () => {
    await steps.open(`people/${ids['Cy']}`);
    await at('use-badge').click();
    await page.getByText(/The samples of their face \(\d+\) and the consent are erased/).waitFor();
    await shot('badge-warning');
    await page.getByRole('button', { name: 'Cancel' }).last().click();
    expect((await person('Cy')).samples.length).toBeGreaterThan(0);
    await at('withdraw').click();
    await page.getByText(/The samples of their face \(\d+\) are erased at once/).waitFor();
    await page.getByRole('button', { name: 'Withdraw and erase' }).click();
    await at('give-consent').waitFor();
    expect(await person('Cy')).toMatchObject({ samples: [], consent: null });
  });

  test.each(['supervisor', 'viewer'] as const)('a %s sees who is where, and no record', async (role) => {
    const lead = ids['Ann Lestari'];
    const user = { name: role, email: `${role}@example.com`, role, password };
    await send('post', 'users', role === 'supervisor' ? { ...user, areaIds: [], personId: lead } : user);
    await browser.context.clearCookies();
    await page.goto(app.url);
    await steps.signIn(user.email, password);
    await page.locator('w-site-header').waitFor();
    await steps.open('people');
    await page.getByRole('link', { name: 'Ann Lestari' }).first().waitFor();
    for (const id of ['add-person', 'import', 'export', 'gallery-report', 'filter-problem'])
      expect(await at(id).count(), id).toBe(0);
    await expectSound(`${role}-list`);
    await page.getByRole('link', { name: 'Ann Lestari' }).first().click();
    await page.getByRole('heading', { name: 'Ann Lestari', level: 1 }).waitFor();
    await page.waitForTimeout(500);
    const text = await page.locator('main').innerText();
    for (const secret of [...Object.values(secrets), consent.statement, 'sample', 'Sample'])
      expect(text).not.toContain(secret);
    const changing = ['save-record', 'withdraw', 'webcam', 'photos', 'use-badge', 'deactivate', 'erase'];
    for (const id of changing) expect(await at(id).count(), id).toBe(0);
    await expectSound(`${role}-person`);
    await browser.context.clearCookies();
    await page.goto(app.url);
    await steps.signIn('ada@example.com', password);
    await page.locator('w-site-header').waitFor();
  });

  test('a browser without WebGL and WebAssembly says that the guide does not start, and what to do', async () => {
    const bare = await browser.context.newPage();
    await bare.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly'));
    await bare.goto(`${app.url}/people/${ids['Ann Lestari']}`);
    await bare.getByTestId('webcam').click();
    const problem = bare.getByTestId('webcam-problem');
    await problem.getByText('The guide does not start in this browser.').waitFor({ timeout: 30_000 });
    expect(await problem.innerText()).toContain('upload photos instead');
    await bare.screenshot({ path: join(shots, 'enrolment-no-guide.png') });
    await bare.close();
  });
});

/** Of one face, each a little different. */
async function manyPhotos(photo: string, folder: string, count: number): Promise<string[]> {
  mkdirSync(folder);
  const files = Array.from({ length: count }, (_, index) => join(folder, `${index}.png`));
  for (const [index, file] of files.entries())
    await sharp(photo)
      .modulate({ brightness: 0.9 + (index % 7) * 0.03 })
      .flop(index % 2 === 1)
      .toFile(file);
  return files;
}
