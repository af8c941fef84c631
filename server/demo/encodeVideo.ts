/** Frames in, one MP4 out: an ffmpeg child that is fed no faster than it encodes. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { problem } from '../errors.ts';

export type Video = {
  ffmpegPath: string;
  encoder: Encoder;
  file: string;
  width: number;
  height: number;
  framesPerSecond: number;
  /** As cameras encode: no B-frames, key frames by the clock only, and sharp enough to keep the noise. */
  asCamera?: boolean;
};

/** In order of preference; some builds of ffmpeg leave x264 out for its licence. */
const encoders = {
  libx264: ['-preset', 'veryfast', '-crf', '24', '-threads', '1'],
  mpeg4: ['-q:v', '4'],
};
export type Encoder = keyof typeof encoders;
const asCameraArguments = '-bf 0 -sc_threshold 0 -crf 21'.split(' ');

export async function chooseEncoder(ffmpegPath: string): Promise<Encoder> {
  try {
    const { stdout } = await promisify(execFile)(ffmpegPath, ['-hide_banner', '-encoders']);
    return /\blibx264\b/.test(stdout) ? 'libx264' : 'mpeg4';
  } catch (cause) {
    throw problem('FFMPEG_MISSING', { command: 'sudo apt-get install ffmpeg' }, { cause });
  }
}

/** Frames are I420 of the video's size. Whatever happens, no child is left behind. */
export async function encodeVideo(video: Video, frames: AsyncIterable<Uint8Array>): Promise<void> {
  const child = spawn(video.ffmpegPath, encodeArguments(video), { stdio: ['pipe', 'ignore', 'pipe'] });
  const said: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  // A program that cannot be started reports an error instead of a code.
  const closed = once(child, 'close').then(
    ([code]) => code as number | null,
    () => null,
  );
  // A child that died breaks the pipe as well; its exit code and words say why.
  const fed = pipeline(Readable.from(frames), child.stdin).catch((error: unknown) => error);
  try {
    const broken = await fed;
    const code = await closed;
    if (code === 0 && broken === undefined) return;
    throw code === 0 ? broken : unfinished(video, Buffer.concat(said).toString());
  } finally {
    if (child.exitCode === null) child.kill('SIGKILL');
  }
}

const unfinished = ({ file }: Video, said: string): Error =>
  problem('DATA_UNWRITABLE', { path: file, problem: said.trim() || 'ffmpeg ended early' });

function encodeArguments({ encoder, file, width, height, framesPerSecond, asCamera }: Video): string[] {
  const input = [
    '-f',
    'rawvideo',
    '-pix_fmt',
    'yuv420p',
    '-s',
    `${width}x${height}`,
    '-r',
    `${framesPerSecond}`,
    '-i',
    'pipe:0',
  ];
  // A key frame every two seconds, as cameras send them.
  const output = [
    '-c:v',
    encoder,
    ...encoders[encoder],
    ...(asCamera ? asCameraArguments : []),
    '-g',
    `${2 * framesPerSecond}`,
    '-pix_fmt',
    'yuv420p',
    '-movflags',
    '+faststart',
  ];
  return ['-hide_banner', '-loglevel', 'error', '-y', ...input, ...output, '-f', 'mp4', file];
}
