/** The live page's connection as a browser uses it: a real HTTP server, real Socket.IO clients. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { io as connect } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CameraId } from '../../pipeline/messages.ts';
import { everything, type Scope } from '../../server/access/scope.ts';
import { startLive } from '../../server/live/startLive.ts';
import type { CameraPicture, Live, LiveLimits, SignedIn } from '../../server/live/startLive.ts';
import type {
  CameraView,
  ClientToServer,
  NoticeView,
  Overview,
  PersonView,
  Picture,
  ServerToClient,
} from '../../server/wire.ts';
import { waitUntil } from '../helpers/waitUntil.ts';

type Page = Socket<ServerToClient, ClientToServer>;
const unlinked = { personId: null, areaIds: [], twoFactor: false, twoFactorDue: false, can: [] };
const hall = 'hall' as CameraId;
const gate = 'gate' as CameraId;
const summary = {
  present: 1,
  away: 0,
  absent: 0,
  onLeave: 0,
  off: 0,
  total: 2,
  unknownInView: 0,
  blindCameras: 0,
};

const person = (personId: string, name: string) =>
  ({ personId, name, state: 'present', cameraId: 'gate' }) as PersonView;
const ann = person('p1', 'Ann');
const bob = person('p2', 'Bob');

const camerasOf = (company: string): CameraView[] =>
  (company === 'acme' ? cameraIds : ['far']).map((cameraId) => ({
    ...{ cameraId, name: cameraId, area: areaOf(cameraId), analysing: true, moving: false, demo: false },
    ...{ zones: [], health: { kind: 'seeing', sinceMs: 0 } },
  }));
const areaOf = (cameraId: string): string => (cameraId === gate ? 'Yard' : 'Hall');
const overviewOf = (company: string): Omit<Overview, 'summary' | 'notices'> => ({
  ...{ company, timeZone: 'UTC', demo: false, serverNowMs: 1, people: company === 'acme' ? [ann, bob] : [] },
  ...{ areas: [], teams: [], incidents: [], blursUnknown: false, cameras: camerasOf(company) },
});

let cameraIds: CameraId[] = [];
let scopes: Record<string, Scope> = {};
let notices: NoticeView[] = [];
let stop: () => Promise<void>;
let live: Live;
let url: string;
const pages: Page[] = [];
const sessions = new Map<string, SignedIn>();
let watched: [CameraId, boolean][] = [];
let taken: CameraId[] = [];

async function serve(limits: Partial<LiveLimits> = {}): Promise<void> {
  const httpServer = createServer();
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(httpServer.address() as AddressInfo).port}`;
  live = startLive({
    httpServer,
    authenticate: ({ cookie }) => Promise.resolve(sessions.get(cookie ?? '') ?? null),
    overview: overviewOf,
    cameras: camerasOf,
    summary: (_, scope) => ({
      ...summary,
      total: [ann, bob].filter(({ personId }) => scope.sees(personId)).length,
    }),
    scopeOf: ({ userId }) => scopes[userId] ?? everything,
    noticesOf: ({ userId }) => notices.map((notice) => ({ ...notice, read: userId === 'a=1' })),
    cameraWatched: (...change) => watched.push(change),
    pictureTaken: (cameraId) => taken.push(cameraId),
    log: { warn: () => {} },
    limits: { lingerMs: 50, ...limits },
  });
  stop = async () => {
    for (const page of pages.splice(0)) page.disconnect();
    await live.stop();
    await new Promise((resolve) => httpServer.close(resolve));
  };
}

beforeEach(() => {
  watched = [];
  taken = [];
  cameraIds = [hall, gate];
  scopes = {};
  notices = [];
  sessions.clear();
  for (const [cookie, companyId] of [
    ['a=1', 'acme'],
    ['a=2', 'acme'],
    ['b=1', 'other'],
  ] as const) {
    const me = {
      userId: cookie,
      name: cookie,
      email: `${cookie}@x`,
      role: 'viewer' as const,
      demo: false,
      ...unlinked,
    };
    sessions.set(cookie, { companyId, sessionId: cookie, me });
  }
});
afterEach(() => stop());

function open(cookie: string, more: Record<string, string> = {}): Page {
  const page: Page = connect(url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { cookie, ...more },
  });
  pages.push(page);
  return page;
}

/** A page that draws at once, and keeps what it got. */
async function openDrawing(
  cookie: string,
  watch: string | string[] | null,
): Promise<{ page: Page; got: Picture[]; first: Overview }> {
  const page = open(cookie);
  const got: Picture[] = [];
  page.on('picture', (picture, done) => {
    got.push(picture);
    done();
  });
  const first = await new Promise<Overview>((resolve) => page.once('overview', resolve));
  const before = live.viewers(hall) + live.viewers(gate);
  page.emit('watch', watch === null ? [] : [watch].flat());
  if (watch)
    await waitUntil('the page watches', () => live.viewers(hall) + live.viewers(gate) > before, 5_000);
  return { page, got, first };
}

