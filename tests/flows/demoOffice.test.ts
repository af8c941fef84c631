/** The demo office as files: rendered short, read back with ffprobe and sharp. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeVideo } from '../../server/demo/encodeVideo.ts';
import { demoEmployees, writeCameraFiles } from '../../server/demo/prepareDemo.ts';
import { renderOffice } from '../../server/demo/renderOffice.ts';
import { demoPeople } from '../../server/demo/script.ts';
import { parse } from 'yaml';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'whereabouts-demo-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const short = { ffmpegPath: 'ffmpeg', untilMs: 2000, cameras: ['lobby', 'office'] as const };

test('renderOffice() makes videos of one size and length, and finds them the second time', async () => {
  const lines: string[] = [];
  const options = {
    ...short,
    dir,
    cameras: [...short.cameras],
    onProgress: (line: string) => lines.push(line),
  };
  const cameras = await renderOffice(options);
  expect(cameras.map(({ id }) => id)).toEqual(['lobby', 'office']);
  for (const { file } of cameras)
    expect(await probe(file)).toEqual({ width: 1280, height: 720, frames: 10, seconds: 2 });
  expect(lines).toContain('Rendering the demo office: camera 2 of 2');
  const before = await Promise.all(cameras.map(({ file }) => stat(file)));
  lines.length = 0;
  expect(await renderOffice(options)).toEqual(cameras);
  expect(lines).toEqual([]);
  expect((await Promise.all(cameras.map(({ file }) => stat(file)))).map(({ mtimeMs }) => mtimeMs)).toEqual(
    before.map(({ mtimeMs }) => mtimeMs),
  );
  expect((await readdir(dir)).sort()).toEqual(cameras.map(({ file }) => file.slice(dir.length + 1)).sort());
}, 120_000);

test('renderOffice() says that ffmpeg is missing when it is', async () => {
  await expect(
    renderOffice({ ...short, dir, cameras: ['hall'], ffmpegPath: 'no-such-ffmpeg' }),
  ).rejects.toMatchObject({ code: 'FFMPEG_MISSING' });
});

test('encodeVideo() fails with a reason when ffmpeg ends before the frames do', async () => {
  const video = { ffmpegPath: 'ffmpeg', encoder: 'mpeg4' as const, file: join(dir, 'none', 'x.mp4') };
  const frames = Array.from({ length: 200 }, () => new Uint8Array(64 * 64 * 1.5));
  const encoding = encodeVideo({ ...video, width: 64, height: 64, framesPerSecond: 10 }, asStream(frames));
  await expect(encoding).rejects.toMatchObject({ code: 'DATA_UNWRITABLE' });
});

test('demoEmployees() gives each enrolled person readable portraits', async () => {
  const employees = await demoEmployees();
  expect(employees.map(({ name }) => name)).toEqual(
    demoPeople.filter(({ enrolled }) => enrolled).map(({ name }) => name),
  );
  for (const { photos } of employees) {
    expect(photos.length).toBeGreaterThanOrEqual(2);
    for (const photo of photos) expect((await sharp(photo).metadata()).format).toBe('jpeg');
  }
}, 60_000);

test('writeCameraFiles() writes one looping camera per file', async () => {
  const camerasDir = join(dir, 'cameras');
  await writeCameraFiles(camerasDir, [
    { id: 'hall', name: 'Corridor', area: 'Corridor', file: '/videos/hall.mp4' },
  ]);
  expect(await readdir(camerasDir)).toEqual(['hall.yaml']);
  const camera = parse(await readFile(join(camerasDir, 'hall.yaml'), 'utf8')) as unknown;
  expect(camera).toEqual({ name: 'Corridor', area: 'Corridor', url: '/videos/hall.mp4', fps: 5, loop: true });
});

async function probe(file: string) {
  const wanted = 'stream=width,height,nb_read_frames,duration';
  const { stdout } = await promisify(execFile)('ffprobe', [
    ...['-v', 'error', '-count_frames', '-select_streams', 'v:0'],
    ...['-show_entries', wanted, '-of', 'json', file],
  ]);
  const { streams } = JSON.parse(stdout) as {
    streams: { width: number; height: number; nb_read_frames: string; duration: string }[];
  };
  const [stream] = streams;
  if (!stream) throw new Error(`no video stream in ${file}`);
  const { width, height, nb_read_frames: frames, duration } = stream;
  return { width, height, frames: Number(frames), seconds: Number(duration) };
}

async function* asStream(frames: Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const frame of frames) {
    await Promise.resolve();
    yield frame;
  }
}
