/** Synchronising over port 4370: everything is done at once, read again, and only then confirmed. */
import { UserFacingError } from '../../errors.ts';
import type { DeviceCounts } from '../deviceBook.ts';
import { templateHashOf } from '../push/templateHashOf.ts';
import { countsTold } from '../readFacts.ts';
import type { StoredDevice } from '../store.ts';
import type { Terminal } from '../zk/connectTerminal.ts';
import { createDeviceText, cutToFit } from '../zk/deviceText.ts';
import { nameBytesMax, type TerminalUser } from '../zk/users.ts';
import { deviceProblem, type ZkError } from '../zk/zkError.ts';
import type { HeldUser, Step, TerminalNow } from './planTypes.ts';
import { syncProblems } from './syncProblems.ts';
import type { BytesOf, Ended, FoundTemplate, Outcome, SyncTarget } from './syncTarget.ts';

export type ZkTargetNeeds = {
  device: StoredDevice;
  terminal: Terminal;
  now: () => number;
  /** How much it holds, whenever it was counted. */
  counted: (counts: DeviceCounts) => Promise<void>;
  /** Fingers that are known to be on it. */
  knownFingers: () => number;
};

/** Its keys are locked so long: each takes a few tens of milliseconds on a terminal. */
const usersAtOnce = 100;
const templatesAtOnce = 20;
const text = createDeviceText();

export function zkTarget(needs: ZkTargetNeeds): SyncTarget {
  const { terminal } = needs;
  /** Nobody knows how wide a row of an empty terminal is, until it took one. */
  let isEmpty = false;
  return {
    async look({ templates }) {
      const users = await terminal.users();
      isEmpty = users.length === 0;
      const counts = await terminal.counts();
      await needs.counted(countsTold(counts));
      const isDue = templates || counts.fingers !== needs.knownFingers();
      // Of a terminal that is not to share them none are taken.
      const found = isDue && needs.device.liveSync ? await readTemplates(needs, users) : null;
      const knowsTemplates = counts.fingers <= (found ? fingersIn(found) : needs.knownFingers());
      return { now: { ...nowOf(needs, users, counts), knowsTemplates }, reached: true, templates: found };
    },
    async act({ steps }, bytesOf, ended) {
      await deleteUsers(needs, ofKind(steps, 'delete'), ended);
      for (const step of ofKind(steps, 'clean')) await ended([await clean(needs, step)]);
      const writes = ofKind(steps, 'write');
      if (isEmpty) return writeFirst(needs, writes, ended);
      await writeUsers(needs, writes, ended);
      await writeTemplates(needs, ofKind(steps, 'template'), bytesOf, ended);
    },
  };
}

type Of<K extends Step['kind']> = Extract<Step, { kind: K }>;
const ofKind = <K extends Step['kind']>(steps: readonly Step[], kind: K): Of<K>[] =>
  steps.filter((step): step is Of<K> => step.kind === kind);

type Counts = Awaited<ReturnType<Terminal['counts']>>;

function nowOf({ device, now }: ZkTargetNeeds, users: readonly TerminalUser[], counts: Counts): TerminalNow {
  const width = users[0]?.row.length === 28 ? 28 : 72;
  const nameBytes = users.length === 0 ? nameBytesMax[28] : nameBytesMax[width];
  const { capacity, fingers, faces } = counts;
  return {
    ...zkKnown(device),
    ...{
      deviceId: device.deviceId,
      readAtMs: now(),
      users: new Map(users.map((each) => [each.userId, heldOf(each)])),
    },
    ...{ hidesFaces: (faces ?? 0) > 0, cleansBlind: (faces ?? 0) > 0, numericIds: width === 28, fingers },
    capacity: { users: capacity.users || null, fingers: capacity.fingers || null },
    fits: (name) => cutToFit(name.replace(/\p{Cc}/gu, ' ').trim(), nameBytes, text).trim(),
    isNamed: (held, wished) => held === wished,
  };
}

/** While it is not connected: as it was told last, so that what is to be done can be told; it is not done by this. */
export function zkKnown(device: StoredDevice): Omit<TerminalNow, 'deviceId' | 'readAtMs' | 'users'> {
  const { counts, capacities } = device.facts;
  const faces = (counts?.faces ?? 0) > 0;
  return {
    ...zkTakes(device),
    // Whether every finger is known is seen when it is read, before anybody is deleted.
    ...{ knowsTemplates: true, hidesFaces: faces, cleansBlind: faces, numericIds: false },
    fingers: counts?.fingers ?? 0,
    capacity: { users: capacities?.users || null, fingers: capacities?.fingers || null },
    fits: (name) => name.trim(),
    // Narrow rows cut names.
    isNamed: (held, wished) => held === wished || (held.length >= 7 && wished.startsWith(held)),
  };
}

export const zkTakes = ({ facts }: Pick<StoredDevice, 'facts'>) => ({
  takes: { fingerAlgorithm: facts.fingerAlgorithm ?? null, faceAlgorithm: null, bioVersions: null },
  kinds: ['finger'] as const,
});

const heldOf = ({ userId, name, privilege, card }: TerminalUser): HeldUser => ({
  ...{ userId, name, privilege, card: card === 0 ? '' : String(card) },
});

