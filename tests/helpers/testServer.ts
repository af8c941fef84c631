/** A real server on a free port with its own folder; only cameras, inference and photo reading are made up. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { vi } from 'vitest';
import { ourNetworks } from '../../models/networkSpec.ts';
import type { CameraSetup, FromWorker, SnapshotWish } from '../../pipeline/messages.ts';
import type { CameraOwner, Snapshot } from '../../pipeline/startCamera.ts';
import type { Inference } from '../../pipeline/startInference.ts';
import { type Config, readConfig } from '../../server/config.ts';
import { type App, createApp, type Overrides } from '../../server/createApp.ts';
import { createLog } from '../../server/http/createLog.ts';
import type { ReadPhoto } from '../../server/people/enrol.ts';
import type { Problem, Role } from '../../server/wire.ts';

export type Answer = { status: number; body: unknown; headers: Headers };
export type FakeCamera = {
  setup: CameraSetup;
  running: boolean;
  watched: boolean;
  /** How often the server said that a picture was dealt with. */
  taken: number;
  /** What its worker was told last. */
  blurs: boolean;
  named: number[];
  /** What it answers when asked for one. */
  snapshot: Snapshot | null;
  /** Whose faces the last one asked for might show. */
  clear: SnapshotWish;
  say(message: FromWorker): void;
};

export type TestServer = {
  app: App;
  config: Config;
  url: string;
  setupLink: string | null;
  /** Every camera ever started, oldest first. */
  cameras: FakeCamera[];
  /** What was logged, as text. */
  logged(): string;
  client(): Client;
  /** A client signed in as the first administrator, made with the set-up link. */
  admin(): Promise<Client>;
  viewer(): Promise<Client>;
  /** Somebody of this role, made on the first call; their address is `<role>@example.com`. */
  signedInAs(role: Role, more?: { personId?: string | null; areaIds?: string[] }): Promise<Client>;
  /** Stops; the folder stays for another start. */
  stop(): Promise<void>;
  remove(): Promise<void>;
};

export type Client = {
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  upload(path: string, files: { name: string; bytes: string | Buffer }[]): Promise<Answer>;
  cookie(): string;
};

export const adminPassword = 'correct horse battery';
export const setupBody = (token: string) => ({
  token,
  company: 'Harbour',
  timeZone: 'Asia/Jakarta',
  name: 'Ada',
  email: 'ada@example.com',
  password: adminPassword,
});

export const codeOf = (answer: Answer): string => (answer.body as Problem).error?.code;

