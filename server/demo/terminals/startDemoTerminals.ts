/**
 * Two simulated terminals of the demo office, both of this machine only: one that is called over port 4370 and one that calls. Whoever
 * walks through the play uses them as they pass. A third, that nobody knows, calls once.
 */
import type { Parts } from '../../createApp.ts';
import { createPushTerminal, type PushTerminal } from '../../devices/simulator/push/pushTerminal.ts';
import { startPushLife } from '../../devices/simulator/push/startPushLife.ts';
import { createSimulatedTerminal, type SimulatedUser } from '../../devices/simulator/simulatedTerminal.ts';
import { type Simulator, startSimulator } from '../../devices/simulator/startSimulator.ts';
import { madeTemplate } from '../../devices/simulator/madePeople.ts';
import type { DirectoryPerson } from '../../directory/directory.ts';
import { localDateOf } from '../../shifts/localTime.ts';
import { badgeOnlyName, type DemoPunch, earlierPunches, punchesBetween } from './demoPunches.ts';
import { doorUrl, entranceKey, placeTerminals, prepareTerminals, serials } from './placeTerminals.ts';

const lookEveryMs = 500;
/** When the play has gone on for so long, somebody tries a terminal that nobody let in. */
const strangerAtMs = 30_000;
const strangerSerial = 'UNKNOWN8081';
/** The older half goes then: here long before. */
const recordsMost = 2_000;
/** Nobody waits longer in front of a terminal whose keys are locked while it is read. */
const waitingMost = 20;

/** Returns their end. */
export async function startDemoTerminals(parts: Parts): Promise<() => Promise<void>> {
  const { isFirst } = await prepareTerminals(parts);
  const entrance = await startSimulator({ terminal: entranceOf(parts), key: entranceKey });
  await placeTerminals(parts, { isFirst, entrancePort: entrance.port }).catch(async (error: unknown) => {
    await entrance.stop();
    throw error;
  });
  const upstairs = upstairsOf(parts);
  addEarlier(parts, entrance, upstairs);
  const life = startPushLife(upstairs, { pollEveryMs: 3_000, pauseMs: lookEveryMs, retryMs: lookEveryMs });
  const stopPlaying = startPlay(parts, entrance, (punch) => {
    upstairs.punch(punch);
    life.wake();
  });
  const stopForgetting = parts.clock.every(60_000, () => forgetOld(entrance, upstairs));
  return async () => {
    stopForgetting();
    await stopPlaying();
    await life.stop();
    await entrance.stop();
  };
}

type Used = { userId: string; status: number; verify: number };

function startPlay(parts: Parts, entrance: Simulator, upstairs: (punch: Used) => void): () => Promise<void> {
  const { clock } = parts;
  const startMs = clock.now();
  const waiting: Used[] = [];
  let [playedMs, knocking] = [0, Promise.resolve()];

  function use({ name, terminal, status, verify }: DemoPunch): void {
    const userId = numberOf(parts, name);
    if (userId === null) return;
    if (terminal === 'upstairs') upstairs({ userId, status, verify });
    else if (waiting.length < waitingMost) waiting.push({ userId, status, verify });
  }
  function look(): void {
    const atMs = clock.now() - startMs;
    punchesBetween(playedMs, atMs).forEach(use);
    if (playedMs < strangerAtMs && atMs >= strangerAtMs) knocking = knock(parts);
    playedMs = Math.max(playedMs, atMs);
    while (waiting[0] && entrance.punch(waiting[0])) waiting.shift();
  }
  const stopLooking = clock.every(lookEveryMs, look);
  return async () => {
    stopLooking();
    await knocking;
  };
}

/** With everybody who has a number, and made-up fingers of those who agreed to have theirs used. */
function entranceOf(parts: Parts) {
  const users = peopleOf(parts).map((person, index) => userOf(person, index + 1));
  const options = { '~SerialNumber': serials.entrance, '~DeviceName': 'Simulated terminal' };
  const zone = parts.company.timeZone;
  const terminal = createSimulatedTerminal({ zone, users, options }, () => parts.now());
  for (const { uid, name } of users)
    if (name !== badgeOnlyName) terminal.addFinger({ uid, finger: 0, flag: 1, template: madeUpFinger(uid) });
  return terminal;
}

const upstairsOf = (parts: Parts): PushTerminal =>
  createPushTerminal({
    ...{ url: doorUrl(parts), serial: serials.upstairs, zone: parts.company.timeZone },
    now: () => parts.now(),
  });

const peopleOf = ({ directory }: Parts): DirectoryPerson[] =>
  [...directory.current().people.values()].filter(
    ({ code, deactivatedAtMs }) => code !== null && deactivatedAtMs === null,
  );

const userOf = ({ name, code }: DirectoryPerson, uid: number): SimulatedUser => ({
  ...{ uid, userId: code ?? '', name, privilege: 0 },
  card: name === badgeOnlyName ? 1_000_010 : 0,
});

/** Says what it is to whoever looks at its bytes. */
const madeUpFinger = (uid: number): Buffer =>
  Buffer.concat([Buffer.from('MADE UP FOR THE DEMO, OF NOBODY. '), madeTemplate(uid, 0)]);

const numberOf = (parts: Parts, wanted: string): string | null =>
  peopleOf(parts).find(({ name }) => name === wanted)?.code ?? null;

/** What it holds when it is first read, and sends when it first calls. */
function addEarlier(parts: Parts, entrance: Simulator, upstairs: PushTerminal): void {
  const today = localDateOf(parts.company.timeZone, parts.now());
  for (const { name, terminal, ...row } of earlierPunches(today)) {
    const userId = numberOf(parts, name);
    if (userId === null) continue;
    if (terminal === 'upstairs') upstairs.punch({ userId, ...row });
    else entrance.terminal.addLog({ userId, ...row });
  }
}

function forgetOld({ terminal }: Simulator, { state }: PushTerminal): void {
  const half = recordsMost / 2;
  if (terminal.logs.count() > recordsMost) terminal.logs.dropOldest(terminal.logs.count() - half);
  if (state.logs.length > recordsMost) state.logs.splice(0, state.logs.length - half);
  // Nobody listens, and nobody will miss them.
  if (state.pending.length > recordsMost) state.pending.splice(0, state.pending.length - half);
  if (state.commands.length > recordsMost) state.commands.splice(0, state.commands.length - half);
}

/** It hears no, and the bell tells of it. */
async function knock(parts: Parts): Promise<void> {
  const stranger = createPushTerminal({
    ...{ url: doorUrl(parts), serial: strangerSerial, now: () => parts.now() },
  });
  await stranger.connect().catch(() => false);
  stranger.close();
}
