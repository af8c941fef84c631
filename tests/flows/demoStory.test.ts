/**
 * Goal: the demo tells its story by itself. Method: the real server with the demo's people, times and Twilio; its play walks past made-up
 * cameras on a clock moved by hand, twice a second.
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SightedFace } from '../../pipeline/messages.ts';
import { demoDirectory } from '../../server/demo/demoDirectory.ts';
import { demoCameras, demoPeople, demoScript } from '../../server/demo/script.ts';
import { startDemoStory } from '../../server/demo/startDemoStory.ts';
import { localDateOf } from '../../server/shifts/localTime.ts';
import type { IncidentDetails, IncidentView, NoticeView, Report, ShiftView } from '../../server/wire.ts';
import { type HandClock, handClock } from '../helpers/handClock.ts';
import { type Client, eventually, faceOf, startTestServer, type TestServer } from '../helpers/testServer.ts';

const stepMs = 500;
const frame = { width: 640, height: 360 };
type Phone = { personId: string; name: string };
type Came = { mine: boolean; text: string; state: string };

describe('the story of the demo', { timeout: 120_000 }, () => {
  let clock: HandClock;
  let server: TestServer;
  let page: Client;
  let startMs: number;
  let playedMs = 0;

  beforeAll(async () => {
    clock = handClock();
    const folder = mkdtempSync(join(tmpdir(), 'whereabouts-'));
    mkdirSync(join(folder, 'cameras'));
    for (const { id, name, area } of demoCameras)
      writeFileSync(join(folder, 'cameras', `${id}.yaml`), `name: ${name}\narea: ${area}\nurl: ${id}.mp4\n`);
    const people = demoPeople.flatMap(({ name, enrolled }, index) =>
      enrolled ? [{ name, consent: 'Made up.', photos: [Buffer.from(`face ${index + 1}`)] }] : [],
    );
    server = await startTestServer({
      folder,
      config: { demo: true },
      overrides: { clock, enrolFirst: people, placeFirst: demoDirectory, demoStory: startDemoStory },
    });
    page = server.client();
    await eventually(() => expect(server.cameras).toHaveLength(4));
    startMs = clock.now();
    for (const camera of server.cameras)
      camera.say({ kind: 'health', atMs: startMs, health: { kind: 'seeing', frame } });
  });
  afterAll(() => server.remove());

  /** As the cameras see it; real time passes too, in which the server works. */
  async function playUntil(untilMs: number): Promise<void> {
    for (; playedMs < untilMs; playedMs += stepMs) {
      for (const [index, walk] of demoScript.walks.entries()) {
        if (walk.fromMs > playedMs || walk.toMs <= playedMs) continue;
        const camera = server.cameras.find(({ setup }) => setup.cameraId === (walk.cameraId as string));
        camera?.say({
          ...{ kind: 'sightings', atMs: startMs + playedMs, frame },
          sightings: [{ trackId: index + 1, ...seen(walk.person, index) }],
        });
      }
      clock.advance(stepMs);
      await sleep(4);
    }
    await sleep(50);
  }

  function seen(person: string, index: number) {
    const body = { x: 10 + index * 20, y: 10, width: 50, height: 100 };
    const seed = demoPeople.findIndex(({ id }) => id === person) + 1;
    const quality = { widthPx: 140, sharpness: 300, turn: 0, quality: 0.9 };
    const face: SightedFace = { box: body, score: 0.9, quality, embedding: faceOf(seed), unusable: null };
    return { body, seen: true, face };
  }

  const read = async <Answer>(path: string): Promise<Answer> => (await page.call('GET', path)).body as Answer;
  const incidents = async () =>
    (await read<{ incidents: IncidentView[] }>('/api/incidents')).incidents.filter(
      ({ name }) => name === 'Ayu Lestari',
    );
  async function came(name: string): Promise<Came[]> {
    const phones = await read<Phone[]>('/api/demo/phones');
    return read(`/api/demo/phones/${phones.find((each) => each.name === name)?.personId ?? ''}`);
  }

  test('while the receptionist is at her desk nobody is told anything', async () => {
    await playUntil(43_000);
    expect(await incidents()).toEqual([]);
    expect(await came('Farid Rahman')).toEqual([]);
  });

  test('she leaves, and the bell says that she is away', async () => {
    await playUntil(56_000);
    const { notices } = await read<{ notices: NoticeView[] }>('/api/notices?open=true');
    expect(notices.map(({ kind, name }) => [kind, name])).toContainEqual(['away', 'Ayu Lestari']);
  });

  test('she is absent, and her supervisor’s phone gets a message', async () => {
    await playUntil(67_000);
    await eventually(async () =>
      expect((await came('Farid Rahman')).map(({ text }) => text).join()).toContain('Ayu'),
    );
    expect((await incidents()).map(({ state, level }) => [state, level])).toEqual([['open', 1]]);
  });

  test('nobody answers: the one above is told', async () => {
    await playUntil(80_000);
    await eventually(async () =>
      expect((await came('Clara Weiss')).map(({ text }) => text).join()).toContain('Ayu'),
    );
    expect((await incidents()).map(({ state, level }) => [state, level])).toEqual([['escalated', 2]]);
  });

  test('she returns: it resolves, and both hear of it', async () => {
    await playUntil(90_000);
    await eventually(async () => expect((await incidents())[0]?.state).toBe('resolved'));
    await playUntil(93_000);
    for (const name of ['Farid Rahman', 'Clara Weiss'])
      await eventually(async () =>
        expect((await came(name)).map(({ text }) => text).join()).toContain('Ayu Lestari was seen again'),
      );
    const [incident] = await incidents();
    const { alerts } = await read<IncidentDetails>(`/api/incidents/${incident?.incidentId ?? ''}`);
    expect(alerts.filter(({ kind }) => kind === 'raised').map(({ level }) => level)).toEqual(
      expect.arrayContaining([1, 2]),
    );
  });

  test('the one who looks at the demo is told on the page, too', async () => {
    const { alerts } = await read<IncidentDetails>(
      `/api/incidents/${(await incidents())[0]?.incidentId ?? ''}`,
    );
    expect(alerts.map(({ recipientId, level }) => [recipientId, level])).toContainEqual(['user:demo', 2]);
  });

  test('who answers on a phone gets an answer', async () => {
    const farid = (await read<Phone[]>('/api/demo/phones')).find(({ name }) => name === 'Farid Rahman');
    const sent = await page.call('POST', `/api/demo/phones/${farid?.personId ?? ''}`, { text: 'status' });
    expect(sent.status).toBe(204);
    await playUntil(95_000);
    await eventually(async () =>
      expect((await came('Farid Rahman')).map(({ text }) => text).join()).toContain('Present '),
    );
  });

  test('the report of today shows her absence, and nobody’s before they came', async () => {
    const [shift] = await read<ShiftView[]>('/api/shifts');
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const today = localDateOf(zone, clock.now());
    const { days } = await read<Report>(`/api/reports?from=${today}&to=${today}`);
    expect(days).toHaveLength(6);
    for (const day of days)
      expect(day).toMatchObject({ status: 'running', lateMs: 0, shift: { shiftId: shift?.shiftId } });
    for (const { firstSeenMs, absences } of days)
      for (const { fromMs } of absences) expect(fromMs).toBeGreaterThan(firstSeenMs ?? Infinity);
    const ayu = days.find(({ name }) => name === 'Ayu Lestari');
    expect(ayu?.absences).toHaveLength(1);
    const [absence] = ayu?.absences ?? [];
    const lastedMs = (absence?.toMs ?? 0) - (absence?.fromMs ?? 0);
    expect([lastedMs > 30_000, lastedMs < 45_000, absence?.excused]).toEqual([true, true, false]);
    expect(ayu?.absentMs).toBeGreaterThan(30_000);
    expect(ayu?.plannedMs).toBeGreaterThan(0);
  });

  test('what messages need is set up, and nothing is wrong with it', async () => {
    const channels =
      await read<{ channel: string; ready: boolean; problem: string | null }[]>('/api/channels');
    const whatsapp = channels.find(({ channel }) => channel === 'whatsapp');
    expect([whatsapp?.ready, whatsapp?.problem]).toEqual([true, null]);
    const { problem } = (await page.call('POST', '/api/channels/whatsapp/check', {})).body as {
      problem: null;
    };
    expect(problem).toBeNull();
    expect(await read('/api/problems')).toEqual([]);
  });
});
