/** An absence in a real browser: excused with its reason, put off until a time, and nothing told about somebody for a while. The clock is moved. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { IncidentView, PersonSnooze } from '../../server/wire.ts';
import { browserMissing, openBrowser, type TestBrowser } from '../helpers/browser.ts';
import { type HandClock, handClock } from '../helpers/handClock.ts';
import { complaints, shoot, sizes } from '../helpers/lookAt.ts';
import { type Steps, stepsOn } from '../helpers/pageSteps.ts';
import {
  adminPassword,
  type Client,
  eventually,
  faceOf,
  startTestServer,
  type TestServer,
} from '../helpers/testServer.ts';

const frame = { width: 640, height: 360 };
const body = { x: 10, y: 10, width: 50, height: 100 };

describe.skipIf(browserMissing !== null)('absent people on the incidents page', { timeout: 60_000 }, () => {
  let server: TestServer;
  let owner: Client;
  let clock: HandClock;
  let browser: TestBrowser;
  let page: Page;
  let steps: Steps;
  const ids: Record<string, string> = {};
  const crashes: string[] = [];
  const at = (id: string) => page.getByTestId(id);

  beforeAll(async () => {
    clock = handClock(Date.now());
    server = await startTestServer({ overrides: { clock } });
    owner = await server.admin();
    await owner.call('PATCH', '/api/settings', { awayAfterMs: 10_000, absentAfterMs: 60_000 });
    const hall = { cameraId: 'hall', name: 'Hall', area: 'Hall', url: 'webcam:0' };
    await owner.call('POST', '/api/cameras', hall);
    await eventually(() => expect(server.cameras).toHaveLength(1));
    server.cameras[0]?.say({ kind: 'health', atMs: clock.now(), health: { kind: 'seeing', frame } });
    await comeAndGo({ Ayu: 1, Bima: 31 });
    browser = await openBrowser(sizes.desktop);
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => crashes.push(error.message));
    steps = stepsOn(page, server.url);
    await page.goto(`${server.url}/sign-in`);
    await steps.signIn('ada@example.com', adminPassword);
    await page.locator('w-site-header').waitFor();
  }, 60_000);
  afterEach(({ task }) => (task.result?.state === 'fail' ? shoot(page, 'failed-excuse') : undefined));
  afterAll(async () => {
    await browser?.stop();
    await server?.remove();
  });

  /** Each is seen once, by the face with that number, and then not for longer than an absence needs. */
  async function comeAndGo(faces: Record<string, number>): Promise<void> {
    for (const [name, face] of Object.entries(faces)) {
      const made = await owner.call('POST', '/api/people', { name, consent: { statement: 'I agree.' } });
      ids[name] = (made.body as { personId: string }).personId;
      await owner.upload(`/api/people/${ids[name]}/photos`, [{ name: 'a.jpg', bytes: `face ${face}` }]);
      see(face);
    }
    await pass(75);
    await eventually(async () => expect(await lasting()).toHaveLength(2));
  }

  function see(face: number): void {
    const quality = { widthPx: 140, sharpness: 300, turn: 0, quality: 0.9 };
    const shown = { box: body, score: 0.9, quality, embedding: faceOf(face), unusable: null };
    for (let left = 7; left >= 0; left -= 1)
      server.cameras[0]?.say({
        ...{ kind: 'sightings', atMs: clock.now() - left * 10, frame },
        sightings: [{ trackId: face, body, seen: true, face: shown }],
      });
    server.cameras[0]?.say({ kind: 'trackEnded', atMs: clock.now(), trackId: face });
  }

  /** Time goes on in steps of a second, and what each began is stored. */
  async function pass(seconds: number): Promise<void> {
    for (let left = seconds; left > 0; left -= 1) {
      clock.advance(1_000);
      for (let turn = 0; turn < 25; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  const incidents = async (query: string): Promise<IncidentView[]> =>
    ((await owner.call('GET', `/api/incidents?${query}`)).body as { incidents: IncidentView[] }).incidents;
  const lasting = () => incidents('kind=absence&state=open,escalated');
  const row = (name: string) => at('open-incidents').locator('w-incident-row').filter({ hasText: name });
  async function choose(name: string, action: string): Promise<void> {
    await row(name).getByTestId('incident-menu').getByRole('button').first().click();
    await row(name).getByTestId(`action-${action}`).click();
  }

  test('both are there, each with the reason', async () => {
    await steps.open('incidents');
    for (const name of ['Ayu', 'Bima']) await row(name).getByTestId('why').getByText('Hall').waitFor();
  });

  test('an absence is put off until a time, and the row says until when', async () => {
    await choose('Ayu', 'snooze-until');
    expect(await complaints(page)).toEqual([]);
    await at('act-send').click();
    await row('Ayu').getByTestId('next-level').getByText('Snoozed until').waitFor();
    expect((await lasting()).filter(({ snoozedUntilMs }) => snoozedUntilMs !== null)).toMatchObject([
      { name: 'Ayu' },
    ]);
  });

  test('excusing asks for a reason; then it stands among the earlier ones as excused, with the reason in its story', async () => {
    await choose('Ayu', 'excuse');
    await at('act-send').click();
    // Without a reason nothing is sent.
    expect(await lasting()).toHaveLength(2);
    await at('act-text').fill('At the doctor');
    await page.keyboard.press('Enter');
    const past = at('past-incidents').locator('w-incident-row').filter({ hasText: 'Ayu' });
    await past.getByTestId('incident-state').getByText('Excused').waitFor();
    await row('Ayu').waitFor({ state: 'detached' });
    await past.getByTestId('open-incident').click();
    await at('timeline').getByText('At the doctor').waitFor();
    expect(await complaints(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await incidents('state=excused')).toMatchObject([{ name: 'Ayu', endedBy: 'Ada' }]);
  });

  test('nothing is told about somebody for four hours; it is said at once, listed, and can be ended', async () => {
    await choose('Bima', 'snooze-person');
    await at('quiet').getByText('Bima').waitFor();
    const snoozes = async () => (await owner.call('GET', '/api/snoozes')).body as PersonSnooze[];
    expect(await snoozes()).toMatchObject([{ personId: ids['Bima'], by: 'Ada' }]);
    await at('quiet').getByRole('link').click();
    await at('snoozes').getByText('Bima').waitFor();
    expect(await complaints(page)).toEqual([]);
    await at('end-snooze').click();
    await at('snoozes').waitFor({ state: 'detached' });
    expect(await snoozes()).toEqual([]);
    expect(crashes).toEqual([]);
  });
});
