/** Asks cameras by ONVIF. Runs in a thread of its own: what a device sends may be anything. */
import { Agent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import type { Socket } from 'node:net';
import onvif, { type Cam } from 'onvif';
import type { Found, OnvifAnswer, OnvifQuestion, Profile, Streams, Trouble } from './questions.ts';
import { readProbe } from './readProbe.ts';

/** More than any network that is looked through by hand. */
const foundMax = 256;
const profilesMax = 12;
const requestMs = 4_000;
/** Answers are a few kilobytes. */
const answerMaxBytes = 1_000_000;

export async function answerOnvif(
  question: OnvifQuestion,
  tell: (answer: OnvifAnswer) => void,
): Promise<void> {
  try {
    if (question.kind === 'discover') await discover(question, (found) => tell({ kind: 'found', found }));
    else tell({ kind: 'streams', streams: await streamsOf(question) });
    tell({ kind: 'done' });
  } catch (error) {
    tell({ kind: 'failed', trouble: troubleOf(error) });
  }
}

function discover(
  { device, forMs }: Extract<OnvifQuestion, { kind: 'discover' }>,
  tell: (found: Found) => void,
): Promise<void> {
  const known = new Set<string>();
  const onDevice = (answer: unknown, sender: { address: string }): void => {
    const { probeMatches } = answer as { probeMatches?: { probeMatch?: unknown } };
    const found = readProbe(probeMatches?.probeMatch, sender.address);
    if (!found || known.has(found.address) || known.size >= foundMax) return;
    known.add(found.address);
    tell(found);
  };
  const { Discovery } = onvif;
  // Answers that are no XML are told here; nobody else answers for them.
  Discovery.on('error', () => undefined);
  Discovery.on('device', onDevice);
  return new Promise((resolve) => {
    const options = { timeout: forMs, resolve: false, ...(device === null ? {} : { device }) };
    Discovery.probe(options, () => {
      Discovery.removeListener('device', onDevice);
      resolve();
    });
  });
}

async function streamsOf({
  service,
  user,
  password,
}: Extract<OnvifQuestion, { kind: 'streams' }>): Promise<Streams> {
  // Cameras sign their own certificates; the password is never sent in the clear, by ONVIF's own digests.
  const secureOpts = { rejectUnauthorized: false };
  const agent = service.secure ? new SecureAgent(secureOpts) : new Agent();
  const stopBounding = boundAnswers(agent);
  const cam = new onvif.Cam({
    ...{
      hostname: service.host,
      port: service.port,
      path: service.path,
      useSecure: service.secure,
      secureOpts,
    },
    ...{ username: user, password, agent, timeout: requestMs, autoconnect: false, preserveAddress: true },
  });
  try {
    return await askStreams(cam);
  } finally {
    stopBounding();
    agent.destroy();
  }
}

async function askStreams(cam: Cam): Promise<Streams> {
  // The camera's clock counts in the digest of the password.
  await ask((done) => cam.getSystemDateAndTime(done));
  await ask((done) => cam.getServices(true, done)).catch((error: unknown) => {
    if (troubleOf(error) !== 'notOnvif') throw error;
    return ask((done) => cam.getCapabilities(done));
  });
  const device = await ask((done) => cam.getDeviceInformation(done));
  const profiles: Profile[] = [];
  for (const profile of listIn(await ask((done) => cam.getProfiles(done))).slice(0, profilesMax)) {
    const token = word(at(profile, '$', 'token'));
    const stream = await ask((done) =>
      cam.getStreamUri({ protocol: 'RTSP', profileToken: token }, done),
    ).catch(() => null);
    profiles.push(...readProfile(profile, word(at(stream, 'uri'))));
  }
  if (profiles.length === 0) throw new OnvifTrouble('noVideo');
  return { manufacturer: word(at(device, 'manufacturer')), model: word(at(device, 'model')), profiles };
}

function readProfile(profile: unknown, url: string): Profile[] {
  const encoder = at(profile, 'videoEncoderConfiguration');
  if (!/^(rtsps?|https?):\/\//i.test(url)) return [];
  const fps = number(at(encoder, 'rateControl', 'frameRateLimit'));
  return [
    {
      name: word(at(profile, 'name')) || word(at(profile, '$', 'token')),
      url: withoutSignIn(url),
      encoding: word(at(encoder, 'encoding')),
      width: number(at(encoder, 'resolution', 'width')),
      height: number(at(encoder, 'resolution', 'height')),
      fps: fps > 0 ? fps : null,
    },
  ];
}

/** Some cameras put a password into the address they give. */
const withoutSignIn = (url: string): string => url.slice(0, 1_500).replace(/^(\w+:\/\/)[^/@]*@/, '$1');

class OnvifTrouble extends Error {
  override name = 'OnvifTrouble';
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof OnvifTrouble) return error.trouble;
  const { message = '', code = '' } = error as { message?: string; code?: string };
  if (code === 'ETOOMUCH') return 'tooMuch';
  if (/not ?authorized|unauthorized|authentication failed|digest authentication|password/i.test(message))
    return 'signInRefused';
  if (/timeout|ETIMEDOUT/i.test(message + code)) return 'silent';
  if (/ECONN|EHOST|ENET|ENOTFOUND|EAI_AGAIN|EPIPE|socket hang up/i.test(message + code)) return 'unreachable';
  return 'notOnvif';
}

/** The library may call back twice, or throw at an answer it does not expect. */
function ask(start: (done: (error: Error | null, answer?: unknown) => void) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    start((error, answer) => {
      if (error) reject(error);
      else resolve(answer);
    });
  });
}

/** Looks often whether a device goes on and on, and ends its connection then. */
function boundAnswers(agent: Agent): () => void {
  const look = setInterval(() => {
    for (const socket of Object.values(agent.sockets).flat() as Socket[])
      if (socket.bytesRead > answerMaxBytes)
        socket.destroy(Object.assign(new Error('it sends too much'), { code: 'ETOOMUCH' }));
  }, 20);
  return () => clearInterval(look);
}

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (inside, key) =>
      typeof inside === 'object' && inside !== null ? (inside as Record<string, unknown>)[key] : undefined,
    value,
  );
}
const word = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 2_000) : '';
const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);
const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
