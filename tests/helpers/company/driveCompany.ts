/** Lets a made-up company live before the built server: what its cameras would say, step by step, under a clock that runs as fast as it can. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { packageRoot } from '../../../models/catalogue.ts';
import type { FromWorker, Health, Sighting } from '../../../pipeline/messages.ts';
import type { Company, Interval, SimulatedPerson } from './company.ts';
import { faceOf, type Folders } from './fillCompany.ts';
import { outagesByCamera, seenBy } from './truth.ts';

/** As far as presence lets a clock go in one step. */
export const stepMs = 5_000;
/** Somebody who stays is seen this often. */
const seenEveryMs = 20_000;
const stepsAtOnce = 240;

type Visit = Interval & { cameraId: string; person: SimulatedPerson };
type Said = { cameraId: string; message: FromWorker };
type Step = { atMs: number; says: Said[] };

export type Drive = {
  /** Goes on until then; where the company says that the program stands still, it is stopped and started again. */
  until: (toMs: number) => Promise<void>;
  /** Goes on for up to five minutes, is killed without a word, and started again after `downMs`. Answers while it may not have run. */
  kill: (downMs: number, random: () => number) => Promise<Interval>;
  nowMs: () => number;
  /** Of the server. */
  url: () => string;
  stop: () => Promise<void>;
};

export async function driveCompany(company: Company, folders: Folders): Promise<Drive> {
  let nowMs = company.fromMs;
  let program = await startProgram(folders, nowMs);
  const world = cameraWorld(company);

  function stepsUntil(toMs: number): Step[] {
    const steps: Step[] = [];
    while (nowMs < toMs && steps.length < stepsAtOnce) {
      const atMs = Math.min(toMs, nowMs + stepMs);
      steps.push({ atMs, says: world.between(nowMs, atMs) });
      nowMs = atMs;
    }
    return steps;
  }

  async function restart(atMs: number): Promise<void> {
    nowMs = atMs;
    program = await startProgram(folders, nowMs);
    world.forgetTracks();
    await program.run([{ atMs: nowMs, says: world.now(nowMs) }]);
  }

  async function until(toMs: number): Promise<void> {
    while (nowMs < toMs) {
      const stop = company.stops.find(({ fromMs }) => fromMs >= nowMs && fromMs < toMs);
      const endMs = stop?.fromMs ?? toMs;
      while (nowMs < endMs) await program.run(stepsUntil(endMs));
      if (!stop) return;
      await program.stop();
      world.between(stop.fromMs, stop.toMs);
      await restart(stop.toMs);
    }
  }

  return {
    until,
    async kill(downMs, random) {
      const steps = stepsUntil(nowMs + Math.ceil(random() * 60) * stepMs);
      const fromMs = (steps.at(-2)?.atMs ?? nowMs) - stepMs;
      await program.killDuring(steps, random() * 6);
      const toMs = nowMs + downMs;
      world.between(nowMs, toMs);
      await restart(toMs);
      return { fromMs, toMs };
    },
    nowMs: () => nowMs,
    url: () => program.url,
    stop: () => program.stop(),
  };
}

