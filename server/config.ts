/** What the program was told: command line first, then environment, then defaults. Nothing else reads `process.env`. */
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { networksDir, packageRoot } from '../models/catalogue.ts';
import { type CameraSecrets, cameraVariables } from './cameras/cameraVariables.ts';
import { problem } from './errors.ts';
import { identityRules } from './identify/rules.ts';

export type Config = {
  host: string;
  port: number;
  dataDir: string;
  camerasDir: string;
  /** Built web client. */
  webDir: string;
  /** Our compiled networks. */
  networksDir: string;
  /** Entries for a user's own networks. */
  customNetworksDir: string;
  /** Inference threads; one per core by default. */
  inferenceThreads: number;
  /** Demo office: everyone is signed in as its administrator, data is thrown away. */
  demo: boolean;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** Instead of the setting of that name; null: as the settings say. */
  awayAfterMs: number | null;
  /** How alike a track must be to a person for a name, as `manyFacesDistance` of the identity rules; the gallery report suggests it. */
  nameLimit: number;
  /** What ${NAME} in a camera file stands for: only variables that are for cameras. */
  cameraSecrets: CameraSecrets;
};

/** As the command line gives them: text or numbers, undefined when not given. */
export type CliOptions = {
  host?: string | undefined;
  port?: string | number | undefined;
  data?: string | undefined;
  cameras?: string | undefined;
  networks?: string | undefined;
  threads?: string | number | undefined;
  demo?: boolean | undefined;
};

/** Looser than the rules name strangers. */
const nameLimitWanted = `a number from 0.2 to ${identityRules.manyFacesDistance}`;
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

/** Every setting that text can get wrong; each message says what is wanted. */
const settings = z.object({
  host: z.string().trim().min(1, 'a host name or address').default('127.0.0.1'),
  port: wholeNumber(0, 65_535).default(8080),
  data: z.string().min(1, 'a folder').default('data'),
  cameras: z.string().min(1, 'a folder').default('cameras'),
  networks: networksFolder(),
  threads: wholeNumber(1, 64),
  nameLimit: z.coerce
    .number(nameLimitWanted)
    .min(0.2, nameLimitWanted)
    .max(identityRules.manyFacesDistance, nameLimitWanted)
    .default(identityRules.manyFacesDistance),
  logLevel: z.enum(logLevels, `one of ${logLevels.join(', ')}`).default('info'),
});

const names: Record<keyof z.infer<typeof settings>, string> = {
  host: '--host or WHEREABOUTS_HOST',
  port: '--port or WHEREABOUTS_PORT',
  data: '--data or WHEREABOUTS_DATA',
  cameras: '--cameras or WHEREABOUTS_CAMERAS',
  networks: '--networks or WHEREABOUTS_NETWORKS',
  threads: '--threads or WHEREABOUTS_THREADS',
  nameLimit: 'WHEREABOUTS_NAME_LIMIT',
  logLevel: 'LOG_LEVEL',
};

/** Throws CONFIG_UNUSABLE, naming the option and what it should hold. */
export function readConfig(options: CliOptions, env: NodeJS.ProcessEnv): Config {
  const told = readSettings(options, env);
  const demo = options.demo ?? false;
  if (demo && !isLoopback(told.host))
    throw problem('CONFIG_UNUSABLE', {
      problem: `the demo signs everyone in, so it cannot listen on ${told.host}`,
      remedy: `Leave ${names.host} out: the demo listens on 127.0.0.1.`,
    });
  return {
    host: told.host,
    port: told.port,
    dataDir: resolve(told.data),
    camerasDir: resolve(told.cameras),
    webDir: join(packageRoot(), 'dist', 'web'),
    networksDir,
    customNetworksDir: resolve(told.networks),
    inferenceThreads: told.threads,
    demo,
    logLevel: told.logLevel,
    awayAfterMs: null,
    nameLimit: told.nameLimit,
    cameraSecrets: cameraVariables(env),
  };
}

export function productVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

/** Reached from this machine only. */
export const isLoopback = (host: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);

function readSettings(options: CliOptions, env: NodeJS.ProcessEnv): z.infer<typeof settings> {
  const read = settings.safeParse({
    host: options.host ?? given(env['WHEREABOUTS_HOST']),
    port: options.port ?? given(env['WHEREABOUTS_PORT']),
    data: options.data ?? given(env['WHEREABOUTS_DATA']),
    cameras: options.cameras ?? given(env['WHEREABOUTS_CAMERAS']),
    networks: options.networks ?? given(env['WHEREABOUTS_NETWORKS']),
    threads: options.threads ?? given(env['WHEREABOUTS_THREADS']) ?? availableParallelism(),
    nameLimit: given(env['WHEREABOUTS_NAME_LIMIT']),
    logLevel: given(env['LOG_LEVEL']),
  });
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const key = issue?.path[0] as keyof typeof names;
  throw problem('CONFIG_UNUSABLE', {
    problem: `${names[key]} is not usable`,
    remedy: `It should be ${issue?.message ?? 'different'}.`,
  });
}

function wholeNumber(min: number, max: number) {
  const wanted = `a whole number from ${min} to ${max}`;
  return z.coerce.number(wanted).int(wanted).min(min, wanted).max(max, wanted);
}

/** One that is named must be there: with a mistyped path our own networks would run, and nobody would know. */
function networksFolder() {
  return z.string().refine(existsSync, 'a folder that exists').default('networks');
}

/** An empty variable, as compose files write it, means "not set". */
const given = (value: string | undefined): string | undefined => (value === '' ? undefined : value);
