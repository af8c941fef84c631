/**
 * A site for the page alone: the built client with a server that makes everything up. Nine cameras of drawn pictures, 500 people in
 * nested areas and teams, and what tests change while the page is open. For work on the page, and for measuring it.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express, { type Express } from 'express';
import sharp from 'sharp';
import { Server } from 'socket.io';
import { packageRoot } from '../../models/catalogue.ts';
import type { CameraId } from '../../pipeline/messages.ts';
import { permissionsOf } from '../../server/access/abilities.ts';
import { everything } from '../../server/access/scope.ts';
import { servePage } from '../../server/http/servePage.ts';
import type { Shot } from '../../server/live/pictureForPage.ts';
import { createRooms } from '../../server/live/rooms.ts';
import { viewerOf } from '../../server/live/viewerOf.ts';
import type {
  CameraView,
  ClientToServer,
  Me,
  NoticeView,
  Overview,
  PersonView,
  Picture,
  PictureBox,
  ServerToClient,
} from '../../server/wire.ts';

export type FakeSite = Awaited<ReturnType<typeof startFakeSite>>;
export type FakeOptions = { cameras?: number; people?: number; picturesPerSecond?: number; port?: number };

const size = { width: 1280, height: 720 };
/** As the server's. */
const policy = "default-src 'self'; img-src 'self' blob: data:; worker-src 'self' blob:";
const areaNames = ['Gate', 'Lobby', 'Canteen', 'Line 1', 'Line 2', 'Store', 'Office', 'Yard', 'Workshop'];

