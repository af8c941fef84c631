/** The benchmark's cameras: a real RTSP server on this machine that says when it sent which picture. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageRoot } from '../../../../models/catalogue.ts';
import { problem } from '../../../errors.ts';

/** A picture of the file left the server, on this machine's clock. */
export type Sent = { path: string; picture: number; atMs: number };
export type Streams = { url(path: string): string; pid: number; stop(): Promise<void> };

/** The tests' server; the same one, so that there is only one to trust. */
const script = join(packageRoot(), 'tests', 'helpers', 'rtspServer.py');
/** Debian's own Python has the GStreamer bindings; another one in front of it in the PATH has not. */
const pythons = ['/usr/bin/python3', 'python3'];
const bindings =
  'import gi; gi.require_version("GstRtspServer", "1.0"); from gi.repository import GstRtspServer';

/** `first`: the picture each path starts with. `marks`: the pictures of which `onSent` is told. */
export async function playStreams(
  file: string,
  first: Record<string, number>,
  marks: number[],
  onSent: (sent: Sent) => void,
): Promise<Streams> {
  const child = spawn(findPython(), [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const streams = Object.fromEntries(Object.keys(first).map((path) => [path, file]));
  child.stdin.write(`${JSON.stringify({ streams, first, marks })}\n`);
  const lines = createInterface(child.stdout);
  const port = await Promise.race([
    once(lines, 'line').then(([line]) => (JSON.parse(String(line)) as { port: number }).port),
    exited.then(() => Promise.reject(missing())),
  ]);
  lines.on('line', (line) => onSent(JSON.parse(line) as Sent));
  return {
    url: (path) => `rtsp://127.0.0.1:${port}/${path}`,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Throws when the server cannot run here. */
export function findPython(): string {
  if (!existsSync(script))
    throw problem('CONFIG_UNUSABLE', {
      problem: `the RTSP server of the tests is not at ${script}`,
      remedy: 'Run this benchmark in a clone of the project.',
    });
  const python = pythons.find((each) => spawnSync(each, ['-c', bindings]).status === 0);
  if (python === undefined) throw missing();
  return python;
}

const missing = (): Error =>
  problem('CONFIG_UNUSABLE', {
    problem: 'there is no GStreamer RTSP server on this machine',
    remedy:
      'Install it with "sudo apt-get install python3-gi gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-good gstreamer1.0-plugins-bad".',
  });
