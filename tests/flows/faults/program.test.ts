/**
 * Goal: through every fault of its cameras, its clock and itself, the whole program says where a person is: present while they are
 * seen, blind while they cannot be, never away, and each stay once. Method: the built program as a process, a real RTSP server.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../../models/catalogue.ts';
import {
  encodeForRtsp,
  rtspServerMissing,
  type RtspServer,
  startRtspServer,
} from '../../helpers/rtspServer.ts';
import { type RunningProgram, runProgram } from '../../helpers/runningProgram.ts';
import { waitUntil } from '../../helpers/waitUntil.ts';

const blindWithinMs = 5_500;
/** Seen within 10 s, and named when the face was judged. */
const namedWithinMs = 12_000;
const patientlyMs = 40_000;
const hourMs = 3_600_000;

let folder: string;
let server: RtspServer;
let program: RunningProgram;
let man: string;

const missing = rtspServerMissing();
const title = `a person before a camera${missing ? ` (${missing})` : ''}`;
describe.skipIf(missing !== null)(title, { timeout: 90_000 }, () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'program-'));
    const pictures = join(packageRoot(), 'node_modules/@vladmandic/human/assets/samples.jpg');
    // One man of its strip of pictures, with the noise of a sensor.
    const still = 'crop=212:120:326:4,scale=640:360,setsar=1';
    await ffmpeg(['-i', pictures, '-vf', still, '-frames:v', '1', join(folder, 'man.png')]);
    const noisy = ['-vf', `${still},noise=alls=6:allf=t,format=yuv420p`, join(folder, 'man.mp4')];
    await ffmpeg(['-loop', '1', '-r', '10', '-t', '3', '-i', pictures, ...noisy]);
    await encodeForRtsp([join(folder, 'man.mp4')], join(folder, 'served.mp4'), 10);
    server = await startRtspServer({ streams: { hall: join(folder, 'served.mp4') } });
    program = await runProgram();
    man = await program.enrol('Adam', await readFile(join(folder, 'man.png')));
    program.writeCamera('hall', `name: Hall\narea: Ground floor\nurl: ${server.url('hall')}\n`);
    await becomes('present', patientlyMs);
  }, 90_000);
  afterAll(async () => {
    await program.remove();
    await server.stop();
    await rm(folder, { recursive: true });
  });

  test('is present, blind while the camera hangs, and present again', async () => {
    const from = program.states(man).length;
    server.pause();
    await becomes('blind', blindWithinMs);
    server.resume();
    await becomes('present', namedWithinMs);
    expect(program.states(man).slice(from)).toEqual(['blind', 'present']);
  });

  test.each([
    ['an hour forward', hourMs],
    ['a minute back from there', hourMs - 60_000],
    ['three hours back', -2 * hourMs],
    ['right again', 0],
  ])('stays present when the clock is set %s', async (_, byMs) => {
    const before = { states: program.states(man).length, told: program.told.length };
    program.setClock(byMs);
    const isSeen = () => {
      const seenMs = program.told.slice(before.told).findLast(({ personId }) => personId === man)?.lastSeenMs;
      return Math.abs((seenMs ?? 0) - (Date.now() + byMs)) < 3_000;
    };
    await waitUntil('he is seen at the new time', isSeen, namedWithinMs);
    expect(program.states(man).slice(before.states)).toEqual([]);
    expect(await program.cameras()).toMatchObject({ seeing: 1, blind: 0 });
  });

  test('is present again after the program was killed and started', async () => {
    await program.kill();
    const before = program.told.length;
    await program.start();
    const heard = () => program.told.slice(before).map(({ state }) => state);
    await waitUntil('he is present again', () => heard().at(-1) === 'present', patientlyMs);
    // Nobody is believed to be seen until they are.
    expect(heard()[0]).toBe('blind');
    expect(new Set(heard())).toEqual(new Set(['blind', 'present']));
  });

  test('was nowhere twice: no stay is doubled, none has a negative length', async () => {
    const stays = await program.sojourns(man);
    const starts = new Set(stays.map(({ fromMs }) => fromMs));
    expect(starts.size).toBe(stays.length);
    for (const { fromMs, toMs } of stays) expect(toMs).toBeGreaterThanOrEqual(fromMs);
    expect(program.states(man)).not.toContain('away');
    const inOrder = stays.toSorted((a, b) => a.fromMs - b.fromMs);
    for (const [index, stay] of inOrder.slice(1).entries())
      expect(stay.fromMs, JSON.stringify(stays)).toBeGreaterThanOrEqual(inOrder[index]?.toMs ?? 0);
    // One, and one more for what ends a track or its time: the outage, the clock set four times, the restart.
    expect(stays.length, JSON.stringify(stays)).toBeLessThanOrEqual(7);
  });
});

async function becomes(state: string, withinMs: number): Promise<void> {
  await waitUntil(`Adam is ${state}`, () => program.states(man).at(-1) === state, withinMs);
}

async function ffmpeg(parameters: string[]): Promise<void> {
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...parameters]);
}