export async function startFakeSite(options: FakeOptions = {}) {
  const { cameras = 9, people = 500, picturesPerSecond = 10, port = 0 } = options;
  const overview = madeOverview(cameras, people);
  const frames = await madeFrames();
  const app = express();
  const asked: string[] = [];
  /** Cameras the page watches, as it last said. */
  let watched: string[] = [];
  app.use((_request, response, next) => {
    response.set('Content-Security-Policy', policy);
    next();
  });
  answer(app, asked);
  servePage(app, join(packageRoot(), 'dist/web'));
  const http = createServer(app);
  const io = new Server<ClientToServer, ServerToClient>(http);
  // Who gets which picture when is the server's own doing: it decides what a slow page sees.
  const rooms = createRooms<Shot>({
    cameraWatched: () => undefined,
    now: Date.now,
    limits: { lingerMs: 2_000, freshMs: 2_000 },
  });
  io.on('connection', (page) => {
    const viewer = viewerOf(page, (shot) => shot.for(everything), 5_000);
    page.on('watch', (ids) => {
      watched = ids;
      rooms.watch(
        viewer,
        ids.map((id) => id as CameraId),
      );
    });
    page.on('disconnect', () => rooms.leave(viewer));
    page.emit('overview', { ...overview, serverNowMs: Date.now() });
  });
  let turn = 0;
  const pictures = setInterval(() => {
    turn += 1;
    const jpeg = frames[turn % frames.length] ?? new ArrayBuffer(0);
    for (const cameraId of watched) {
      const picture = pictureOf(overview, cameraId, turn, jpeg);
      rooms.show(cameraId as CameraId, { for: () => picture });
    }
  }, 1000 / picturesPerSecond);
  await new Promise<void>((done) => http.listen(port, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    overview,
    asked,
    watched: () => watched,
    counts: rooms.counts,
    tellPeople(changed: PersonView[]): void {
      overview.people = overview.people.map(
        (person) => changed.find(({ personId }) => personId === person.personId) ?? person,
      );
      io.emit('people', changed, overview.summary, Date.now());
    },
    tellCameras(change: (camera: CameraView) => CameraView): void {
      overview.cameras = overview.cameras.map(change);
      io.emit('cameras', overview.cameras, Date.now());
    },
    tellNotices: (changed: NoticeView[]) => void io.emit('notices', changed, Date.now()),
    async stop() {
      clearInterval(pictures);
      rooms.stop();
      await io.close();
      http.closeAllConnections();
    },
  };
}

function answer(app: Express, asked: string[]): void {
  app.use('/api', express.json(), (request, _response, next) => {
    asked.push(`${request.method} ${request.path}`);
    next();
  });
  const me: Me = {
    userId: 'u1',
    name: 'Ada',
    email: 'ada@example.com',
    role: 'admin',
    personId: null,
    areaIds: [],
    demo: false,
    twoFactor: false,
    twoFactorDue: false,
    can: permissionsOf('admin'),
  };
  app.get('/api/me', (_request, response) => void response.json(me));
  app.get('/api/cameras/:id/snapshot', (request, response) => {
    const error = { code: 'CAMERA_BLIND', message: 'Cannot take a snapshot: the camera gives no picture.' };
    if (request.params.id === 'camera-9') return void response.status(409).json({ error });
    void sharp({ create: { ...size, channels: 3, background: '#345' } })
      .jpeg()
      .toBuffer()
      .then((jpeg) => response.type('image/jpeg').send(jpeg));
  });
  app.post(/\/api\/(people|notices)\/.+/, (_request, response) => void response.json({}));
}

export function madeOverview(cameraCount: number, peopleCount: number): Overview {
  const nowMs = Date.now();
  const cameras = Array.from({ length: cameraCount }, (_, index) => madeCamera(index, nowMs));
  const people = Array.from({ length: peopleCount }, (_, index) => madePerson(index, cameras, nowMs));
  const count = (state: PersonView['state']) => people.filter((person) => person.state === state).length;
  const floors = ['Ground floor', 'First floor', 'Outside'];
  return {
    incidents: [],
    company: 'Harbour Works',
    timeZone: 'Asia/Jakarta',
    demo: false,
    serverNowMs: nowMs,
    cameras,
    people,
    summary: {
      present: count('present'),
      away: count('away'),
      absent: count('absent'),
      onLeave: count('onLeave'),
      off: count('off'),
      total: peopleCount,
      unknownInView: 3,
      blindCameras: cameras.filter(({ health }) => health.kind === 'blind').length,
    },
    areas: [
      { areaId: 'site', name: 'Harbour site', parentId: null },
      ...floors.map((name, index) => ({ areaId: `floor-${index}`, name, parentId: 'site' })),
      ...areaNames.map((name, index) => ({ areaId: `area-${index}`, name, parentId: `floor-${index % 3}` })),
    ],
    teams: [
      { teamId: 'works', name: 'Works', parentId: null, leadId: null },
      ...['Day shift', 'Night shift', 'Office'].map((name, index) => ({
        teamId: `team-${index}`,
        name,
        parentId: 'works',
        leadId: null,
      })),
    ],
    notices: [],
    blursUnknown: false,
  };
}

function madeCamera(index: number, nowMs: number): CameraView {
  const name = `${areaNames[index % areaNames.length]} ${Math.floor(index / areaNames.length) + 1}`;
  const blind = {
    kind: 'blind',
    sinceMs: nowMs - 300_000,
    detail: 'Lost the camera: no picture for 10 s. Check its cable.',
  } as const;
  return {
    cameraId: `camera-${index + 1}`,
    name,
    area: areaNames[index % areaNames.length] ?? 'Gate',
    analysing: index % 2 === 0,
    moving: true,
    busy: null,
    health: index === 20 ? blind : { kind: 'seeing', sinceMs: nowMs - 3_600_000 },
    demo: false,
    zones: [
      {
        kind: 'desk',
        name: 'Desk',
        points: [
          { x: 0.1, y: 0.5 },
          { x: 0.3, y: 0.5 },
          { x: 0.3, y: 0.9 },
          { x: 0.1, y: 0.9 },
        ],
      },
    ],
  };
}

const names = ['Ayu', 'Budi', 'Citra', 'Dewi', 'Eko', 'Fajar', 'Gita', 'Hadi', 'Indah', 'Joko'];
const families = ['Santoso', 'Wijaya', 'Lestari', 'Pratama', 'Kusuma', 'Halim', 'Nugroho', 'Saputra'];
const jobs = ['Welder', 'Fitter', 'Driver', 'Clerk', 'Foreman'];
const states: PersonView['state'][] = [
  'present',
  'present',
  'present',
  'away',
  'absent',
  'onLeave',
  'expected',
];

function madePerson(index: number, cameras: CameraView[], nowMs: number): PersonView {
  const state = states[index % states.length] ?? 'present';
  const camera = state === 'expected' ? null : (cameras[index % cameras.length] ?? null);
  return {
    personId: `person-${index}`,
    name: `${names[index % names.length]} ${families[index % families.length]} ${index}`,
    state,
    cameraId: camera?.cameraId ?? null,
    cameraName: camera?.name ?? null,
    area: camera?.area ?? null,
    spot: index % 5 === 0 && camera ? 'Desk 4' : null,
    sinceMs: nowMs - index * 13_000,
    lastSeenMs: camera ? nowMs - (state === 'present' ? 500 : index * 13_000) : null,
    code: `HW-${String(index).padStart(4, '0')}`,
    job: jobs[index % jobs.length] ?? null,
    teamId: `team-${index % 3}`,
    areaIds: [],
    badgeOnly: false,
  };
}

function pictureOf(overview: Overview, cameraId: string, turn: number, jpeg: ArrayBuffer): Picture {
  const number = Number(cameraId.split('-')[1] ?? 1);
  const known = overview.people.find((person) => person.cameraId === cameraId && person.state === 'present');
  const box = (trackId: number, x: number, more: Partial<PictureBox>): PictureBox => ({
    trackId,
    body: { x: x + (turn % 40) * 4, y: 180, width: 150, height: 420 },
    face: { x: x + 45 + (turn % 40) * 4, y: 200, width: 60, height: 72 },
    personId: null,
    name: null,
    likelyName: null,
    outside: false,
    sinceMs: Date.now() - 130_000,
    ...more,
  });
  const boxes = [
    ...(known ? [box(1, 120, { personId: known.personId, name: known.name })] : []),
    ...(number % 3 === 0 ? [box(2, 460, {})] : []),
    ...(number % 4 === 1
      ? [box(3, 700, { likelyName: 'Citra Lestari' }), box(4, 900, { outside: true })]
      : []),
  ];
  return { cameraId, atMs: Date.now() - 120, ...size, boxes, jpeg };
}

/** Twelve pictures of a room in which something moves, as heavy as a camera's. */
async function madeFrames(): Promise<ArrayBuffer[]> {
  const noise = { type: 'gaussian' as const, mean: 110, sigma: 16 };
  const room = await sharp({ create: { ...size, channels: 3, background: '#000', noise } })
    .blur(2)
    .png()
    .toBuffer();
  return Promise.all(
    Array.from({ length: 12 }, async (_, index) => {
      const shape = `<svg width="${size.width}" height="${size.height}">
        <rect y="560" width="1280" height="160" fill="#6b7077"/><rect x="60" y="120" width="220" height="300" fill="#4c6a86"/>
        ${[0, 1, 2].map((each) => `<g transform="translate(${180 + each * 300 + index * 12} 200)"><circle cx="0" cy="36" r="34" fill="#c79a78"/><rect x="-60" y="75" width="120" height="310" rx="46" fill="#7d5f8f"/></g>`).join('')}
      </svg>`;
      const jpeg = await sharp(room)
        .composite([{ input: Buffer.from(shape) }])
        .jpeg({ quality: 70 })
        .toBuffer();
      return new Uint8Array(jpeg).buffer;
    }),
  );
}
