/**
 * Recordings of real people from a real RTSP server as three cameras, through the whole program, in a real browser: names arrive
 * without a restart, and a stranger stays unnamed. A supervisor's whole day, in the demo office, is in days/supervisorDay.test.ts.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';
import { browserMissing, openBrowser, type TestBrowser } from '../helpers/browser.ts';
import { type BuiltApp, startBuiltApp } from '../helpers/builtApp.ts';
import { media, mediaDir } from '../helpers/media.ts';
import { encodeForRtsp, type RtspServer, rtspServerMissing, startRtspServer } from '../helpers/rtspServer.ts';
import { waitUntil } from '../helpers/waitUntil.ts';

const clip = (name: string): string => media(`video/intel-asl/person${name}.mkv`);
const possible = mediaDir !== null && browserMissing === null && rtspServerMissing() === null;
const shots = join(packageRoot(), 'artifacts');

describe.skipIf(!possible)('recorded people in the browser', { timeout: 120_000 }, () => {
  let folder: string;
  let rtsp: RtspServer;
  let app: BuiltApp;
  let browser: TestBrowser;
  let page: Page;
  let streams: Record<string, string>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'supervisor-'));
    mkdirSync(shots, { recursive: true });
    streams = {
      gate: join(folder, 'gate.mp4'),
      hall: join(folder, 'hall.mp4'),
      door: join(folder, 'door.mp4'),
    };
    await encodeForRtsp(['A_again', 'A_help', 'A_student'].map(clip), streams['gate'] ?? '');
    await encodeForRtsp(['C_book', 'C_learn', 'E_hungry'].map(clip), streams['hall'] ?? '');
    await encodeForRtsp(['E_hungry', 'E_want'].map(clip), streams['door'] ?? '');
    rtsp = await startRtspServer({ streams });
    app = await startBuiltApp();
    browser = await openBrowser({ width: 1440, height: 900 });
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
  }, 120_000);

  afterAll(async () => {
    await browser?.stop();
    await app?.stop();
    await rtsp?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const at = (id: string) => page.getByTestId(id);
  const frames = async (): Promise<number> => Number(await at('feed').getAttribute('data-frames'));
  const stateOf = (personId: string) => at(`person-${personId}`).getAttribute('data-state');
  const unknownInView = async (): Promise<number> =>
    Number(/(\d+)\s*unknown in view/i.exec(await at('summary').innerText())?.[1] ?? Number.NaN);
  const shot = (name: string) => page.screenshot({ path: join(shots, `supervisor-${name}.png`) });

  /** Through the page's own session, as its People page does. */
  async function enrol(name: string, from: string): Promise<string> {
    const photos = join(folder, name);
    mkdirSync(photos);
    execFileSync('ffmpeg', ['-v', 'error', '-i', clip(from), '-vf', 'fps=2', join(photos, '%d.jpg')]);
    const headers = { origin: app.url };
    const data = { name, consent: { statement: 'Agreed in writing.' } };
    const added = await page.request.post(`${app.url}/api/people`, { data, headers });
    expect(added.status()).toBe(201);
    const { personId } = (await added.json()) as { personId: string };
    const form = new FormData();
    for (const file of readdirSync(photos)) {
      const bytes = execFileSync('cat', [join(photos, file)]);
      form.append('photos', new File([new Uint8Array(bytes)], file, { type: 'image/jpeg' }));
    }
    const answer = await page.request.post(`${app.url}/api/people/${personId}/photos`, {
      multipart: form,
      headers,
    });
    const results = (await answer.json()) as { accepted: boolean }[];
    expect(results.some(({ accepted }) => accepted)).toBe(true);
    return personId;
  }

  test('sets the server up through the one-time link', async () => {
    await page.goto(app.setupLink);
    await page.locator('input[name="company"]').fill('Harbour Works');
    await page.locator('input[name="name"]').fill('Ada');
    await at('email').fill('ada@example.com');
    await at('password').fill('correct horse battery');
    await at('submit').click();
    await at('setup-later').click();
    await page.waitForURL(`${app.url}/`);
    await shot('empty');
  });

  test('sees frames arrive from a camera file written a moment ago', async () => {
    app.writeCamera('gate', `name: Gate\narea: Entrance\nurl: ${rtsp.url('gate')}\n`);
    app.writeCamera('hall', `name: Hall\narea: Ground floor\nurl: ${rtsp.url('hall')}\n`);
    app.writeCamera('door', `name: Door\narea: Yard\nurl: ${rtsp.url('door')}\n`);
    await at('camera-gate').click();
    await waitUntil('twelve pictures were drawn', async () => (await frames()) > 12, 30_000);
    await waitUntil(
      'the AI light is on',
      async () => (await at('ai-light').getAttribute('data-on')) === 'true',
      10_000,
    );
  });

  test('sees people named without a restart, and a stranger stays unnamed', async () => {
    const ann = await enrol('Ann', 'A_yes');
    const carl = await enrol('Carl', 'C_walk');
    await waitUntil('Ann is present', async () => (await stateOf(ann)) === 'present', 30_000);
    await waitUntil('Carl is present', async () => (await stateOf(carl)) === 'present', 30_000);
    await shot('named');
    // At the door is only person E, who is not enrolled: seen, and given nobody's name for two rounds of the recording.
    await waitUntil('somebody unknown is in view', async () => (await unknownInView()) > 0, 15_000);
    for (let look = 0; look < 30; look++) {
      for (const personId of [ann, carl])
        expect(await at(`person-${personId}`).innerText()).not.toContain('Door');
      await page.waitForTimeout(200);
    }

    await at(`track-${carl}`).click();
    await waitUntil(
      'the feed is on the hall',
      async () => (await at('feed').getAttribute('data-camera')) === 'hall',
      10_000,
    );
    const before = await frames();
    await waitUntil('pictures of the hall arrive', async () => (await frames()) > before + 5, 15_000);
    await shot('tracked');
    await at('camera-gate').click();
    await waitUntil(
      'the feed is on the gate',
      async () => (await at('feed').getAttribute('data-camera')) === 'gate',
      10_000,
    );
  });
});
