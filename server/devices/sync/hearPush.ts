/** What terminals that call tell by themselves, and what became of what they were told to do. */
import type { Clock } from '../../presence/startPresence.ts';
import type { PushCommand } from '../push/commands.ts';
import type { StoredFacts } from '../push/pushStore.ts';
import type { PushTemplate } from '../push/rows.ts';
import { templateHashOf } from '../push/templateHashOf.ts';
import type { StoredDevice } from '../store.ts';
import type { PushHearing } from './createPushHands.ts';
import { keepFound } from './keepFound.ts';
import type { DeleteReason, Step } from './planTypes.ts';
import { cleaningOf, pushTakes } from './pushTarget.ts';
import { soonKept } from './soonKept.ts';
import { syncProblems } from './syncProblems.ts';
import { placeOf } from './syncRow.ts';
import { endSteps, soonOf, type SyncPassParts } from './syncPass.ts';
import type { FoundTemplate, Outcome } from './syncTarget.ts';

export type HearNeeds = {
  clock: Clock;
  querySettleMs: number;
  deviceOf: (deviceId: string) => StoredDevice | undefined;
  failed: (error: unknown) => void;
};

const noSuchUser = -10;
const unknownCommand = -1002;

/** One thing after the other for each terminal, in the order it was told. */
export function hearPush(parts: SyncPassParts, needs: HearNeeds): PushHearing & Starting {
  const last = new Map<string, Promise<void>>();
  function inTurn(deviceId: string, work: (device: StoredDevice) => Promise<void>): void {
    const device = needs.deviceOf(deviceId);
    if (!device) return;
    const done = (last.get(deviceId) ?? Promise.resolve()).then(() => work(device)).catch(needs.failed);
    last.set(deviceId, done);
    void done.then(() => last.get(deviceId) === done && last.delete(deviceId));
  }
  return {
    usersCame: ({ deviceId }) =>
      inTurn(deviceId, async () => {
        await reloadUsers(parts, deviceId);
        parts.soon(deviceId);
      }),
    templatesCame: ({ deviceId }, templates) =>
      inTurn(deviceId, async (device) => {
        parts.push.reads.came(deviceId, templates);
        await keepFound(parts, device, byUser(templates), false).catch((error: unknown) => {
          parts.push.reads.forget(deviceId);
          throw error;
        });
      }),
    countsCame: (deviceId) => inTurn(deviceId, (device) => countsCame(parts, device)),
    commandEnded: ({ deviceId }, command, well, more) =>
      inTurn(deviceId, async (device) => {
        if (command.kind === 'queryUsers' && command.userId === null && well)
          return settle(parts, needs, deviceId, () =>
            inTurn(deviceId, (now) => everybodyCame(parts, needs, now, more?.returned ?? null)),
          );
        if (command.kind === 'tellInfo' && parts.push.doubts.countsNothing(deviceId)) soonKept(parts);
        if (command.kind === 'queryTemplates' || command.kind === 'tellInfo')
          return readEnded(parts, needs, device, command, { well, returned: more?.returned ?? null });
        if (command.kind === 'queryTemplate') return asked(parts, deviceId, command);
        if (command.kind === 'clearAll' && well) return cleared(parts, deviceId);
        const outcome = outcomeOf(parts, device, command, {
          well,
          why: more?.why ?? '',
          returned: more?.returned ?? null,
          notHere: more?.notHere ?? false,
        });
        if (!outcome) return;
        await keepRecord(parts, device, outcome);
        await endSteps(parts, device, [outcome]);
        parts.soon(deviceId);
      }),
    started({ deviceId, kind }) {
      if (kind !== 'push') return;
      parts.push.doubts.begin(deviceId);
      inTurn(deviceId, (device) => askCounts(parts, device));
    },
    checked: ({ deviceId }) => inTurn(deviceId, () => checkAsked(parts, deviceId)),
    settled: async () => void (await Promise.all(last.values())),
  };
}

type Starting = {
  /** What was counted before is of no use: much may have been written since, and it may have been reset while nobody was here. */
  started: (device: StoredDevice) => void;
  /** Every so often: one that was asked to count and never answered is relied on as one that never counts. */
  checked: (device: StoredDevice) => void;
  settled: () => Promise<void>;
};

/** Others of theirs may be waiting to be asked for. */
function asked(
  parts: SyncPassParts,
  deviceId: string,
  command: Extract<PushCommand, { kind: 'queryTemplate' }>,
): void {
  parts.push.asks.ended(deviceId, command);
  soonOf(parts, [parts.book.row(deviceId, command.userId)?.personId ?? null]);
}