function pictureAt(atMs: number): CameraPicture {
  const body = { x: 1, y: 2, width: 3, height: 4 };
  const tracks = [
    { trackId: 7, body, face: { ...body, height: 1 } },
    { trackId: 8, body, face: null },
  ];
  const jpeg = new Uint8Array([255, 216, atMs % 256, 0]).subarray(0, 3);
  return { kind: 'picture', atMs, frame: { width: 640, height: 360 }, jpeg, tracks, analysed: true };
}
const whoIs = (trackId: number) => ({
  who: trackId === 7 ? { personId: 'p1', name: 'Ann' } : { likelyName: 'Bob', likelyId: 'p2' },
  sinceMs: 900 + trackId,
});
const show = (cameraId: CameraId, atMs: number) => live.picture(cameraId, pictureAt(atMs), whoIs);

describe('startLive()', () => {
  it('sends the whole page on connect, of the own company only', async () => {
    await serve();
    const overview = await new Promise<Overview>((resolve) => open('b=1').once('overview', resolve));
    expect(overview.company).toBe('other');
    expect(overview.cameras.map(({ cameraId }) => cameraId)).toEqual(['far']);
  });

  it('refuses whoever is not signed in, and pages of other sites', async () => {
    await serve();
    const refusal = (page: Page) =>
      new Promise<Error & { data?: { code: string } }>((resolve) => page.once('connect_error', resolve));
    expect(await refusal(open('stolen=1'))).toMatchObject({ data: { code: 'SIGN_IN_NEEDED' } });
    for (const from of [
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      // Another port of this machine is another program.
      { 'sec-fetch-site': 'same-site' },
    ])
      expect(await refusal(open('a=1', from))).toBeInstanceOf(Error);
    const page = open('a=1', { origin: url });
    expect(await new Promise<Overview>((resolve) => page.once('overview', resolve))).toBeDefined();
  });

  it('sends picture, boxes and names of a frame in one event', async () => {
    await serve();
    const { got } = await openDrawing('a=1', hall);
    show(hall, 1_000);
    await waitUntil('the picture is there', () => got.length === 1, 5_000);
    const body = { x: 1, y: 2, width: 3, height: 4 };
    expect({ ...got[0], jpeg: null }).toEqual({
      ...{ cameraId: 'hall', atMs: 1_000, width: 640, height: 360, jpeg: null },
      boxes: [
        {
          ...{
            trackId: 7,
            body,
            face: { ...body, height: 1 },
            personId: 'p1',
            name: 'Ann',
            likelyName: null,
          },
          ...{ outside: false, sinceMs: 907 },
        },
        {
          ...{ trackId: 8, body, face: null, personId: null, name: null, likelyName: 'Bob' },
          ...{ outside: false, sinceMs: 908 },
        },
      ],
    });
    expect([...new Uint8Array(got[0]?.jpeg ?? new ArrayBuffer(0))]).toEqual([255, 216, 1_000 % 256]);
    expect(taken).toEqual([hall]);
  });

  it('sends nothing when nobody watches, and lets the worker go on', async () => {
    await serve();
    const { got } = await openDrawing('a=1', gate);
    show(hall, 1);
    show(gate, 2);
    await waitUntil('a picture is there', () => got.length === 1, 5_000);
    expect(got[0]?.cameraId).toBe(gate);
    expect(live.counts().sent).toBe(1);
    expect(taken).toEqual([hall, gate]);
  });

  it('ignores cameras of others, unknown ones and nonsense', async () => {
    await serve();
    const { page, got } = await openDrawing('a=1', null);
    for (const request of ['far', 'nowhere', 7, { a: 1 }, 'x'.repeat(500)])
      page.emit('watch', [request as string]);
    page.emit('watch', [hall]);
    await waitUntil('the page watches', () => live.viewers(hall) === 1, 5_000);
    expect(watched).toEqual([[hall, true]]);
    show('far' as CameraId, 1);
    show(hall, 2);
    await waitUntil('the picture is there', () => got.length === 1, 5_000);
    expect(got[0]?.cameraId).toBe(hall);
  });

  it('gives a slow viewer fewer pictures, always the newest, and a fast one all', async () => {
    await serve();
    const fast = await openDrawing('a=1', hall);
    const page = open('a=2');
    const slow: number[] = [];
    const drawn: (() => void)[] = [];
    page.on('picture', (picture, done) => {
      slow.push(picture.atMs);
      drawn.push(done);
    });
    await new Promise((resolve) => page.once('overview', resolve));
    page.emit('watch', [hall]);
    await waitUntil('both watch', () => live.viewers(hall) === 2, 5_000);
    for (let atMs = 1; atMs <= 10; atMs++) {
      show(hall, atMs);
      await waitUntil('the fast page has it', () => fast.got.at(-1)?.atMs === atMs, 5_000);
    }
    expect(fast.got.map(({ atMs }) => atMs)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(slow).toEqual([1]);
    drawn.shift()?.();
    await waitUntil('the slow page has the next', () => slow.length === 2, 5_000);
    expect(slow).toEqual([1, 10]);
    expect(live.counts()).toEqual({ sent: 12, skipped: 8 });
  });

  it('serves fifty viewers with one picture a frame, though one of them is stuck', async () => {
    await serve({ takenWithinMs: 60_000 });
    const stuck = open('a=2');
    const stuckGot: number[] = [];
    stuck.on('picture', (picture) => stuckGot.push(picture.atMs));
    await new Promise((resolve) => stuck.once('overview', resolve));
    stuck.emit('watch', [hall]);
    await waitUntil('it watches', () => live.viewers(hall) === 1, 5_000);
    const others = await Promise.all(Array.from({ length: 49 }, () => openDrawing('a=1', hall)));
    await waitUntil('all watch', () => live.viewers(hall) === 50, 5_000);
    for (let atMs = 1; atMs <= 20; atMs++) {
      show(hall, atMs);
      const have = () => others.every(({ got }) => got.at(-1)?.atMs === atMs);
      await waitUntil(`everybody has picture ${atMs}`, have, 5_000);
    }
    expect(watched).toEqual([[hall, true]]);
    expect(taken).toHaveLength(20);
    expect(stuckGot).toEqual([1]);
    expect(live.counts()).toEqual({ sent: 49 * 20 + 1, skipped: 0 });
    for (const { got } of others)
      expect(got.map(({ atMs }) => atMs)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('is not frozen by an answer that never comes', async () => {
    await serve({ takenWithinMs: 100 });
    const page = open('a=1');
    const got: number[] = [];
    page.on('picture', (picture) => got.push(picture.atMs));
    await new Promise((resolve) => page.once('overview', resolve));
    page.emit('watch', [hall]);
    await waitUntil('it watches', () => live.viewers(hall) === 1, 5_000);
    show(hall, 1);
    show(hall, 2);
    await waitUntil('the second came', () => got.length === 2, 5_000);
    expect(got).toEqual([1, 2]);
  });

  it('shows a newcomer the last picture at once while it is fresh', async () => {
    await serve();
    const first = await openDrawing('a=1', hall);
    show(hall, 1);
    await waitUntil('the first has it', () => first.got.length === 1, 5_000);
    const second = await openDrawing('a=2', hall);
    await waitUntil('the second has it too', () => second.got.length === 1, 5_000);
    expect(second.got[0]?.atMs).toBe(1);
  });

  it('shows a newcomer nothing old', async () => {
    await serve({ freshMs: 0 });
    const first = await openDrawing('a=1', hall);
    show(hall, 1);
    await waitUntil('the first has it', () => first.got.length === 1, 5_000);
    const second = await openDrawing('a=2', hall);
    show(hall, 2);
    await waitUntil('the second has one', () => second.got.length === 1, 5_000);
    expect(second.got[0]?.atMs).toBe(2);
  });

  it('has a camera watched from the first viewer until a moment after the last', async () => {
    await serve();
    const first = await openDrawing('a=1', hall);
    await openDrawing('a=2', hall);
    first.page.emit('watch', [gate]);
    await waitUntil('gate is watched', () => live.viewers(gate) === 1, 5_000);
    pages[1]?.disconnect();
    await waitUntil('hall is left', () => watched.some(([id, on]) => id === hall && !on), 5_000);
    expect(watched).toEqual([
      [hall, true],
      [gate, true],
      [hall, false],
    ]);
  });

  it('does not stop a camera for a viewer who comes right back', async () => {
    await serve({ lingerMs: 60_000 });
    const { page } = await openDrawing('a=1', hall);
    page.emit('watch', [gate]);
    page.emit('watch', [hall]);
    await waitUntil('hall again', () => live.viewers(hall) === 1 && watched.length === 2, 5_000);
    expect(watched).toEqual([
      [hall, true],
      [gate, true],
    ]);
  });

  it('tells changes to the company they belong to', async () => {
    await serve();
    const [ours, theirs] = [await openDrawing('a=1', null), await openDrawing('b=1', null)];
    const events: unknown[] = [];
    ours.page.onAny((name: string, first: unknown) => events.push([name, first]));
    const leaked: unknown[] = [];
    theirs.page.onAny((name: string) => leaked.push(name));
    live.peopleChanged('acme', [ann]);
    live.personRemoved('acme', 'p2');
    live.camerasChanged('acme');
    live.camerasChanged('acme');
    await waitUntil('all came', () => events.length === 3, 5_000);
    expect(events).toEqual([
      ['people', [ann]],
      ['personRemoved', 'p2'],
      ['cameras', camerasOf('acme')],
    ]);
    expect(leaked).toEqual([]);
  });

  it('sends to a page that draws slowly in turn from its cameras, and never a late picture', async () => {
    cameraIds = ['hall', 'gate', 'lab', 'dock'] as CameraId[];
    await serve();
    const page = open('a=1');
    const drawMs = 60;
    const got: { cameraId: string; ageMs: number }[] = [];
    let drawing = Promise.resolve();
    page.on('picture', ({ cameraId, atMs }, done) => {
      // As a slow phone does: one after the other.
      drawing = drawing.then(async () => {
        await sleep(drawMs);
        got.push({ cameraId, ageMs: performance.now() - atMs });
        done();
      });
    });
    await new Promise((resolve) => page.once('overview', resolve));
    page.emit('watch', cameraIds);
    await waitUntil('it watches', () => cameraIds.every((cameraId) => live.viewers(cameraId) === 1), 5_000);
    let shown = 0;
    for (const endMs = performance.now() + 3_000; performance.now() < endMs; await sleep(25)) {
      for (const cameraId of cameraIds) show(cameraId, performance.now());
      shown += cameraIds.length;
    }
    expect(got.length).toBeLessThan(shown / 3);
    const each = cameraIds.map((cameraId) => got.filter((picture) => picture.cameraId === cameraId).length);
    expect(Math.max(...each) - Math.min(...each)).toBeLessThanOrEqual(2);
    const ages = got.map(({ ageMs }) => ageMs).sort((a, b) => a - b);
    // Its own drawing and a wait of 25 ms for the next frame; now and then another before it, and a busy machine.
    expect(ages[ages.length >> 1]).toBeLessThan(2.5 * drawMs);
    expect(Math.max(...ages)).toBeLessThan(8 * drawMs);
  });

  it('makes one picture a frame and camera, however many watch', async () => {
    cameraIds = ['hall', 'gate', 'lab', 'dock'] as CameraId[];
    await serve();
    const viewers = await Promise.all(Array.from({ length: 10 }, () => openDrawing('a=1', cameraIds)));
    await waitUntil('all watch', () => cameraIds.every((cameraId) => live.viewers(cameraId) === 10), 5_000);
    for (let atMs = 1; atMs <= 10; atMs++) {
      for (const cameraId of cameraIds) show(cameraId, atMs);
      const has = ({ got }: { got: Picture[] }) =>
        cameraIds.every((cameraId) => got.findLast((each) => each.cameraId === cameraId)?.atMs === atMs);
      await waitUntil(`everybody has picture ${atMs}`, () => viewers.every(has), 5_000);
    }
    expect(watched.map(([cameraId]) => cameraId)).toEqual(cameraIds);
    // The worker makes the next picture only when the last was taken: these are all it was asked for.
    expect(taken).toHaveLength(40);
    expect(live.counts()).toEqual({ sent: 400, skipped: 0 });
  });

  it('watches a camera that was asked for before it was there', async () => {
    cameraIds = [];
    await serve();
    const page = open('a=1');
    await new Promise((resolve) => page.once('overview', resolve));
    page.emit('watch', [gate, hall]);
    await sleep(50);
    cameraIds = [hall];
    live.camerasChanged('acme');
    expect(watched).toEqual([[hall, true]]);
  });

  it('tells every page of an ended session, and cuts it off', async () => {
    await serve();
    const [ended, other] = [await openDrawing('a=1', hall), await openDrawing('a=2', hall)];
    const told = new Promise((resolve) => ended.page.once('signedOut', () => resolve('told')));
    live.signedOut('a=1');
    expect(await told).toBe('told');
    await waitUntil('it is cut off', () => !ended.page.connected && live.viewers(hall) === 1, 5_000);
    expect(other.page.connected).toBe(true);
  });

  it('notices a session that ended by itself', async () => {
    await serve({ sessionCheckMs: 50 });
    const { page } = await openDrawing('a=1', null);
    const told = new Promise((resolve) => page.once('signedOut', () => resolve('told')));
    sessions.delete('a=1');
    expect(await told).toBe('told');
  });

  describe('to somebody who may see a part', () => {
    const part: Scope = {
      all: false,
      sees: (id) => id === 'p1',
      watches: (area) => area === 'Hall',
      readsTerminals: false,
    };

    it('sends cameras, people and counts of that part, and boxes of others without a name', async () => {
      scopes['a=2'] = part;
      await serve();
      const { page, got, first } = await openDrawing('a=2', [gate, hall]);
      expect(first.cameras.map(({ cameraId }) => cameraId)).toEqual([hall]);
      expect(first.people).toEqual([ann]);
      expect(first.summary.total).toBe(1);
      expect([live.viewers(hall), live.viewers(gate)]).toEqual([1, 0]);
      const others: Scope = { ...part, sees: () => false };
      show(hall, 1);
      await waitUntil('the picture is there', () => got.length === 1, 5_000);
      const unnamed = { personId: null, name: null, likelyName: null };
      expect(got[0]?.boxes).toMatchObject([
        { name: 'Ann', outside: false },
        { ...unnamed, outside: false },
      ]);
      scopes['a=2'] = others;
      const again = new Promise<Overview>((resolve) => page.once('overview', resolve));
      live.directoryChanged('acme');
      show(hall, 2);
      await waitUntil('the second is there', () => got.length === 2, 5_000);
      expect(got[1]?.boxes).toMatchObject([
        { ...unnamed, outside: true },
        { ...unnamed, outside: false },
      ]);
      expect(JSON.stringify(got[1])).not.toMatch(/p1|p2|Ann|Bob/);
      expect((await again).people).toEqual([]);
    });

    it('tells no change of others', async () => {
      scopes['a=2'] = part;
      notices = [
        { noticeId: 'n1', kind: 'away', subjectId: 'p1', area: 'Yard' },
        { noticeId: 'n2', kind: 'away', subjectId: 'p2', area: 'Hall' },
        { noticeId: 'n3', kind: 'blindCamera', subjectId: 'gate', area: 'Yard' },
        { noticeId: 'n4', kind: 'blindCamera', subjectId: 'hall', area: 'Hall' },
        { noticeId: 'n5', kind: 'backupFailed', subjectId: '', area: null },
      ] as NoticeView[];
      await serve();
      const [restricted, whole] = [await openDrawing('a=2', null), await openDrawing('a=1', null)];
      expect(restricted.first.notices.map(({ noticeId }) => noticeId)).toEqual(['n1', 'n4']);
      expect(whole.first.notices.map(({ noticeId }) => noticeId)).toEqual(['n1', 'n2', 'n3', 'n4', 'n5']);
      const events: unknown[] = [];
      restricted.page.onAny((name: string, first: unknown) => events.push([name, first]));
      const all: string[] = [];
      whole.page.onAny((name: string) => all.push(name));
      live.peopleChanged('acme', [bob]);
      live.personRemoved('acme', 'p2');
      live.noticesChanged('acme', [{ noticeId: 'n2' }, { noticeId: 'n3' }]);
      live.peopleChanged('acme', [ann, bob]);
      live.noticesChanged('acme', [{ noticeId: 'n1' }, { noticeId: 'n2' }]);
      live.camerasChanged('acme');
      await waitUntil('all came', () => all.length === 6, 5_000);
      expect(events).toEqual([
        ['people', [ann]],
        ['notices', [expect.objectContaining({ noticeId: 'n1', read: false })]],
        ['cameras', [expect.objectContaining({ cameraId: 'hall' })]],
      ]);
    });

    it('follows a change of role, when told and when the session is checked', async () => {
      await serve({ sessionCheckMs: 50 });
      const { page, first } = await openDrawing('a=2', [gate]);
      expect(first.cameras).toHaveLength(2);
      const own = sessions.get('a=2');
      if (!own) throw new Error('no session');
      scopes['a=2'] = part;
      const again = new Promise<Overview>((resolve) => page.once('overview', resolve));
      sessions.set('a=2', { ...own, me: { ...own.me, role: 'supervisor' } });
      expect((await again).cameras).toHaveLength(1);
      expect(live.viewers(gate)).toBe(0);
      scopes = {};
      const third = new Promise<Overview>((resolve) => page.once('overview', resolve));
      sessions.set('a=2', { ...own, me: { ...own.me, role: 'hr' } });
      await live.checkSessions();
      expect((await third).cameras).toHaveLength(2);
      expect(live.viewers(gate)).toBe(1);
    });
  });

  it('stops with viewers connected, and leaves no camera watched', async () => {
    await serve();
    await openDrawing('a=1', hall);
    await live.stop();
    expect(watched.at(-1)).toEqual([hall, false]);
  });
});
