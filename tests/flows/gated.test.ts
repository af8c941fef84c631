/** Gated cameras that no server here can play: ffmpeg itself decodes, a small program in its place takes the stream apart. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFrames, type FrameStream } from '../../pipeline/decode/openFrames.ts';
import type { CameraId, CameraSetup } from '../../pipeline/messages.ts';
import { childrenOf, commandOf } from '../../server/cli/soak/readProcess.ts';
import { waitUntil } from '../helpers/waitUntil.ts';

/** Sends the units of the file named as the camera's path for ever, 15 a second; /other has another codec and is slow to hang up. */
const demuxer = `
const { readFileSync, writeSync, appendFileSync } = require('node:fs');
const { join } = require('node:path');
const path = process.argv.find((word) => word.startsWith('rtsp:')).split('/').pop();
const other = path === 'other';
const log = (word) => appendFileSync(join(__dirname, 'log'), word + ' ');
log('opened');
process.on('SIGTERM', () => setTimeout(() => { log('closed'); process.exit(); }, other ? 300 : 0));
writeSync(3, '#codec_id 0: ' + (other ? 'mpeg4' : 'h264') + '\\n');
const data = other ? [] : readFileSync(join(__dirname, path + '.h264'));
const units = other ? [] : JSON.parse(readFileSync(join(__dirname, path + '.json'), 'utf8'));
let n = 0;
const startedMs = Date.now();
setInterval(() => {
  for (; !other && n <= ((Date.now() - startedMs) * 15) / 1000; n++) {
    const { at, size } = units[n % units.length];
    writeSync(1, data.subarray(at, at + size));
    writeSync(3, '0, 0, 0, 1, ' + size + ', 0x0\\n');
  }
}, 10);
`;
const inItsPlace = `#!/bin/sh
cd "$(dirname "$0")"
case "$*" in
  *framecrc*) exec "${process.execPath}" demuxer.cjs "$@" ;;
  *ivf*) exec ffmpeg "$@" ;;
  *) printf 'plain ' >> log ;;
esac
`;

let folder: string;
let ffmpegPath: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gated-'));
  ffmpegPath = join(folder, 'ffmpeg');
  await writeFile(join(folder, 'demuxer.cjs'), demuxer);
  await writeFile(ffmpegPath, inItsPlace, { mode: 0o755 });
  await encodeUnits('reordered', 2);
  await encodeUnits('simple', 0);
});
afterAll(() => rm(folder, { recursive: true }));

describe.skipIf(!existsSync('/proc/self/fd'))('a gated camera', { timeout: 30_000 }, () => {
  test('whose decoder keeps pictures back, for B-pictures, is soon decoded whole', async () => {
    const attention = { attended: true, fps: 5, lookEveryMs: 2_200 };
    const { stream, agesMs } = watched('reordered', attention);
    await sleep(2_000);
    attention.attended = false;
    await sleep(5_000);
    agesMs.length = 0;
    await sleep(1_500);
    expect(agesMs.length).toBeGreaterThan(4);
    expect(Math.max(...agesMs)).toBeLessThan(600);
    await stream.stop();
  });

  test('whose decoder hangs just after a picture is told within 5 s', async () => {
    const attention = { attended: true, fps: 5, lookEveryMs: 2_200 };
    const { stream, agesMs, ended } = watched('simple', attention);
    await waitUntil('it is seen', () => agesMs.length > 4, 10_000);
    attention.attended = false;
    await sleep(200);
    agesMs.length = 0;
    await waitUntil('the next is looked at', () => agesMs.length > 0, 5_000);
    const [pid = 0] = childrenOf(process.pid).filter((pid) => commandOf(pid).includes('ivf'));
    process.kill(pid, 'SIGSTOP');
    const startedMs = performance.now();
    await expect(ended).rejects.toMatchObject({ reason: 'stalled' });
    expect(performance.now() - startedMs).toBeLessThan(5_000);
    await stream.stop();
  });

  test('of another codec is opened plainly once its first connection is closed, and at once from then on', async () => {
    for (let connection = 0; connection < 2; connection++) {
      const { stream, ended } = watched('other', { attended: true, fps: 5, lookEveryMs: 2_200 });
      await expect(ended).rejects.toMatchObject({ name: 'CameraFault' });
      await stream.stop();
    }
    expect((await readFile(join(folder, 'log'), 'utf8')).trim()).toMatch(/opened closed plain plain$/);
  });
});

type Attention = { attended: boolean; fps: number; lookEveryMs: number };

/** `agesMs`: how old each picture was when it came. */
function watched(path: string, attention: Attention) {
  const setup: CameraSetup = {
    ...{ cameraId: 'hall' as CameraId, name: 'hall', url: `rtsp://127.0.0.1/${path}`, pace: 'live' },
    ...{ activeFps: 5, idleFps: 1, detectWidthPx: 128, loop: false, stalledAfterMs: 4_000 },
  };
  const { signal } = new AbortController();
  const stream = openFrames(setup, { now: Date.now, signal, ffmpegPath, attention: () => attention });
  const agesMs: number[] = [];
  const ended = readAll(stream, (atMs) => agesMs.push(Date.now() - atMs));
  ended.catch(() => undefined);
  return { stream, agesMs, ended };
}

async function readAll(stream: FrameStream, onFrame: (atMs: number) => void): Promise<void> {
  for (let frame = await stream.next(); frame; frame = await stream.next()) {
    onFrame(frame.atMs);
    stream.release(frame);
  }
}

/** Eight seconds with a key frame every two and so many B-pictures between others, and where each unit lies. */
async function encodeUnits(name: string, between: number): Promise<void> {
  const run = promisify(execFile);
  const file = join(folder, `${name}.h264`);
  const source = ['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=15:d=8', '-pix_fmt', 'yuv420p'];
  const codec = ['-c:v', 'libx264', '-preset', 'veryfast', '-g', '30', '-sc_threshold', '0', '-bf'];
  await run('ffmpeg', [
    '-v',
    'error',
    '-nostdin',
    ...source,
    ...codec,
    String(between),
    '-threads',
    '1',
    file,
  ]);
  const asked = ['-v', 'error', '-show_entries', 'packet=pos,size', '-of', 'json', file];
  const { packets } = JSON.parse((await run('ffprobe', asked)).stdout) as {
    packets: { pos: string; size: string }[];
  };
  const units = packets.map(({ pos, size }) => ({ at: Number(pos), size: Number(size) }));
  await writeFile(join(folder, `${name}.json`), JSON.stringify(units));
}
