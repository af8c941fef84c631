/** The server is killed and started again under an open live page: the page says so, and goes on without a reload. Runs the built program. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';
import { browserMissing, openBrowser, type TestBrowser } from '../helpers/browser.ts';
import { makeMovingVideo } from '../helpers/madeMedia.ts';
import { setupBody } from '../helpers/testServer.ts';
import { waitUntil } from '../helpers/waitUntil.ts';

describe.skipIf(browserMissing !== null)('after a restart of the server', { timeout: 120_000 }, () => {
  let folder: string;
  let port: number;
  let server: ChildProcess;
  let browser: TestBrowser;
  let page: Page;
  const at = (id: string) => page.getByTestId(id);
  const frames = async (id: string): Promise<number> => Number(await at(id).getAttribute('data-frames'));

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'reconnect-'));
    mkdirSync(join(folder, 'cameras'));
    makeMovingVideo(join(folder, 'yard.mp4'));
    for (const name of ['Yard', 'Gate'])
      writeFileSync(
        join(folder, 'cameras', `${name.toLowerCase()}.yaml`),
        `name: ${name}\narea: Outside\nurl: ${join(folder, 'yard.mp4')}\nloop: true\n`,
      );
    port = await freePort();
    server = start(folder, port);
    const token = await setupToken(server);
    browser = await openBrowser({ width: 1440, height: 900 });
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    page.setDefaultTimeout(15_000);
    const url = `http://127.0.0.1:${port}`;
    const answer = await page.request.post(`${url}/api/setup`, {
      data: setupBody(token),
      headers: { origin: url },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    const person = { name: 'Ann', consent: { statement: 'Agreed in writing.' } };
    const added = await page.request.post(`${url}/api/people`, { data: person, headers: { origin: url } });
    expect(added.ok(), await added.text()).toBe(true);
    await page.goto(url);
  }, 120_000);

  afterAll(async () => {
    await browser?.stop();
    await kill(server);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  test('the page says that the connection is lost, then shows the same cameras and filters without a reload', async () => {
    await at('layout-two').click();
    for (const id of ['feed-yard', 'feed-gate'])
      await waitUntil(`${id} is drawn`, async () => (await frames(id)) > 2, 30_000);
    await at('filter-state').selectOption('away');
    await page.evaluate(() => Object.assign(globalThis, { notReloaded: true }));
    await kill(server);
    await at('connection-lost').waitFor();
    server = start(folder, port);
    await at('connection-lost').waitFor({ state: 'detached', timeout: 60_000 });
    const before = await frames('feed-gate');
    await waitUntil('pictures come again', async () => (await frames('feed-gate')) > before + 2, 30_000);
    expect(await page.evaluate(() => (globalThis as { notReloaded?: boolean }).notReloaded)).toBe(true);
    expect(await at('filter-chip').count()).toBe(1);
    expect(await at('layout-two').getAttribute('aria-pressed')).toBe('true');
  });
});

function start(folder: string, port: number): ChildProcess {
  const words = [
    'serve',
    '--port',
    String(port),
    '--data',
    join(folder, 'data'),
    '--cameras',
    join(folder, 'cameras'),
  ];
  return spawn(process.execPath, [join(packageRoot(), 'bin/whereabouts.js'), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LOG_LEVEL: 'error' },
  });
}

async function setupToken(server: ChildProcess): Promise<string> {
  if (server.stdout)
    for await (const line of createInterface(server.stdout)) {
      const token = /https?:\/\/\S*[?&]token=([^\s&]+)/.exec(line)?.[1];
      if (token) return token;
    }
  throw new Error('The program ended before it printed the set-up link.');
}

async function kill(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGKILL');
  await ended;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}
