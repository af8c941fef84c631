/** The live page's connection as a browser uses it: a real HTTP server, real Socket.IO clients. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io as connect } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CameraId } from '../../pipeline/messages.ts';
import { startLive } from '../../server/live/startLive.ts';
import type { CameraPicture, Live, LiveLimits, SignedIn } from '../../server/live/startLive.ts';
import type { ClientToServer, Overview, PersonView, Picture, ServerToClient } from '../../server/wire.ts';
import { waitUntil } from '../helpers/waitUntil.ts';

type Page = Socket<ServerToClient, ClientToServer>;
const unlinked = { personId: null, areaIds: [], twoFactor: false, can: [] };
const hall = 'hall' as CameraId;
const gate = 'gate' as CameraId;
const summary = { present: 1, away: 0, absent: 0, onLeave: 0, total: 2, unknownInView: 0, blindCameras: 0 };

const overviewOf = (company: string): Overview => ({
  ...{ company, timeZone: 'UTC', demo: false, serverNowMs: 1, people: [], summary },
  ...{ areas: [], teams: [], notices: [], blursUnknown: false },
  cameras: (company === 'acme' ? [hall, gate] : ['far']).map((cameraId) => ({
    ...{ cameraId, name: cameraId, area: 'Hall', analysing: true, moving: false, demo: false, zones: [] },
    health: { kind: 'seeing', sinceMs: 0 },
  })),
});

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
async function openDrawing(cookie: string, watch: string | null): Promise<{ page: Page; got: Picture[] }> {
  const page = open(cookie);
  const got: Picture[] = [];
  page.on('picture', (picture, done) => {
    got.push(picture);
    done();
  });
  await new Promise((resolve) => page.once('overview', resolve));
  const before = live.viewers(hall) + live.viewers(gate);
  page.emit('watch', watch === null ? [] : [watch]);
  if (watch)
    await waitUntil('the page watches', () => live.viewers(hall) + live.viewers(gate) > before, 5_000);
  return { page, got };
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
const nameOf = (trackId: number) => (trackId === 7 ? { personId: 'p1', name: 'Ann' } : null);
const show = (cameraId: CameraId, atMs: number) => live.picture(cameraId, pictureAt(atMs), nameOf);

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
        { trackId: 7, body, face: { ...body, height: 1 }, personId: 'p1', name: 'Ann', likelyName: null },
        { trackId: 8, body, face: null, personId: null, name: null, likelyName: null },
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
    const ann = { personId: 'p1', name: 'Ann', state: 'present' } as PersonView;
    live.peopleChanged('acme', [ann], summary);
    live.personRemoved('acme', 'p2', summary);
    live.camerasChanged('acme');
    live.camerasChanged('acme');
    await waitUntil('all came', () => events.length === 3, 5_000);
    expect(events).toEqual([
      ['people', [ann]],
      ['personRemoved', 'p2'],
      ['cameras', overviewOf('acme').cameras],
    ]);
    expect(leaked).toEqual([]);
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

  it('stops with viewers connected, and leaves no camera watched', async () => {
    await serve();
    await openDrawing('a=1', hall);
    await live.stop();
    expect(watched.at(-1)).toEqual([hall, false]);
  });
});