export async function startTestServer(
  given: { config?: Partial<Config>; overrides?: Overrides; folder?: string; readPhoto?: ReadPhoto } = {},
): Promise<TestServer> {
  const folder = given.folder ?? mkdtempSync(join(tmpdir(), 'whereabouts-'));
  const config = {
    ...readConfig({ port: 0, data: join(folder, 'data'), cameras: join(folder, 'cameras') }, {}),
  };
  Object.assign(config, given.config);
  mkdirSync(config.camerasDir, { recursive: true });
  const cameras: FakeCamera[] = [];
  const lines: string[] = [];
  const log = createLog('debug', { write: (line: string) => void lines.push(line) });
  const app = await createApp(config, {
    log,
    inference: noInference,
    startCamera: (setup, owner) => startFakeCamera(setup, owner, cameras),
    readPhoto: given.readPhoto ?? readFakePhoto,
    // The cheapest argon2 allows: these tests are not about its strength.
    passwordCost: { memoryCost: 8, timeCost: 1 },
    hoursFs: fs,
    ...given.overrides,
  });
  const { url } = await app.listen();
  const setupLink = await app.setupLink(url);
  const server: TestServer = {
    app,
    config,
    url,
    setupLink,
    cameras,
    logged: () => lines.join(''),
    client: () => createClient(url),
    async admin() {
      const client = createClient(url);
      const token = setupLink && new URL(setupLink).searchParams.get('token');
      if (token) await client.call('POST', '/api/setup', setupBody(token));
      if (client.cookie() === '')
        await client.call('POST', '/api/sign-in', { email: 'ada@example.com', password: adminPassword });
      return client;
    },
    async viewer() {
      const account = { name: 'Vi', email: 'vi@example.com', role: 'viewer', password: 'a long password' };
      await (await server.admin()).call('POST', '/api/users', account);
      const client = createClient(url);
      await client.call('POST', '/api/sign-in', account);
      return client;
    },
    async signedInAs(role, more = {}) {
      const account = {
        name: `The ${role}`,
        email: `${role}@example.com`,
        role,
        password: 'a long password',
      };
      await (await server.admin()).call('POST', '/api/users', { ...account, ...more });
      const client = createClient(url);
      await client.call('POST', '/api/sign-in', { email: account.email, password: account.password });
      return client;
    },
    stop: () => app.stop(),
    async remove() {
      await app.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return server;
}

export const noInference: Inference = {
  networks: ourNetworks,
  infer: () => Promise.reject(new Error('no inference in this test')),
  connect: () => new MessageChannel().port1,
  stats: () => ({}) as ReturnType<Inference['stats']>,
  stop: () => Promise.resolve(),
};

function startFakeCamera(setup: CameraSetup, owner: CameraOwner, cameras: FakeCamera[]) {
  const camera: FakeCamera = {
    setup,
    running: true,
    watched: false,
    taken: 0,
    blurs: false,
    named: [],
    snapshot: null,
    clear: null,
    say: (message) => owner.onMessage(message),
  };
  cameras.push(camera);
  return {
    watch: (on: boolean) => void (camera.watched = on),
    pictureTaken: () => void (camera.taken += 1),
    setZones: (zones: CameraSetup['zones']) =>
      void (camera.setup = { ...camera.setup, ...(zones ? { zones } : {}) }),
    blurUnknown: (on: boolean) => void (camera.blurs = on),
    named: (trackIds: number[]) => void (camera.named = trackIds),
    snapshot: (clear: SnapshotWish) => {
      camera.clear = clear;
      return Promise.resolve(camera.snapshot);
    },
    stop: () => Promise.resolve(void (camera.running = false)),
  };
}

/** The numbers of a made-up face. */
export const faceOf = (seed: number): Float32Array =>
  Float32Array.from({ length: 128 }, (_, index) => Math.sin(seed * 13 + index) / 8);

/** The text of the photo says what is on it. */
const readFakePhoto: ReadPhoto = (photo) => {
  const text = photo.toString();
  if (text === 'nobody') return Promise.resolve({ kind: 'faceless' });
  if (text === 'crowd') return Promise.resolve({ kind: 'crowded', count: 3 });
  if (text === 'blur') return Promise.resolve({ kind: 'poor', problem: 'blurred' });
  if (!text.startsWith('face ')) return Promise.resolve({ kind: 'unreadable' });
  const [, seed = '0', quality = '0.8'] = text.split(' ');
  return Promise.resolve({
    kind: 'face',
    embedding: faceOf(Number(seed)),
    quality: { widthPx: 140.4, sharpness: 300, turn: 0.1, quality: Number(quality) },
    turnToLeft: 0.1,
    box: { x: 0, y: 0, width: 140.4, height: 150 },
    score: 0.9,
  });
};

function createClient(url: string): Client {
  let cookie = '';
  async function send(method: string, path: string, init: RequestInit): Promise<Answer> {
    const headers = { ...(cookie ? { cookie } : {}), ...(init.headers as Record<string, string>) };
    const response = await fetch(url + path, { ...init, method, headers, redirect: 'manual' });
    for (const set of response.headers.getSetCookie())
      cookie = (set.split(';')[0] ?? '').replace(/^.*=$/, '');
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('application/json');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }
  return {
    cookie: () => cookie,
    call(method, path, body, headers = {}) {
      if (body === undefined) return send(method, path, { headers });
      const json = { 'content-type': 'application/json', ...headers };
      return send(method, path, { headers: json, body: JSON.stringify(body) });
    },
    upload(path, files) {
      const form = new FormData();
      for (const { name, bytes } of files)
        form.append('photos', new Blob([new Uint8Array(Buffer.from(bytes))]), name);
      return send('POST', path, { body: form });
    },
  };
}

/** Waits until the folder watcher, which works in its own time, has caught up. */
export const eventually = (check: () => unknown): Promise<unknown> =>
  vi.waitFor(check, { timeout: 20_000, interval: 25 });
