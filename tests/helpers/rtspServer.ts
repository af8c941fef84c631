/** A real RTSP server on this machine, for tests that must meet what a camera does. */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export type RtspServer = {
  /** With user and password when the server asks for them. */
  url(path: string): string;
  port: number;
  pid: number;
  stop(): Promise<void>;
  /** The server falls silent but its connections stay open, as a hanging camera does. */
  pause(): void;
  resume(): void;
};
/**
 * An H.264 file (encodeForRtsp makes such files), or several one after the other, whatever their picture size; `damaged`:
 * the pictures from and before which bytes are spoilt.
 */
export type RtspStream = string | { files: string[]; damaged?: [number, number] };
export type RtspStreams = {
  /** By path. */
  streams: Record<string, RtspStream>;
  user?: string;
  password?: string;
  /** Free by default. */
  port?: number;
};

const script = fileURLToPath(new URL('rtspServer.py', import.meta.url));
/** Debian's own Python has the GStreamer bindings; another one in front of it in the PATH has not. */
const pythons = ['/usr/bin/python3', 'python3'];
const bindings =
  'import gi; gi.require_version("GstRtspServer", "1.0"); from gi.repository import GstRtspServer';

export async function startRtspServer(wanted: RtspStreams): Promise<RtspServer> {
  const python = findPython();
  if (python === undefined) throw new Error(rtspServerMissing() ?? '');
  const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  let complaints = '';
  child.stderr.on('data', (text: Buffer) => (complaints = (complaints + text.toString()).slice(-2000)));
  child.stdin.write(`${JSON.stringify(wanted)}\n`);
  const port = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([line]) => portIn(String(line))),
    exited.then(() => Promise.reject(new Error(`The RTSP server did not start: ${complaints}`))),
  ]);
  const { user, password = '' } = wanted;
  const userInfo = user === undefined ? '' : `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`;
  return {
    url: (path) => `rtsp://${userInfo}127.0.0.1:${port}/${path}`,
    port,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGKILL');
      await exited;
    },
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
  };
}

/** Why it cannot run here, or null when it can. */
export function rtspServerMissing(): string | null {
  return findPython() === undefined
    ? 'no GStreamer RTSP server: install python3-gi, gir1.2-gst-rtsp-server-1.0, gstreamer1.0-plugins-good and -bad'
    : null;
}

/** One H.264 file of the inputs one after the other, all in the size of the first, without B-frames. */
export async function encodeForRtsp(inputs: string[], output: string, fps = 15): Promise<void> {
  const [first = ''] = inputs;
  const { stdout } = await promisify(execFile)('ffprobe', [
    ...[
      '-v',
      'error',
      '-select_streams',
      'v:0',
      '-show_entries',
      'stream=width,height',
      '-of',
      'csv=p=0:s=x',
      first,
    ],
  ]);
  const size = stdout
    .trim()
    .split('x')
    .map((side) => Math.floor(Number(side) / 2) * 2);
  const scaled = inputs.map(
    (_, n) => `[${n}:v:0]scale=${size.join(':')},setsar=1,fps=${fps},format=yuv420p[v${n}]`,
  );
  const joined = `${inputs.map((_, n) => `[v${n}]`).join('')}concat=n=${inputs.length}:v=1:a=0[out]`;
  await promisify(execFile)('ffmpeg', [
    ...['-v', 'error', '-nostdin', '-y', ...inputs.flatMap((input) => ['-i', input])],
    ...['-filter_complex', [...scaled, joined].join(';'), '-map', '[out]'],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-g', '15', '-bf', '0', '-threads', '2', output],
  ]);
}

function findPython(): string | undefined {
  return pythons.find((python) => spawnSync(python, ['-c', bindings]).status === 0);
}

function portIn(line: string): number {
  const { port } = JSON.parse(line) as { port: number };
  return port;
}
