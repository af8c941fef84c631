/** What is missing on this machine, and what to do: for `whereabouts doctor` and for the diagnostics. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { access, constants, statfs } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { catalogue, networkFile, type NetworkName } from '../../models/catalogue.ts';
import { NetworkRefused } from '../../models/customNetwork.ts';
import { readOrigins } from '../../models/prepareNetworks.ts';
import type { Config } from '../config.ts';

/** `remedy` null: nothing to do. */
export type Finding = { subject: string; state: string; remedy: string | null };

/** Without how fast the machine is: that takes all its cores for seconds. */
export async function findings({ dataDir, customNetworksDir }: Config): Promise<Finding[]> {
  return [
    node(),
    await ffmpeg(),
    machine(),
    await compiled(),
    ...(await origins(customNetworksDir)),
    await folder(dataDir),
    await space(dataDir),
  ];
}

export const finding = (subject: string, state: string, remedy: string | null = null): Finding => ({
  subject,
  state,
  remedy,
});

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const fine = major > 20 || (major === 20 && minor >= 19);
  return finding('Node', process.versions.node, fine ? null : 'Install Node 20.19 or later.');
}

/** Older ones know neither `-fps_mode` nor what `-timeout` means for RTSP. */
const ffmpegMin = [5, 1] as const;

/** null: not installed. */
export async function ffmpegVersion(): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)('ffmpeg', ['-hide_banner', '-version']);
    return stdout.split('\n')[0]?.replace(/ Copyright.*/, '') ?? 'installed';
  } catch {
    return null;
  }
}

async function ffmpeg(): Promise<Finding> {
  const line = await ffmpegVersion();
  if (line === null)
    return finding(
      'ffmpeg',
      'not installed',
      'Install it: apt-get install ffmpeg (Debian), brew install ffmpeg (macOS).',
    );
  const old = isOlder(line, ffmpegMin) ? `Install ffmpeg ${ffmpegMin.join('.')} or later.` : null;
  return finding('ffmpeg', line, old);
}

/** False for a version that names no numbers: builds from a repository are new. */
export function isOlder(line: string, [majorMin, minorMin]: readonly [number, number]): boolean {
  const [, major, minor] = /version n?(\d+)\.(\d+)/.exec(line) ?? [];
  if (major === undefined) return false;
  return Number(major) < majorMin || (Number(major) === majorMin && Number(minor) < minorMin);
}

function machine(): Finding {
  const gib = totalmem() / 2 ** 30;
  const state = `${availableParallelism()} cores, ${gib.toFixed(0)} GiB memory`;
  return finding(
    'Machine',
    state,
    gib < 2 ? 'Use a machine with at least 2 GiB; each camera takes up to 120 MB.' : null,
  );
}

async function compiled(): Promise<Finding> {
  const missing: string[] = [];
  for (const name of Object.keys(catalogue) as NetworkName[]) {
    await access(networkFile(name)).catch(() => missing.push(name));
  }
  if (missing.length > 0)
    return finding('Networks', `missing: ${missing.join(', ')}`, 'Run "npm run models" to compile them.');
  return finding('Networks', `${Object.keys(catalogue).length} compiled`);
}

/** Which network does what, whose it is and under which licence. */
async function origins(customNetworksDir: string): Promise<Finding[]> {
  try {
    return (await readOrigins(customNetworksDir)).map(({ network, file, licence, source, own }) =>
      finding(`Network "${network}"`, `${file}${own ? ', your own' : ''}; ${licence}; ${source}`),
    );
  } catch (error) {
    if (!(error instanceof NetworkRefused)) throw error;
    return [finding('Your own networks', `${error.file}: ${error.problem}`, error.remedy)];
  }
}

/** The folder, or the nearest one above it that is there: a check makes nothing. */
const existing = (dir: string): string => (existsSync(dir) ? dir : existing(dirname(dir)));

async function folder(dir: string): Promise<Finding> {
  try {
    await access(existing(dir), constants.W_OK);
    return finding('Data folder', existsSync(dir) ? dir : `${dir}, made at the first start`);
  } catch {
    return finding(
      'Data folder',
      `${dir} cannot be written`,
      'Change its owner or choose another with --data.',
    );
  }
}

/** A gigabyte holds months of presence; below that an update or a log may fill the disk first. */
const freeBytesMin = 2 ** 30;

async function space(dir: string): Promise<Finding> {
  const stats = await statfs(existing(dir)).catch(() => null);
  if (!stats) return finding('Disk', 'unknown');
  const free = stats.bavail * stats.bsize;
  return finding(
    'Disk',
    `${(free / 2 ** 30).toFixed(1)} GiB free`,
    free < freeBytesMin ? 'Free at least 1 GiB on this disk.' : null,
  );
}
