/** What whoever helps with an installation needs to know of it, and nothing of its people. */
import { homedir, release, totalmem, type as systemType, uptime } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { NetworkOrigin } from '../../models/prepareNetworks.ts';
import type { Inference } from '../../pipeline/startInference.ts';
import { namesIn } from '../cameras/cameraVariables.ts';
import type { CameraEntry, Cameras } from '../cameras/createCameras.ts';
import { hideSecrets, secretsOf } from '../cameras/hideSecrets.ts';
import { type Config, productVersion } from '../config.ts';
import type { Settings } from '../settings/settings.ts';
import { databaseFacts } from './databaseFacts.ts';
import { ffmpegVersion, findings } from './findings.ts';
import { createHider } from './hideNames.ts';
import type { Part } from './makeDiagnostics.ts';

export type Told = {
  config: Config;
  inference: Inference & { origins?: NetworkOrigin[] };
  cameras: Pick<Cameras, 'files' | 'views' | 'stats'>;
  settings: () => Settings;
  timeZone: () => string;
  metrics: () => Promise<string>;
  logLines: () => string[];
  /** Names of people and users, and what else finds them. */
  wordsToHide: () => Promise<string[]>;
  /** Of channels and connectors. */
  storedSecrets: () => Promise<string[]>;
};

/** In the order in which they are made and read. */
export async function diagnosticsParts(told: Told, nowMs: number): Promise<Part[]> {
  const { config, cameras, inference } = told;
  const secrets = [...secretsIn(told), ...(await told.storedSecrets())];
  const hide = createHider({ words: await told.wordsToHide(), secrets });
  const json = (file: string, read: (signal: AbortSignal) => unknown): Part => ({
    file,
    read: async (signal) => `${JSON.stringify(hide(await read(signal)), null, 2)}\n`,
  });
  return [
    { file: 'README.txt', read: () => readme(nowMs) },
    json('versions.json', () => versions(told, nowMs)),
    json('doctor.json', () => findings(config)),
    json('config.json', () => configOf(config)),
    json('settings.json', () => settingsOf(told.settings())),
    ...[{ file: 'cameras.yaml', read: () => stringify(hide(cameras.files().map(fileOf))) }],
    json('cameras.json', () => ({ views: cameras.views(), stats: cameras.stats() })),
    json('inference.json', () => ({ stats: inference.stats(), networks: inference.origins ?? [] })),
    json('database.json', (signal) => databaseFacts(join(config.dataDir, 'whereabouts.sqlite'), signal)),
    // The names of metrics stay, what their labels hold is looked at.
    { file: 'metrics.txt', read: async () => (await told.metrics()).replace(/"[^"\n]*"/g, hide) },
    {
      file: 'log.jsonl',
      read: () =>
        told
          .logLines()
          .map((line) => `${logLine(line, hide)}\n`)
          .join(''),
    },
  ];
}

const readme = (nowMs: number): string =>
  `Diagnostics of Whereabouts, made ${new Date(nowMs).toISOString()}.

They tell versions, settings, what "whereabouts doctor" finds, cameras and how they do, how much the database holds, and the newest
lines of the log. Names of people, their addresses and numbers, and passwords are left out or stand as •••, and so does every word
that is part of a name. No face, no picture and no embedding is in them. Look through them before you send them to anybody.
`;

async function versions({ timeZone }: Told, nowMs: number) {
  return {
    ...{ program: productVersion(), node: process.versions.node, ffmpeg: await ffmpegVersion() },
    system: {
      name: systemType(),
      release: release(),
      architecture: process.arch,
      upSeconds: Math.round(uptime()),
    },
    memory: { total: totalmem(), ...process.memoryUsage() },
    ...{ madeAtMs: nowMs, upSeconds: Math.round(process.uptime()), timeZone: timeZone() },
  };
}

/** Without the environment, where passwords of cameras are. */
function configOf(config: Config): object {
  const home = homedir();
  const shown = (value: unknown) =>
    typeof value === 'string' && home.length > 1 && value.startsWith(home)
      ? `~${value.slice(home.length)}`
      : value;
  return Object.fromEntries(
    Object.entries({ ...config, cameraSecrets: undefined }).map(([key, value]) => [key, shown(value)]),
  );
}

/** A long text is told by its length: a privacy notice names whom to write to. */
const settingsOf = ({ privacyNotice, ...settings }: Settings): object => ({
  ...settings,
  privacyNoticeLength: privacyNotice.length,
});

/** As the program reads it: what else stands in the file, a comment or a password on a line of its own, stays here. */
function fileOf({ file, camera, error }: CameraEntry): object {
  if (camera === null) return { file, error: error?.message ?? null };
  const { url, zones, ...rest } = camera;
  const shapes = zones.map(({ kind, points }) => ({ kind, points }));
  return { file, ...rest, url: hideSecrets(url), zones: shapes, error: error?.message ?? null };
}

function secretsIn({ config, cameras }: Told): Set<string> {
  const found = new Set<string>();
  for (const { camera, text } of cameras.files()) {
    for (const secret of secretsOf(camera?.url ?? '')) if (!/^\$\{/.test(secret)) found.add(secret);
    for (const name of namesIn(text)) {
      const value = config.cameraSecrets[name];
      if (value) found.add(value).add(encodeURIComponent(value));
    }
  }
  return found;
}

function logLine(line: string, hide: <T>(value: T) => T): string {
  try {
    return JSON.stringify(hide(JSON.parse(line) as unknown));
  } catch {
    return '{"msg":"a line that was no JSON was left out"}';
  }
}
