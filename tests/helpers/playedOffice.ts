/**
 * The real server with the demo's people, times, Twilio and terminals; its play walks past made-up cameras on a clock moved by hand,
 * twice a second.
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SightedFace } from '../../pipeline/messages.ts';
import { demoDirectory } from '../../server/demo/demoDirectory.ts';
import { demoCameras, demoPeople, demoScript } from '../../server/demo/script.ts';
import { startDemoStory } from '../../server/demo/startDemoStory.ts';
import { type HandClock, handClock } from './handClock.ts';
import { faceOf, startTestServer, type TestServer } from './testServer.ts';
import { waitUntil } from './waitUntil.ts';

const stepMs = 500;
const frame = { width: 640, height: 360 };
const { walks, durationMs } = demoScript;

export type PlayedOffice = {
  server: TestServer;
  folder: string;
  clock: HandClock;
  /** As the cameras see it; real time passes too, in which the server works. The play begins again when it ends. */
  playUntil: (untilMs: number) => Promise<void>;
};

/** `folder`: of an office that was played before. */
export async function startPlayedOffice(
  folder = newFolder(),
  clock: HandClock = handClock(),
): Promise<PlayedOffice> {
  const people = demoPeople.flatMap(({ name, enrolled }, index) =>
    enrolled ? [{ name, consent: 'Made up.', photos: [Buffer.from(`face ${index + 1}`)] }] : [],
  );
  const server = await startTestServer({
    ...{ folder, config: { demo: true } },
    overrides: { clock, enrolFirst: people, placeFirst: demoDirectory, demoStory: startDemoStory },
  });
  await waitUntil('every camera is there', () => server.cameras.length === demoCameras.length, 10_000);
  const startMs = clock.now();
  for (const camera of server.cameras)
    camera.say({ kind: 'health', atMs: startMs, health: { kind: 'seeing', frame } });

  let playedMs = 0;
  async function playUntil(untilMs: number): Promise<void> {
    for (; playedMs < untilMs; playedMs += stepMs) {
      const atMs = playedMs % durationMs;
      for (const [index, walk] of walks.entries()) {
        if (walk.fromMs > atMs || walk.toMs <= atMs) continue;
        const camera = server.cameras.find(({ setup }) => setup.cameraId === (walk.cameraId as string));
        const trackId = walks.length * Math.floor(playedMs / durationMs) + index + 1;
        camera?.say({
          ...{ kind: 'sightings', atMs: startMs + playedMs, frame },
          sightings: [{ trackId, ...seen(walk.person, index) }],
        });
      }
      clock.advance(stepMs);
      await sleep(4);
    }
    await sleep(50);
  }
  return { server, folder, clock, playUntil };
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'whereabouts-'));
  mkdirSync(join(folder, 'cameras'));
  for (const { id, name, area } of demoCameras)
    writeFileSync(join(folder, 'cameras', `${id}.yaml`), `name: ${name}\narea: ${area}\nurl: ${id}.mp4\n`);
  return folder;
}

function seen(person: string, index: number) {
  const body = { x: 10 + index * 20, y: 10, width: 50, height: 100 };
  const seed = demoPeople.findIndex(({ id }) => id === person) + 1;
  const quality = { widthPx: 140, sharpness: 300, turn: 0, quality: 0.9 };
  const face: SightedFace = { box: body, score: 0.9, quality, embedding: faceOf(seed), unusable: null };
  return { body, seen: true, face };
}
