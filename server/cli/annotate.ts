/** Writes a recording again with boxes and names drawn in. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import sharp from 'sharp';
import type { Box, TrackId } from '../../pipeline/messages.ts';
import { problem } from '../errors.ts';
import type { Identity } from '../identify/judgeTrack.ts';
import type { RecordedPicture } from './watchRecording.ts';

export type Annotator = {
  add(picture: RecordedPicture, identityOf: (track: TrackId) => Identity): Promise<void>;
  /** Resolves when the file is complete. */
  stop(): Promise<void>;
};

export function startAnnotator(file: string, fps: number): Annotator {
  const ffmpeg = spawn('ffmpeg', annotatorArguments(file, fps), { stdio: ['pipe', 'ignore', 'pipe'] });
  let log = '';
  ffmpeg.stderr.on('data', (chunk: Buffer) => (log = (log + chunk.toString()).slice(-2_000)));
  ffmpeg.stdin.on('error', () => undefined); // The exit code below says what went wrong.
  const exited = once(ffmpeg, 'exit') as Promise<[number | null]>;

  return {
    async add(picture, identityOf) {
      const jpeg = await drawn(picture, identityOf);
      if (!ffmpeg.stdin.write(jpeg)) await Promise.race([once(ffmpeg.stdin, 'drain'), exited]);
    },
    async stop() {
      ffmpeg.stdin.end();
      const [code] = await exited;
      if (code !== 0)
        throw problem('DATA_UNWRITABLE', {
          path: file,
          problem: log.trim().split('\n').at(-1) ?? 'ffmpeg failed',
        });
    },
  };
}

const annotatorArguments = (file: string, fps: number): string[] => [
  ...[
    '-hide_banner',
    '-loglevel',
    'error',
    '-y',
    '-f',
    'image2pipe',
    '-c:v',
    'mjpeg',
    '-framerate',
    String(fps),
    '-i',
    'pipe:0',
  ],
  // H.264 wants even sides.
  ...[
    '-vf',
    'pad=ceil(iw/2)*2:ceil(ih/2)*2',
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-pix_fmt',
    'yuv420p',
    file,
  ],
];

async function drawn(picture: RecordedPicture, identityOf: (track: TrackId) => Identity): Promise<Buffer> {
  const image = sharp(picture.jpeg);
  const { width = picture.frame.width, height = picture.frame.height } = await image.metadata();
  const scale = width / picture.frame.width;
  const shapes = picture.tracks.map(({ trackId, body, face }) => {
    const identity = identityOf(trackId);
    return outline(body, face, scale, labelOf(identity, trackId), identity);
  });
  const clock = `<text x="8" y="${height - 10}" font-family="sans-serif" font-size="14" fill="white">${(picture.atMs / 1000).toFixed(1)} s</text>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes.join('')}${clock}</svg>`;
  return image
    .composite([{ input: Buffer.from(svg) }])
    .jpeg({ quality: 85 })
    .toBuffer();
}

function labelOf(identity: Identity, trackId: TrackId): string {
  if (identity.kind === 'named') return `${identity.name} ${identity.score.toFixed(2)}`;
  return identity.likely && identity.nearest ? `probably ${identity.nearest.name}` : `unknown ${trackId}`;
}

function outline(body: Box, face: Box | null, scale: number, label: string, identity: Identity): string {
  const colour = identity.kind === 'named' ? '#2bb673' : '#f0a030';
  const dashes = identity.kind === 'unknown' && identity.likely ? ' stroke-dasharray="6 5"' : '';
  const rect = (box: Box, stroke: number): string =>
    `<rect x="${box.x * scale}" y="${box.y * scale}" width="${box.width * scale}" height="${box.height * scale}" fill="none" stroke="${colour}" stroke-width="${stroke}"${dashes}/>`;
  const x = Math.max(2, (face ?? body).x * scale);
  const y = Math.max(18, (face ?? body).y * scale);
  const tag = `<rect x="${x}" y="${y - 18}" width="${label.length * 8 + 8}" height="18" fill="${colour}"/>`;
  const text = `<text x="${x + 4}" y="${y - 5}" font-family="sans-serif" font-size="13" fill="black">${escaped(label)}</text>`;
  return rect(body, 1) + (face ? rect(face, 2) : '') + tag + text;
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