const fingersIn = (found: ReadonlyMap<string, readonly FoundTemplate[]>): number =>
  [...found.values()].reduce((sum, { length }) => sum + length, 0);

/**
 * By the terminal's own numbers, which only it knows; of fingers without a user nobody can tell whose they are. null: it did not say
 * of which algorithm they are.
 */
async function readTemplates({ terminal, device }: ZkTargetNeeds, users: readonly TerminalUser[]) {
  const idOf = new Map(users.map(({ uid, userId }) => [uid, userId]));
  const found = new Map<string, FoundTemplate[]>(users.map(({ userId }) => [userId, []]));
  const algorithm = device.facts.fingerAlgorithm;
  if (!algorithm) return null;
  for (const { uid, finger, template } of await terminal.templates()) {
    const hash = templateHashOf(template);
    found.get(idOf.get(uid) ?? '')?.push({ kind: 'finger', number: finger, algorithm, hash, template });
  }
  return found;
}

type Receipt = { confirmed: boolean; problem: ZkError | null };

function outcomeOf({ device }: ZkTargetNeeds, step: Step, receipt: Receipt | undefined): Outcome {
  if (receipt?.confirmed) return { step, result: 'done', problem: null };
  const problem = receipt?.problem
    ? deviceProblem({ address: device.host ?? device.name, port: device.port }, receipt.problem).message
    : syncProblems.notConfirmed();
  return { step, result: 'failed', problem };
}

async function deleteUsers(
  needs: ZkTargetNeeds,
  steps: readonly Of<'delete'>[],
  ended: Ended,
): Promise<void> {
  for (const some of inParts(steps, usersAtOnce)) {
    const receipts = await needs.terminal.deleteUsers(some.map(({ userId }) => userId));
    await ended(some.map((step, index) => outcomeOf(needs, step, receipts[index])));
  }
}

/** A face goes only with its user, who is written again as they were. */
async function clean(needs: ZkTargetNeeds, step: Of<'clean'>): Promise<Outcome> {
  const { terminal } = needs;
  const { userId } = step;
  if (!step.whole) {
    for (const { number } of step.templates)
      if (!(await terminal.deleteTemplate(userId, number)))
        return { step, result: 'failed', problem: syncProblems.notConfirmed() };
    return { step, result: 'done', problem: null };
  }
  const user = (await terminal.users()).find((each) => each.userId === userId);
  if (!user) return { step, result: 'done', problem: null };
  const [gone] = await terminal.deleteUsers([userId]);
  if (!gone?.confirmed) return outcomeOf(needs, step, gone);
  const { name, privilege, disabled, password, card } = user;
  const [back] = await terminal.writeUsers([{ userId, name, privilege, disabled, password, card }]);
  return outcomeOf(needs, step, back);
}

async function writeUsers(needs: ZkTargetNeeds, steps: readonly Of<'write'>[], ended: Ended): Promise<void> {
  for (const some of inParts(steps, usersAtOnce)) {
    const receipts = await needs.terminal.writeUsers(some.map(toWrite));
    await ended(some.map((step, index) => outcomeOf(needs, step, receipts[index])));
  }
}

/** One is enough to see how wide its rows are; the others follow when it was looked at again. */
async function writeFirst(needs: ZkTargetNeeds, steps: readonly Of<'write'>[], ended: Ended): Promise<void> {
  for (const step of steps) {
    const [receipt] = await needs.terminal.writeUsers([toWrite(step)]);
    await ended([outcomeOf(needs, step, receipt)]);
    if (receipt?.confirmed) return;
  }
}

/** What is not said stays as the terminal has it: privilege, PIN, and the card of somebody who is there. */
function toWrite({ userId, name, isNew, card }: Of<'write'>) {
  const number = /^\d{1,10}$/.test(card) ? Number(card) : 0;
  return { userId, name, ...(isNew && number > 0 && number <= 0xffff_ffff ? { card: number } : {}) };
}

async function writeTemplates(
  needs: ZkTargetNeeds,
  steps: readonly Of<'template'>[],
  bytesOf: BytesOf,
  ended: Ended,
): Promise<void> {
  for (const some of inParts(steps, templatesAtOnce)) {
    const bytes = await Promise.all(some.map((step) => bytesOf(step)));
    const here = some.flatMap((step, index) => {
      const template = bytes[index];
      return template ? [{ step, template }] : [];
    });
    const missing = some.filter((_, index) => !bytes[index]);
    await ended(missing.map((step) => ({ step, result: 'notHere', problem: syncProblems.notHere() })));
    if (here.length === 0) continue;
    const receipts = await needs.terminal.writeTemplates(
      here.map(({ step, template }) => ({
        ...{ userId: step.userId, finger: step.template.number, flag: 1, template },
      })),
    );
    await ended(here.map(({ step }, index) => outcomeOf(needs, step, receipts[index])));
  }
}

function* inParts<T>(all: readonly T[], most: number): Generator<T[]> {
  for (let at = 0; at < all.length; at += most) yield all.slice(at, at + most);
}

/** The terminal was lost meanwhile; why, its own state tells. */
export const isLost = (error: unknown): boolean =>
  error instanceof UserFacingError && /^(DEVICE_|TERMINAL_)/.test(error.code);
