/**
 * Goal: whoever passes the terminals of the demo uses them, and what they record stands beside what cameras saw, once, round after round
 * and start after start. Method: as demoStory.test.ts; the terminals are the demo's own, over real TCP and HTTP.
 */
import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPunches, earlierPunches } from '../../server/demo/terminals/demoPunches.ts';
import { localDateOf } from '../../server/shifts/localTime.ts';
import type {
  DeviceLogPage,
  DevicePersonView,
  DeviceView,
  DeviceWidgets,
  NoticeView,
  PresenceEntry,
  Punch,
  PushListener,
  Sojourn,
} from '../../server/wire.ts';
import { type PlayedOffice, startPlayedOffice } from '../helpers/playedOffice.ts';
import { type Client, eventually } from '../helpers/testServer.ts';

describe('the terminals of the demo', { timeout: 120_000 }, () => {
  let office: PlayedOffice;
  let page: Client;
  let startMs: number;
  let ports: number[] = [];

  beforeAll(async () => {
    office = await startPlayedOffice();
    startMs = office.clock.now();
    page = office.server.client();
  });
  afterAll(async () => {
    await office.server.stop();
    rmSync(office.folder, { recursive: true, force: true });
  });

  const read = async <Answer>(path: string): Promise<Answer> => (await page.call('GET', path)).body as Answer;
  const devices = () => read<DeviceView[]>('/api/devices');
  const device = async (name: string) => (await devices()).find((each) => each.name === name);
  const logs = async () => (await read<DeviceLogPage>('/api/device-logs?most=500')).rows;
  const live = async () => (await logs()).filter(({ atMs }) => atMs >= startMs - 1000);
  const person = async (name: string) =>
    (await read<PresenceEntry[]>('/api/presence')).find((each) => each.name === name);
  const span = () => `from=${startMs}&to=${office.clock.now()}`;
  const today = () => localDateOf(Intl.DateTimeFormat().resolvedOptions().timeZone, startMs);
  const areOnline = () =>
    eventually(async () =>
      expect((await devices()).map(({ name, kind, state, area }) => [name, kind, state, area])).toEqual(
        expect.arrayContaining([
          ['Entrance', 'zk', 'online', 'Demo site'],
          ['Upper floor door', 'push', 'online', 'Upper floor'],
        ]),
      ),
    );

  test('one of either kind is there and online at once, with what they recorded on days before', async () => {
    await areOnline();
    await eventually(async () => expect(await logs()).toHaveLength(earlierPunches(today()).length));
    const sources = (await logs()).map(({ source }) => source);
    expect(new Set(sources)).toEqual(new Set(['read', 'push']));
    for (const { person: name } of await logs()) expect(name).not.toBeNull();
    const widgets = await read<DeviceWidgets>('/api/devices/widgets');
    expect([widgets.logsYesterday > 10, widgets.logsToday]).toEqual([true, 0]);
  });

  test('somebody’s punches at both stand among what cameras saw of them', async () => {
    await office.playUntil(64_000);
    const budi = await person('Budi Santoso');
    const punches = () => read<Punch[]>(`/api/punches?personId=${budi?.personId ?? ''}&${span()}`);
    await eventually(async () => expect(await punches()).toHaveLength(2));
    const [entrance, upstairs] = [await device('Entrance'), await device('Upper floor door')];
    expect((await punches()).map(({ deviceId, direction }) => [deviceId, direction])).toEqual([
      [entrance?.deviceId, 'in'],
      [upstairs?.deviceId, 'out'],
    ]);
    const sojourns = await read<Sojourn[]>(`/api/people/${budi?.personId ?? ''}/sojourns?${span()}`);
    const [came = 0, left = 0] = (await punches()).map(({ atMs }) => atMs);
    expect(came).toBeLessThan(left);
    const between = sojourns.filter(({ fromMs }) => fromMs < left);
    expect(between.map(({ area }) => area)).toEqual(['Lobby', 'Corridor', 'Office']);
  });

  test('she whom no camera knows is here by her badge alone', async () => {
    await eventually(async () => {
      const hana = await person('Hana Kusuma');
      expect([hana?.state, hana?.area]).toEqual(['present', 'Demo site']);
    });
  });

  test('a terminal that nobody knows rings the bell, once', async () => {
    const strangers = async () =>
      (await read<{ notices: NoticeView[] }>('/api/notices?open=true')).notices.filter(
        ({ kind }) => kind === 'unknownTerminal',
      );
    await office.playUntil(72_000);
    await eventually(async () => expect(await strangers()).toHaveLength(1));
    expect((await devices()).filter(({ state }) => state === 'quarantined')).toHaveLength(1);
  });

  test('whoever works upstairs is on the door there too, with the finger they had at the entrance', async () => {
    const upstairs = (await device('Upper floor door'))?.deviceId ?? '';
    let playedMs = 72_000;
    await eventually(async () => {
      // It is waited, by the clock of the play, whether more of what was asked for comes.
      playedMs = Math.min(playedMs + 1_000, 200_000);
      await office.playUntil(playedMs);
      const people = await read<DevicePersonView[]>(`/api/devices/${upstairs}/people`);
      expect(people.map(({ person: name, state, fingers }) => [name, state, fingers]).sort()).toEqual([
        ['Budi Santoso', 'done', 1],
        ['Clara Weiss', 'done', 1],
        ['Emma Novak', 'done', 1],
        ['Hana Kusuma', 'done', 0],
      ]);
    });
  });

  test('each punch of the play is there once, round after round', async () => {
    await office.playUntil(210_000);
    const rounds = [0, 1, 2].flatMap((round) =>
      demoPunches.filter(
        ({ atMs, isFirstOnly }) => round * 100_000 + atMs <= 210_000 && !(isFirstOnly && round > 0),
      ),
    );
    await eventually(async () => expect(await live()).toHaveLength(rounds.length));
    const names = (rows: readonly string[]) => rows.toSorted();
    expect(names((await live()).map((row) => row.person ?? ''))).toEqual(
      names(rounds.map(({ name }) => name)),
    );
  });

  test('they can be read, set right and emptied from the page', async () => {
    const before = await logs();
    for (const name of ['Entrance', 'Upper floor door']) {
      const path = `/api/devices/${(await device(name))?.deviceId ?? ''}`;
      expect((await page.call('POST', `${path}/logs/refresh`, {})).status).toBe(200);
      const cleared = await page.call('POST', `${path}/clear`, { what: 'logs', confirm: name });
      expect(cleared.status).toBeLessThan(300);
    }
    const times = (await page.call('POST', '/api/devices/time', {})).body as { problem: string | null }[];
    expect(times.map(({ problem }) => problem)).toEqual([null, null]);
    await eventually(async () => expect((await device('Entrance'))?.counts?.logs).toBe(0));
    expect(await logs()).toEqual(before);
  });

  test('after another start they are where they are now, and nothing is there twice', async () => {
    const before = await logs();
    ports = [(await device('Entrance'))?.port ?? 0, (await read<PushListener>('/api/devices/push')).port];
    await office.server.stop();
    for (const port of ports) expect(await listens(port)).toBe(false);
    office = await startPlayedOffice(office.folder, office.clock);
    page = office.server.client();
    await areOnline();
    expect((await devices()).filter(({ state }) => state !== 'quarantined')).toHaveLength(2);
    const byId = (rows: DeviceLogPage['rows']) => rows.map(({ logId }) => logId).sort();
    await eventually(async () => {
      const after = await logs();
      expect(byId(after.filter(({ atMs }) => atMs < office.clock.now() - 1000))).toEqual(byId(before));
    });
    // Whoever comes while it is read waits in front of it.
    let playedMs = 9_000;
    await eventually(async () => {
      await office.playUntil(Math.min((playedMs += 500), 19_000));
      expect(await logs()).toHaveLength(before.length + 4);
    });
  });
});

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const end = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
