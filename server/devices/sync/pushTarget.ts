/** Synchronising terminals that call: what they told is what is known, what is to change is ordered, and their answer confirms it. */
import type { PushCommand } from '../push/commands.ts';
import type { StoredFacts } from '../push/pushStore.ts';
import type { TemplateKind } from '../push/rows.ts';
import type { StoredDevice } from '../store.ts';
import type { SyncBook } from './createSyncBook.ts';
import type { PushHandsOn } from './createPushHands.ts';
import { ownerOf } from './ownerOf.ts';
import type { HeldUser, Step, TerminalNow } from './planTypes.ts';
import { syncProblems } from './syncProblems.ts';
import { countsOf, freshRow, type SyncRow } from './syncRow.ts';
import type { SyncStore } from './syncStore.ts';
import type { BytesOf, Outcome, SyncTarget } from './syncTarget.ts';

export type PushTargetNeeds = {
  device: StoredDevice;
  push: PushHandsOn;
  book: SyncBook;
  store: SyncStore;
  readTimes: ReadonlyMap<string, number>;
  now: () => number;
};

const kinds: readonly TemplateKind[] = ['finger', 'face', 'photo', 'bio'];
/** A terminal that was asked is not asked again at once: it may be away. */
const askAgainMs = 10 * 60_000;

export function pushTarget(needs: PushTargetNeeds): SyncTarget {
  const { device, push, book, store, readTimes, now } = needs;
  const { deviceId } = device;
  return {
    async look({ templates, again }) {
      const readAtMs = readTimes.get(deviceId);
      const records = await store.records(deviceId);
      const isDue =
        readAtMs === undefined ||
        again ||
        push.doubts.isDoubtful(deviceId) ||
        isOld(readAtMs) ||
        isApart(needs, records.length, readAtMs);
      if (isDue) await askUsers(needs);
      if (templates || again || isReadDue(needs, device)) await askTemplates(needs);
      if (readAtMs === undefined) return { now: null, reached: false, templates: null };
      const users = new Map<string, HeldUser>(records.map((each) => [each.userId, each]));
      const known = { ...pushKnown(needs, device), deviceId, readAtMs, users };
      return { now: known, reached: true, templates: null };
    },
    async act({ steps, speaksOf }, bytesOf, ended) {
      const users = book.usersOn(deviceId) ?? new Map<string, HeldUser>();
      const outcomes: Outcome[] = [];
      const wanted: { step: Step; command: PushCommand }[] = [];
      for (const step of steps) {
        if (step.kind === 'template' && !(await holdBytes(needs, step, bytesOf)))
          outcomes.push({ step, result: 'notHere', problem: syncProblems.notHere() });
        else
          for (const command of commandsOf(step, users))
            if (isLeft(needs, step, command)) wanted.push({ step, command });
      }
      const ordered = await push.orderAll(
        deviceId,
        wanted,
        (userId) => speaksOf(userId) && isDecided(userId),
      );
      for (const step of ordered) outcomes.push({ step, result: 'ordered', problem: null });
      await ended(outcomes);
    },
  };

  /** Where somebody should be is decided here: what was ordered of them and is not wanted any more is taken back. */
  function isDecided(userId: string): boolean {
    const personId = book.company.whose(userId);
    return personId !== null && (book.wishesOf(device).get(personId)?.want ?? null) !== null;
  }

  /** Somebody left since: that they are not on it has to be seen after that. */
  function isOld(readAtMs: number): boolean {
    for (const { why, leftAtMs } of book.wishesOf(device).values())
      if (why === 'deactivated' && (leftAtMs ?? 0) > readAtMs && (leftAtMs ?? 0) <= now()) return true;
    const erased = book.erasedAtMs();
    for (const { personId } of book.rowsOn(deviceId).values()) {
      const leftAtMs = personId === null ? 0 : (erased.get(personId) ?? 0);
      if (leftAtMs > readAtMs && leftAtMs <= now()) return true;
    }
    return false;
  }
}

/** What of a cleaning was answered already is not asked for again before all of it was. */
const isLeft = ({ push, book, device }: PushTargetNeeds, { personId, userId }: Step, command: PushCommand) =>
  command.kind !== 'deleteTemplates' ||
  push.cleanings.left(cleaningOf(book, device.deviceId, { personId, userId })).includes(command.of);

export const cleaningOf = (
  { company }: Pick<SyncBook, 'company'>,
  deviceId: string,
  { userId, personId }: Pick<Step, 'userId' | 'personId'>,
): string => `${deviceId} ${userId} ${personId === null ? '' : (company.withdrawnAtMs(personId) ?? '')}`;

/** It counts others than it told of. */
function isApart({ device, now }: PushTargetNeeds, told: number, readAtMs: number): boolean {
  const { counts } = device.facts;
  return counts != null && counts.users !== told && now() - readAtMs > countAgainMs;
}
const countAgainMs = 30 * 60_000;

async function askUsers({ push, device: { deviceId }, now }: PushTargetNeeds): Promise<void> {
  if (push.settling.has(deviceId) || (await push.isOpen(deviceId, 'queryUsers'))) return;
  push.queriedAtMs.set(deviceId, now());
  await push.order(deviceId, { kind: 'queryUsers', userId: null });
}

