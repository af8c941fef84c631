/**
 * The demo office as a company of its own would have it: the built program in this process, not in demo mode, with the office's people
 * enrolled and placed, an owner, and one user of each other role. Cameras are the office's recordings, as files or over RTSP.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { packageRoot } from '../../../models/catalogue.ts';
import type * as restoring from '../../../server/backup/restoreStaged.ts';
import type * as config from '../../../server/config.ts';
import type * as app from '../../../server/createApp.ts';
import { demoDirectory } from '../../../server/demo/demoDirectory.ts';
import { demoConsent, demoEmployees } from '../../../server/demo/prepareDemo.ts';
import { type DemoCameraId, demoCameras } from '../../../server/demo/script.ts';
import type { NewUser } from '../../../server/wire.ts';

export const company = 'Harbour Works';
export const password = 'correct horse battery';
export const owner = { name: 'Ada', email: 'ada@example.com', password };
export type Site = Awaited<ReturnType<typeof openSite>>;
export type SiteOptions = {
  /** By camera; those left out are not there. */
  cameras: Partial<Record<DemoCameraId, string>>;
  /** Somebody unseen for so long is away. */
  awayAfterMs?: number;
};

export async function openSite({ cameras, awayAfterMs = 30_000 }: SiteOptions) {
  const { createApp } = await built<typeof app>('server/createApp.js');
  const { readConfig, productVersion } = await built<typeof config>('server/config.js');
  const { finishRestore, restoreStaged } = await built<typeof restoring>('server/backup/restoreStaged.js');
  const folder = mkdtempSync(join(tmpdir(), 'whereabouts-site-'));
  const camerasDir = join(folder, 'cameras');
  mkdirSync(camerasDir);
  const writeCamera = (cameraId: string, yaml: string): void =>
    writeFileSync(join(camerasDir, `${cameraId}.yaml`), yaml);
  for (const { id, name, area } of demoCameras)
    if (cameras[id])
      writeCamera(id, `name: ${name}\narea: ${area}\nurl: ${cameras[id]}\nfps: 5\nloop: true\n`);
  const options = { port: 0, data: join(folder, 'data'), cameras: camerasDir };
  const settings = { ...readConfig(options, {}), logLevel: 'silent' as const, awayAfterMs };
  const enrolFirst = (await demoEmployees()).map((person) => ({ ...person, consent: demoConsent }));
  const overrides = { enrolFirst, placeFirst: demoDirectory };

  const running = await createApp(settings, overrides);
  const { url } = await running.listen();
  const setupLink = (await running.setupLink(url)) ?? '';
  let current = followed(running);

  /** As main() does it: a restore stops the program, and it begins again at the same address. */
  function followed(program: app.App) {
    let ended = false;
    void program.restoreAsked.then(async ({ staged, by }) => {
      if (ended) return;
      await program.stop();
      await restoreStaged({ ...settings, version: productVersion() }, staged, by);
      await start();
    });
    return { stop: () => ((ended = true), program.stop()) };
  }

  async function start(): Promise<void> {
    await finishRestore(settings);
    const program = await createApp({ ...settings, port: Number(new URL(url).port) }, overrides);
    await program.listen();
    current = followed(program);
  }

  return {
    url,
    setupLink,
    writeCamera,
    /** While it is away, `meanwhile` looks at what an open page says. */
    async restart(meanwhile: () => Promise<void>) {
      await current.stop();
      await meanwhile();
      await start();
    },
    async stop() {
      await current.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Ids by the names of the office's people. */
export type People = Record<string, string>;

/** The owner, signed in on this page's browser; what the assistant does is in its own test. */
export async function setUp(page: Page, { url, setupLink }: Site): Promise<People> {
  const token = new URL(setupLink, url).searchParams.get('token') ?? '';
  await post(page, `${url}/api/setup`, { token, company, timeZone: 'Asia/Jakarta', ...owner });
  return peopleOf(page, url);
}

export async function peopleOf(page: Page, url: string): Promise<People> {
  const answer = await page.request.get(`${url}/api/people`);
  const people = (await answer.json()) as { personId: string; name: string }[];
  return Object.fromEntries(people.map(({ name, personId }) => [name, personId]));
}

export async function addUser(page: Page, url: string, user: Partial<NewUser>): Promise<void> {
  await post(page, `${url}/api/users`, { password, personId: null, areaIds: [], ...user });
}

async function post(page: Page, address: string, data: object): Promise<void> {
  const answer = await page.request.post(address, { data, headers: { origin: new URL(address).origin } });
  expect(answer.ok(), `${address}: ${await answer.text()}`).toBe(true);
}

const built = async <T>(path: string): Promise<T> =>
  (await import(pathToFileURL(join(packageRoot(), 'dist', path)).href)) as T;
