/**
 * Goal: the demo tells its story by itself. Method: the real server with the demo's people, times and Twilio; its play walks past made-up
 * cameras on a clock moved by hand, twice a second.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localDateOf } from '../../server/shifts/localTime.ts';
import type { IncidentDetails, IncidentView, NoticeView, Report, ShiftView } from '../../server/wire.ts';
import type { HandClock } from '../helpers/handClock.ts';
import { type PlayedOffice, startPlayedOffice } from '../helpers/playedOffice.ts';
import { type Client, eventually, type TestServer } from '../helpers/testServer.ts';

type Phone = { personId: string; name: string };
type Came = { mine: boolean; text: string; state: string };

describe('the story of the demo', { timeout: 120_000 }, () => {
  let clock: HandClock;
  let server: TestServer;
  let page: Client;
  let playUntil: PlayedOffice['playUntil'];

  beforeAll(async () => {
    ({ clock, server, playUntil } = await startPlayedOffice());
    page = server.client();
  });
  afterAll(() => server.remove());

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
    expect(days).toHaveLength(7);
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