/** Everything of it was asked for; when the last of it came, it is looked at what that changes. */
async function readEnded(
  { push, soon }: SyncPassParts,
  { clock, querySettleMs }: HearNeeds,
  device: StoredDevice,
  command: PushCommand,
  how: { well: boolean; returned: number | null },
): Promise<void> {
  const { deviceId } = device;
  const { bioVersions } = pushTakes(device).takes;
  const next = push.reads.ended(deviceId, command, { ...how, bioVersions });
  // What it counts is asked for last: whatever was enrolled meanwhile is among it.
  if (next === 'counts') await push.order(deviceId, { kind: 'tellInfo' });
  if (next !== 'end') return;
  const stop = clock.every(querySettleMs, () => {
    stop();
    push.reads.settle(deviceId);
    soon(deviceId, { read: true });
  });
}

/** Once, in so many milliseconds. */
function settle(
  { push }: SyncPassParts,
  { clock, querySettleMs }: HearNeeds,
  deviceId: string,
  run: () => void,
): void {
  if (push.settling.has(deviceId)) return;
  push.settling.add(deviceId);
  const stop = clock.every(querySettleMs, () => {
    stop();
    run();
  });
}

async function reloadUsers({ book, store }: SyncPassParts, deviceId: string): Promise<void> {
  const records = await store.records(deviceId);
  book.setUsers(deviceId, new Map(records.map((each) => [each.userId, each])));
}

/** A count that came just now, and is less than is known: it was emptied. */
async function countsCame(parts: SyncPassParts, { deviceId, kind, facts }: StoredDevice): Promise<void> {
  const { book, push, soon } = parts;
  const { counts, countsTold } = facts as StoredFacts;
  if (kind !== 'push' || !counts || countsTold?.users !== true) return;
  if (!book.usersOn(deviceId)) await reloadUsers(parts, deviceId);
  const known = book.usersOn(deviceId)?.size ?? 0;
  const isAwaited = push.doubts.isUncounted(deviceId);
  const isNew = push.doubts.counted(deviceId, { counts: counts.users, known });
  if (isNew) soon(deviceId, { read: true });
  // In doubt: whoever waits to be deleted elsewhere may be the last of them. Out of it: they may go.
  if (isNew || isAwaited) soonKept(parts);
}

/** Where nobody is known to be there is nothing to be in doubt of. */
async function askCounts(parts: SyncPassParts, { deviceId }: StoredDevice): Promise<void> {
  const { book, push } = parts;
  if (!book.usersOn(deviceId)) await reloadUsers(parts, deviceId);
  const isKnown = (book.usersOn(deviceId)?.size ?? 0) > 0;
  if (!isKnown || !(await push.order(deviceId, { kind: 'tellInfo' }))) push.doubts.countsNothing(deviceId);
}

async function checkAsked(parts: SyncPassParts, deviceId: string): Promise<void> {
  const { doubts, isOpen } = parts.push;
  if (!doubts.isUncounted(deviceId) || (await isOpen(deviceId, 'tellInfo'))) return;
  if (doubts.countsNothing(deviceId)) soonKept(parts);
}

/** Nobody is on it. */
async function cleared(
  { store, book, readTimes, now, soon }: SyncPassParts,
  deviceId: string,
): Promise<void> {
  await store.keepRecords(deviceId, [], now());
  book.setUsers(deviceId, new Map());
  readTimes.set(deviceId, now());
  await store.noteRead(deviceId, now());
  soon(deviceId, { read: true });
}

/** Whoever was not among them is not there. */
async function everybodyCame(
  parts: SyncPassParts,
  { clock, querySettleMs }: HearNeeds,
  { deviceId, facts }: StoredDevice,
  returned: number | null,
): Promise<void> {
  const { push, store, readTimes, soon } = parts;
  push.settling.delete(deviceId);
  const askedAtMs = push.queriedAtMs.get(deviceId);
  // Asked before a restart: it is asked again.
  if (askedAtMs !== undefined) {
    const records = await store.records(deviceId);
    const seen = records.filter(({ seenAtMs }) => seenAtMs >= askedAtMs).length;
    const told = returned !== null && returned > 0 ? returned : (facts.counts?.users ?? null);
    if (!push.answers.isWhole(deviceId, { seen, told })) {
      // A body that was not stored comes again after its ErrorDelay.
      const stop = clock.every(querySettleMs * 10, () => {
        stop();
        soon(deviceId, { read: true });
      });
      return;
    }
    const gone = records.flatMap(({ userId, seenAtMs }) => (seenAtMs < askedAtMs ? userId : []));
    await store.dropRecords(deviceId, gone);
    readTimes.set(deviceId, askedAtMs);
    await store.noteRead(deviceId, askedAtMs);
    await reloadUsers(parts, deviceId);
    if (push.doubts.settled(deviceId)) {
      // Whether it ever counts all it tells of is seen by what it counts now.
      await push.order(deviceId, { kind: 'tellInfo' });
      soonKept(parts);
    }
  }
  soon(deviceId, { read: true });
}

