/** Finds cameras in the network and asks them for their streams. Only for who may add cameras: this reaches other machines. */
import { networkInterfaces } from 'node:os';
import { z } from 'zod';
import { problem } from '../../errors.ts';
import type { Route } from '../../http/route.ts';
import type { Jobs, JobSteps } from '../../jobs/createJobs.ts';
import { job } from '../../jobs/routes.ts';
import type { DiscoveredCamera, NetworkView, OnvifCamera, OnvifRequest } from '../../wire.ts';
import type { CameraEntry } from '../createCameras.ts';
import type { AskOnvif } from './askOnvif.ts';
import { camerasFrom, onvifProblem, rolesOf, serviceAt } from './onvifCameras.ts';
import type { Found, Streams, Trouble } from './questions.ts';

export type OnvifParts = { files: () => CameraEntry[]; jobs: Jobs; askOnvif: AskOnvif };

/** Cameras wait for a random part of half a second before they answer; slow ones take longer. */
const listenForMs = 4_000;
/** The thread's start, and its last answers. */
const graceMs = 3_000;
/** Thirteen questions at most, of which the first few take time. */
const streamsWithinMs = 15_000;

const network = z.object({ name: z.string(), address: z.string() }) satisfies z.ZodType<NetworkView>;
const stream = z.object({
  name: z.string(),
  url: z.string(),
  encoding: z.string(),
  width: z.number(),
  height: z.number(),
  fps: z.number().nullable(),
  role: z.enum(['main', 'sub', 'other']),
});
const onvifCamera = z.object({
  manufacturer: z.string(),
  model: z.string(),
  streams: z.array(stream),
}) satisfies z.ZodType<OnvifCamera>;
const onvifRequest = z.object({
  address: z.string().trim().min(1, 'an address is needed').max(500),
  user: z.string().max(200),
  password: z.string().max(200),
}) satisfies z.ZodType<OnvifRequest>;

export function onvifRoutes(route: Route, parts: OnvifParts): void {
  const allow = ['create', 'CameraFile'] as const;
  route(
    {
      method: 'get',
      path: '/api/cameras/networks',
      summary: 'Networks in which cameras can be looked for',
      allow: [...allow],
      answer: z.array(network),
    },
    networks,
  );
  route(
    {
      method: 'post',
      path: '/api/cameras/discover',
      summary: 'Look for ONVIF cameras; the job ends with the list of those that answered',
      allow: [...allow],
      body: z.object({ network: z.string().max(100).nullable() }),
      answer: job,
      status: 202,
    },
    ({ body, user }) => {
      const device = body.network;
      if (device !== null && !networks().some(({ name }) => name === device))
        throw problem('NOT_FOUND', { what: 'this network' });
      if (parts.jobs.of(user.userId).some(({ kind, state }) => kind === 'discovery' && state === 'running'))
        throw problem('CAMERA_TEST_BUSY', { problem: 'cameras are being looked for already' });
      return parts.jobs.start(user.userId, 'discovery', (steps) => discover(device, steps, parts));
    },
  );
  route(
    {
      method: 'post',
      path: '/api/cameras/onvif',
      summary: 'The streams of one ONVIF camera',
      allow: [...allow],
      body: onvifRequest,
      answer: onvifCamera,
    },
    ({ body, response }) => {
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      return askStreams(body, gone.signal, parts);
    },
  );
}

/** Loopback too: a camera may be played by this very machine. */
function networks(): NetworkView[] {
  return Object.entries(networkInterfaces()).flatMap(([name, addresses = []]) => {
    const [first] = addresses.filter(({ family }) => family === 'IPv4');
    return first ? [{ name, address: first.address }] : [];
  });
}

async function discover(
  device: string | null,
  { signal, progress }: JobSteps,
  { files, askOnvif }: OnvifParts,
): Promise<DiscoveredCamera[]> {
  const found: Found[] = [];
  const answers = askOnvif(
    { kind: 'discover', device, forMs: listenForMs },
    {
      signal,
      withinMs: listenForMs + graceMs,
      onAnswer(answer) {
        if (answer.kind !== 'found') return;
        found.push(answer.found);
        if (!signal.aborted) progress(found.length, null);
      },
    },
  );
  await answers;
  signal.throwIfAborted();
  return camerasFrom(found, files());
}

async function askStreams(
  { address, user, password }: OnvifRequest,
  signal: AbortSignal,
  { askOnvif }: OnvifParts,
): Promise<OnvifCamera> {
  const service = serviceAt(address);
  if (!service) throw problem('INPUT_INVALID', { problem: 'address: a host such as 192.168.1.20' });
  const told: { streams?: Streams; trouble?: Trouble } = {};
  await askOnvif(
    { kind: 'streams', service, user, password },
    {
      signal,
      withinMs: streamsWithinMs,
      onAnswer(answer) {
        if (answer.kind === 'streams') told.streams ??= answer.streams;
        if (answer.kind === 'failed') told.trouble ??= answer.trouble;
      },
    },
  );
  if (!told.streams) throw onvifProblem(service.host, told.trouble ?? 'silent');
  const { profiles, ...device } = told.streams;
  return { ...device, streams: rolesOf(profiles) };
}