/** It sends what it holds again; what it cannot send so comes when it is enrolled, or with its next introduction. */
async function askTemplates({ push, device, now }: PushTargetNeeds): Promise<void> {
  const { deviceId } = device;
  if (now() - (push.templatesAskedAtMs.get(deviceId) ?? -Infinity) < askAgainMs) return;
  push.templatesAskedAtMs.set(deviceId, now());
  for (const command of push.reads.begin(deviceId, pushTakes(device).takes.bioVersions))
    await push.order(deviceId, command);
}

async function holdBytes(
  { push }: PushTargetNeeds,
  step: Extract<Step, { kind: 'template' }>,
  bytesOf: BytesOf,
): Promise<boolean> {
  const template = await bytesOf(step);
  if (!template) return false;
  const { kind, number, algorithm } = step.template;
  push.hold({ userId: step.userId, kind, number, algorithm, template }, step.personId);
  return true;
}

export function commandsOf(step: Step, users: ReadonlyMap<string, HeldUser>): PushCommand[] {
  const { userId } = step;
  switch (step.kind) {
    case 'delete':
      return [{ kind: 'deleteUser', userId }];
    case 'clean':
      return kinds.map((of) => ({ kind: 'deleteTemplates', userId, of }));
    case 'write': {
      const { privilege = 0, group = '' } = users.get(userId) ?? {};
      return [{ kind: 'updateUser', userId, name: step.name, privilege, card: step.card, group }];
    }
    case 'template': {
      const { kind: of, number, algorithm } = step.template;
      return [{ kind: 'updateTemplate', userId, of, number, algorithm }];
    }
    default:
      return step satisfies never;
  }
}

export function pushTakes({ facts }: Pick<StoredDevice, 'facts'>) {
  const { fingerAlgorithm = null, faceAlgorithm = null, bioVersions = null } = facts as StoredFacts;
  return { takes: { fingerAlgorithm, faceAlgorithm, bioVersions }, kinds };
}

/** Somebody is to leave it, and nobody knows yet whether all that is on it came here. */
export function isReadDue({ book, push }: Pick<PushTargetNeeds, 'book' | 'push'>, device: StoredDevice) {
  const { deviceId, liveSync } = device;
  if (!liveSync || push.reads.isWhole(deviceId)) return false;
  const wishes = book.wishesOf(device);
  return [...(book.usersOn(deviceId)?.keys() ?? [])].some((userId) => {
    // Whose it was, also when the number is another's by now.
    const personId = ownerOf(book.row(deviceId, userId) ?? freshRow(deviceId, userId, 0), book.company);
    const wish = personId === null ? undefined : wishes.get(personId);
    return wish?.why === 'elsewhere' || (wish?.want === 'there' && wish.code !== userId);
  });
}

export function pushKnown(
  { book, push }: Pick<PushTargetNeeds, 'book' | 'push'>,
  device: StoredDevice,
): Omit<TerminalNow, 'deviceId' | 'readAtMs' | 'users'> {
  const { deviceId, liveSync } = device;
  const { capacities } = device.facts;
  // What it sent meanwhile was acknowledged, and not taken.
  if (!liveSync) push.reads.forget(deviceId);
  const held = heldCounts(book.rowsOn(deviceId));
  const knowsTemplates = push.reads.isWhole(deviceId) && isAllCounted(device, held);
  const { fingers } = held;
  return {
    ...pushTakes(device),
    ...{ knowsTemplates, hidesFaces: false, cleansBlind: true },
    ...{ numericIds: false, fingers },
    capacity: { users: capacities?.users || null, fingers: capacities?.fingers || null },
    fits: (name) =>
      name
        .replace(/\p{Cc}/gu, ' ')
        .trim()
        .slice(0, 100),
    // How much of a name it keeps it does not say.
    isNamed: (held, wished) => held === wished || (Buffer.byteLength(held) >= 7 && wished.startsWith(held)),
  };
}

type HeldCounts = { fingers: number; faces: number };

/** It counts no more than is known here; what it does not count, it must not have. */
export function isAllCounted({ facts }: Pick<StoredDevice, 'facts'>, held: HeldCounts): boolean {
  const { counts, countsTold, faceAlgorithm = null, bioVersions = null } = facts as StoredFacts;
  if (!counts || !countsTold?.fingers || counts.fingers > held.fingers) return false;
  if (countsTold.faces) return counts.faces <= held.faces;
  return (
    faceAlgorithm === null && faceTypes.every((type) => /^0*$/.test(bioVersions?.split(':')[type] ?? ''))
  );
}
const faceTypes = [2, 9];

/** A finger that came in two ways is one. */
function heldCounts(rows: ReadonlyMap<string, SyncRow>): HeldCounts {
  const counts = { fingers: 0, faces: 0 };
  for (const { held, templates } of rows.values()) {
    if (!held || templates.length === 0) continue;
    const fingers = templates.flatMap(({ kind, number, algorithm }) =>
      kind === 'finger'
        ? number
        : kind === 'bio' && algorithm.startsWith('1:')
          ? Math.floor(number / 100)
          : [],
    );
    counts.fingers += new Set(fingers).size;
    counts.faces += countsOf(templates).faces;
  }
  return counts;
}