/** What the cameras say: who comes, stays and goes, and when a camera goes blind. Between two times, each asked once and in order. */
function cameraWorld(company: Company) {
  const visits = company.people
    .flatMap((person) => seenBy(company, person).map((part): Visit => ({ ...part, person })))
    .sort((a, b) => a.fromMs - b.fromMs);
  const faces = new Map(company.people.map((person) => [person.personId, faceOf(person)]));
  const blind = outagesByCamera(company.outages);
  const here = new Map<string, Map<Visit, number>>();
  let next = 0;
  let tracks = 0;
  let known = new Set<Visit>();

  function sighting(visit: Visit, trackId: number): Sighting {
    const embedding = known.has(visit) ? null : (faces.get(visit.person.personId) ?? null);
    known.add(visit);
    const box = { x: 200, y: 100, width: 140, height: 150 };
    const quality = { widthPx: 140, sharpness: 300, turn: 0.05, quality: 1 };
    const face = embedding ? { box, score: 0.99, quality, embedding, unusable: null } : null;
    return { trackId, body: { x: 100, y: 100, width: 200, height: 500 }, seen: true, face };
  }
  const frame = (cameraId: string, atMs: number, seen: [Visit, number][]): Said => ({
    cameraId,
    message: {
      kind: 'sightings',
      atMs,
      sightings: seen.map(([visit, trackId]) => sighting(visit, trackId)),
      frame: { width: 1280, height: 720 },
    },
  });

  function begin(visit: Visit): Said {
    tracks += 1;
    const there = here.get(visit.cameraId) ?? new Map<Visit, number>();
    here.set(visit.cameraId, there.set(visit, tracks));
    return frame(visit.cameraId, visit.fromMs, [[visit, tracks]]);
  }

  function end(visit: Visit, trackId: number): Said[] {
    here.get(visit.cameraId)?.delete(visit);
    return [
      frame(visit.cameraId, visit.toMs, [[visit, trackId]]),
      { cameraId: visit.cameraId, message: { kind: 'trackEnded', trackId, atMs: visit.toMs } },
    ];
  }

  /** What happened after `fromMs` up to `toMs`, in its order. */
  function between(fromMs: number, toMs: number): Said[] {
    const timed: { atMs: number; order: number; say: () => Said[] }[] = [];
    for (; (visits[next]?.fromMs ?? Infinity) <= toMs; next += 1) {
      const visit = visits[next];
      if (!visit) break;
      timed.push({ atMs: visit.fromMs, order: 3, say: () => [begin(visit)] });
      if (visit.toMs <= toMs) timed.push(endOf(visit));
    }
    for (const there of here.values())
      for (const visit of there.keys()) if (visit.toMs <= toMs) timed.push(endOf(visit));
    for (const [cameraId, outages] of blind)
      for (const outage of outages) {
        if (outage.fromMs > fromMs && outage.fromMs <= toMs)
          timed.push({ atMs: outage.fromMs, order: 1, say: () => [health(cameraId, outage.fromMs, false)] });
        if (outage.toMs > fromMs && outage.toMs <= toMs)
          timed.push({ atMs: outage.toMs, order: 2, say: () => [health(cameraId, outage.toMs, true)] });
      }
    const said = timed.sort((a, b) => a.atMs - b.atMs || a.order - b.order).flatMap(({ say }) => say());
    if (Math.floor(toMs / seenEveryMs) === Math.floor(fromMs / seenEveryMs)) return said;
    return [...said, ...frames(toMs)];
  }
  const endOf = (visit: Visit) => ({
    ...{ atMs: visit.toMs, order: 0 },
    say: () => end(visit, here.get(visit.cameraId)?.get(visit) ?? 0),
  });
  const frames = (atMs: number): Said[] =>
    [...here].flatMap(([cameraId, there]) => (there.size > 0 ? [frame(cameraId, atMs, [...there])] : []));

  return {
    between,
    /** A program that starts anew knows no track. */
    forgetTracks(): void {
      known = new Set();
    },
    /** Which cameras do not see, and whom the others show. */
    now(atMs: number): Said[] {
      const dark = [...blind].filter(([, outages]) =>
        outages.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs),
      );
      return [...dark.map(([cameraId]) => health(cameraId, atMs, false)), ...frames(atMs)];
    },
  };
}

function health(cameraId: string, atMs: number, seeing: boolean): Said {
  const now: Health = seeing
    ? { kind: 'seeing', frame: { width: 1280, height: 720 } }
    : { kind: 'blind', reason: 'unreachable', detail: 'No connection.', retryInMs: 5_000 };
  return { cameraId, message: { kind: 'health', atMs, health: now } };
}

type Told = { kind: 'ready'; url: string } | { kind: 'at'; atMs: number } | { kind: 'done' };

async function startProgram({ dataDir, camerasDir }: Folders, startMs: number) {
  const dist = pathToFileURL(join(packageRoot(), 'dist/')).href;
  const program = fileURLToPath(new URL('companyProgram.mjs', import.meta.url));
  const child = fork(program, [dist, dataDir, camerasDir, String(startMs)], {
    ...{ serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  });
  const ready = (await heard(child, 'ready')) as Extract<Told, { kind: 'ready' }>;
  return {
    url: ready.url,
    async run(steps: Step[]): Promise<void> {
      const done = heard(child, 'done');
      child.send({ kind: 'steps', steps, tells: false });
      await done;
    },
    /** Killed so many real milliseconds after it was done with the last step but one: somewhere in what the last one brings. */
    async killDuring(steps: Step[], afterMs: number): Promise<void> {
      const exited = once(child, 'exit');
      const lastButOneMs = steps.at(-2)?.atMs ?? 0;
      const kill = (): void => void child.kill('SIGKILL');
      child.on('message', (message: Told) => {
        if (message.kind === 'at' && message.atMs === lastButOneMs) setTimeout(kill, afterMs);
        if (message.kind === 'done') kill();
      });
      child.send({ kind: 'steps', steps, tells: true });
      await exited;
    },
    async stop(): Promise<void> {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.send({ kind: 'stop' });
      await exited;
    },
  };
}

function heard(child: ChildProcess, kind: Told['kind']): Promise<Told> {
  return new Promise((resolve, reject) => {
    const hear = (message: Told): void => {
      if (message.kind !== kind) return;
      child.off('message', hear);
      child.off('exit', gone);
      resolve(message);
    };
    const gone = (code: number | null, signal: string | null): void =>
      reject(new Error(`The program ended before it said "${kind}" (${code ?? signal}).`));
    child.on('message', hear);
    child.once('exit', gone);
  });
}