function byUser(templates: readonly PushTemplate[]): Map<string, FoundTemplate[]> {
  const found = new Map<string, FoundTemplate[]>();
  for (const { userId, kind, number, algorithm, template } of templates) {
    // Of which algorithm it is, the terminal did not say: nobody else gets it, and that it is there is known.
    const each = { kind, number, algorithm: algorithm ?? '', hash: templateHashOf(template), template };
    found.set(userId, [...(found.get(userId) ?? []), each]);
  }
  return found;
}

type Ended = { well: boolean; why: string; returned: number | null; notHere: boolean };

function outcomeOf(
  parts: SyncPassParts,
  { deviceId }: StoredDevice,
  command: PushCommand,
  { well, why, returned, notHere }: Ended,
): Outcome | null {
  const step = parts.push.stepOf(deviceId, command) ?? stepAgain(parts, deviceId, command);
  if (!step) return null;
  // It was never sent: it is fetched first.
  if (notHere) return { step, result: 'notHere', problem: syncProblems.notHere() };
  const isGone = command.kind === 'deleteUser' && returned === noSuchUser;
  // What a terminal knows no table for, it does not hold.
  const holdsNone =
    command.kind === 'deleteTemplates' && (returned === noSuchUser || returned === unknownCommand);
  if (command.kind === 'deleteTemplates') {
    const of = cleaningOf(parts.book, deviceId, step);
    const ended = parts.push.cleanings.ended(of, command.of, well || holdsNone ? null : why);
    if (ended === undefined) return null;
    return ended === null
      ? { step, result: 'done', problem: null }
      : { step, result: 'failed', problem: syncProblems.notTaken(ended) };
  }
  return well || isGone
    ? { step, result: 'done', problem: null }
    : { step, result: 'failed', problem: syncProblems.notTaken(why) };
}

/** Of before a restart: what it was ordered for, by what it says. */
function stepAgain({ book }: SyncPassParts, deviceId: string, command: PushCommand): Step | null {
  if (!('userId' in command) || command.userId === null) return null;
  const { userId } = command;
  const row = book.row(deviceId, userId);
  const personId = row?.personId ?? book.company.whose(userId);
  switch (command.kind) {
    case 'deleteUser': {
      const isHere = personId !== null && book.company.exists(personId);
      const why: DeleteReason = isHere ? 'elsewhere' : 'erased';
      return { kind: 'delete', userId, personId, why, lastAdministrator: false };
    }
    case 'updateUser': {
      const isNew = !book.usersOn(deviceId)?.has(userId);
      return { kind: 'write', userId, personId, name: command.name, isNew, card: command.card };
    }
    case 'updateTemplate': {
      const of = { kind: command.of, number: command.number, algorithm: command.algorithm };
      const template = (personId === null ? [] : book.company.copies(personId, row ?? null)).find(
        (each) => placeOf(each) === placeOf(of),
      );
      return template ? { kind: 'template', userId, personId, template } : null;
    }
    case 'deleteTemplates':
      return { kind: 'clean', userId, personId, templates: row?.templates ?? [], whole: false };
    case 'queryUsers':
    case 'queryTemplate':
    case 'enrolFace':
    case 'enrolFinger':
      return null;
    default:
      return command satisfies never;
  }
}

/** As it has them now, until it says otherwise. */
async function keepRecord({ store, book, now }: SyncPassParts, { deviceId }: StoredDevice, outcome: Outcome) {
  const { step, result } = outcome;
  if (result !== 'done') return;
  if (step.kind === 'delete') await store.dropRecords(deviceId, [step.userId]);
  if (step.kind !== 'write') return;
  const { userId, name, card } = step;
  const { privilege, group } = { privilege: 0, ...book.usersOn(deviceId)?.get(userId) };
  await store.keepRecord(deviceId, { userId, name, card, privilege, ...(group ? { group } : {}) }, now());
}
