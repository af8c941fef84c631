/** One look at one terminal, and what follows from it: planned, noted, done, noted, and looked at again. */
import type { Audited } from '../../access/audit.ts';
import type { Directory } from '../../directory/directory.ts';
import { inSlices } from '../../identify/inSlices.ts';
import type { DeviceCounts } from '../deviceBook.ts';
import type { StoredDevice } from '../store.ts';
import type { Terminal } from '../zk/connectTerminal.ts';
import { applyOutcome } from './applyOutcome.ts';
import type { SyncBook } from './createSyncBook.ts';
import type { TemplatePool } from './createTemplatePool.ts';
import { nothingLeft } from './createWatches.ts';
import { keepFound } from './keepFound.ts';
import { planningSync } from './planSync.ts';
import type { HeldUser, PlanLeft, TerminalNow } from './planTypes.ts';
import type { PushHandsOn } from './createPushHands.ts';
import { isReadDue, pushKnown, pushTarget } from './pushTarget.ts';
import type { TemplateStore } from './storedTemplates.ts';
import type { SyncRow } from './syncRow.ts';
import type { SyncStore } from './syncStore.ts';
import { type BytesOf, type Looked, type Outcome, type SyncTarget } from './syncTarget.ts';
import { zkKnown, zkTarget } from './zkTarget.ts';

export type SyncPassParts = {
  companyId: string;
  store: SyncStore;
  templates: TemplateStore;
  book: SyncBook;
  /** When each terminal was read last. */
  readTimes: Map<string, number>;
  terminals: ReadonlyMap<string, Terminal>;
  push: PushHandsOn;
  pool: TemplatePool;
  storesTemplates: () => boolean;
  now: () => number;
  directory: () => Directory;
  soon: (deviceId: string, more?: Partial<PassWish>) => void;
  /** Plans are made one after the other: slices of several at once would add up. */
  planInTurn: <T>(work: () => Promise<T>) => Promise<T>;
  soonAll: () => void;
  counted: (deviceId: string, counts: DeviceCounts) => Promise<void>;
  changed: () => void;
  /** The server stops: what is under way ends, the rest is found by the next look. */
  signal: AbortSignal;
};
export type PassWish = { read: boolean; templates: boolean; force: boolean };

/** What is written and looked at again ends in two; more would be a terminal that never shows what it was given. */
const roundsMost = 4;

export function createSyncPass(parts: SyncPassParts) {
  const { book } = parts;
  return async function pass(device: StoredDevice, wish: PassWish): Promise<void> {
    await loadUsers(parts, device);
    if (!wish.read && !wish.templates && (await nothingToDo(parts, device, wish))) return;
    const target = targetOf(parts, device);
    for (let round = 0; round < roundsMost; round++) {
      parts.signal.throwIfAborted();
      const looked = target
        ? await target.look({ templates: wish.templates && round === 0, again: wish.force && round === 0 })
        : { ...knownOf(parts, device), templates: null };
      if (looked.reached && looked.now) await takeIn(parts, device, looked.now, looked);
      const todo = await planned(parts, device, looked, wish);
      if (!target || !looked.reached || !looked.now) return;
      let done = 0;
      await target.act(todo, bytesOf(parts), async (outcomes) => {
        done += outcomes.filter(({ result }) => result === 'done').length;
        await endSteps(parts, device, outcomes);
      });
      if (done === 0) return;
    }
    // More than a pass may take; the next one goes on.
    if (book.counts().waiting > 0) parts.soon(device.deviceId);
  };
}

function targetOf(parts: SyncPassParts, device: StoredDevice): SyncTarget | null {
  const { book, now } = parts;
  const { deviceId } = device;
  if (device.kind === 'push') return pushTarget({ device, ...parts });
  const terminal = parts.terminals.get(deviceId);
  if (!terminal) return null;
  const knownFingers = (): number =>
    [...book.rowsOn(deviceId).values()].reduce(
      (sum, { held, templates }) =>
        sum + (held ? templates.filter(({ kind }) => kind === 'finger').length : 0),
      0,
    );
  const counted = (counts: DeviceCounts): Promise<void> => parts.counted(deviceId, counts);
  return zkTarget({ device, terminal, now, knownFingers, counted });
}

/** As it was known before. */
function knownOf(parts: SyncPassParts, device: StoredDevice): Pick<Looked, 'now' | 'reached'> {
  const { book, readTimes } = parts;
  const readAtMs = readTimes.get(device.deviceId);
  const users = book.usersOn(device.deviceId);
  if (readAtMs === undefined || !users) return { now: null, reached: false };
  const known = device.kind === 'push' ? pushKnown(parts, device) : zkKnown(device);
  const now: TerminalNow = { ...known, deviceId: device.deviceId, readAtMs, users };
  return { now, reached: false };
}

async function loadUsers({ book, store }: SyncPassParts, { deviceId }: StoredDevice): Promise<void> {
  if (book.usersOn(deviceId)) return;
  const records = await store.records(deviceId);
  book.setUsers(deviceId, new Map(records.map((each) => [each.userId, each])));
}

/** By what is known; whatever seems to be needed is looked at first. */
async function nothingToDo(parts: SyncPassParts, device: StoredDevice, wish: PassWish): Promise<boolean> {
  const known = knownOf(parts, device);
  if (known.now === null) return false;
  const { deviceId } = device;
  const plan = await planOf(parts, device, known.now, wish);
  if (plan.steps.length > 0) return false;
  if (plan.forget.some((userId) => !mayForget(parts, device, userId, known.now?.readAtMs ?? 0))) return false;
  // A terminal that calls may have been told something that is not wanted any more.
  if (device.kind === 'push')
    return (
      !isReadDue(parts, device) &&
      !(await parts.push.hasOpen(deviceId)) &&
      (await keepRows(parts, device, plan))
    );
  return keepRows(parts, device, plan);
}

/** That somebody who left may be on it is known by their row alone: it is kept until the terminal was read after that. */
function mayForget(
  { book, directory }: SyncPassParts,
  { deviceId }: StoredDevice,
  userId: string,
  readAtMs: number,
): boolean {
  const personId = book.row(deviceId, userId)?.personId ?? null;
  if (personId === null) return true;
  const person = directory().people.get(personId);
  // Of whoever was erased just now it is read in a moment since when they should be gone.
  const leftAtMs = person ? person.deactivatedAtMs : (book.erasedAtMs().get(personId) ?? Infinity);
  return leftAtMs === null || leftAtMs <= readAtMs;
}

async function keepRows(
  parts: SyncPassParts,
  { deviceId }: StoredDevice,
  { rows, forget }: { rows: readonly SyncRow[]; forget: readonly string[] },
): Promise<true> {
  const { book, store } = parts;
  const nowMs = parts.now();
  const changed = rows.flatMap((row) => changedRow(book.row(deviceId, row.userId), row, nowMs) ?? []);
  for (const row of changed) book.put(row);
  for (const userId of forget) book.drop(deviceId, userId);
  await store.save(changed);
  await store.forget(deviceId, forget);
  if (changed.length > 0 || forget.length > 0) parts.changed();
  return true;
}

/** null: nothing that matters. That somebody is still there need not be written at every look; that they are gone is a receipt. */
function changedRow(before: SyncRow | undefined, row: SyncRow, nowMs: number): SyncRow | null {
  if (before && isSame(before, row)) {
    const old = before.confirmedAtMs ?? -Infinity;
    const isNews =
      row.confirmedAtMs !== null && row.confirmedAtMs - old > (row.wanted === 'gone' ? 0 : hourMs);
    return isNews ? row : null;
  }
  return { ...row, changedAtMs: nowMs };
}
const hourMs = 3_600_000;

/** But for when. */
const isSame = (a: SyncRow, b: SyncRow): boolean =>
  told.every((key) => a[key] === b[key]) &&
  (a.templates === b.templates || JSON.stringify(a.templates) === JSON.stringify(b.templates));
// A field that is new must be named here, or a change of it would never be written.
const all: Record<Exclude<keyof SyncRow, 'templates' | 'changedAtMs' | 'confirmedAtMs'>, true> = {
  ...{ deviceId: true, userId: true, personId: true, wanted: true, state: true, problem: true },
  ...{ held: true, added: true, recordHash: true, tries: true, retryAtMs: true, cleanedAtMs: true },
};
const told = Object.keys(all) as (keyof typeof all)[];

async function planned(parts: SyncPassParts, device: StoredDevice, { now, reached }: Looked, wish: PassWish) {
  const { book } = parts;
  const { deviceId } = device;
  const plan = await planOf(parts, device, now ?? neverSeen(parts, device), wish);
  // What nobody looked at is neither confirmed nor forgotten.
  const isNews = ({ wanted, userId }: SyncRow) => wanted === 'there' && !book.row(deviceId, userId)?.held;
  const rows = now === null ? plan.rows.filter(isNews) : plan.rows;
  // One that calls may have been asked long ago.
  const isSeen = (userId: string) => mayForget(parts, device, userId, now?.readAtMs ?? 0);
  await keepRows(parts, device, { rows, forget: reached && now ? plan.forget.filter(isSeen) : [] });
  return plan;
}

/** One plan at a time, in slices; of what has changed since it was looked at it says nothing, and that is looked at soon. */
function planOf(
  parts: SyncPassParts,
  device: StoredDevice,
  now: TerminalNow,
  wish: PassWish,
): Promise<PlanLeft> {
  const { book, planInTurn } = parts;
  const { deviceId } = device;
  const watch = book.watch(deviceId);
  return planInTurn(async () => {
    const directory = parts.directory();
    try {
      const work = planningSync({
        ...{ now, nowMs: parts.now(), force: wish.force, company: book.company },
        ...{ wishes: book.wishesOf(device), rows: new Map(book.rowsOn(deviceId)) },
      });
      const plan = await inSlices(work);
      parts.signal.throwIfAborted();
      const left = parts.directory() === directory ? watch.left(plan) : nothingLeft;
      if (!left.isWhole) parts.soon(deviceId, { read: wish.read, force: wish.force });
      return left;
    } finally {
      watch.end();
    }
  });
}

function neverSeen(parts: SyncPassParts, device: StoredDevice): TerminalNow {
  const known = device.kind === 'push' ? pushKnown(parts, device) : zkKnown(device);
  return { ...known, deviceId: device.deviceId, readAtMs: 0, users: new Map<string, HeldUser>() };
}

/** Who is on it now, and their templates where they were read. */
async function takeIn(parts: SyncPassParts, device: StoredDevice, now: TerminalNow, { templates }: Looked) {
  const { book, store, readTimes } = parts;
  const { deviceId, kind } = device;
  const before = book.usersOn(deviceId);
  if (kind === 'zk' && JSON.stringify([...(before ?? [])]) !== JSON.stringify([...now.users]))
    await store.keepRecords(deviceId, [...now.users.values()], now.readAtMs);
  book.setUsers(deviceId, now.users);
  if (templates) await keepFound(parts, device, templates, true);
  if (readTimes.get(deviceId) === now.readAtMs) return;
  readTimes.set(deviceId, now.readAtMs);
  await store.noteRead(deviceId, now.readAtMs);
}

const bytesOf =
  ({ pool, book, templates, storesTemplates }: SyncPassParts): BytesOf =>
  async ({ personId, template }) => {
    if (personId === null) return null;
    const held = pool.get({ personId, template });
    if (held) return held;
    if (!storesTemplates()) return null;
    const stored = book
      .stored()
      .find(
        (each) =>
          each.hash === template.hash &&
          each.kind === template.kind &&
          each.number === template.number &&
          each.personId === personId,
      );
    return stored ? templates.bytes(stored) : null;
  };

/** Noted as they end: whatever happens then, the next look finds what was done. */
export async function endSteps(
  parts: SyncPassParts,
  device: StoredDevice,
  outcomes: readonly Outcome[],
): Promise<void> {
  if (outcomes.length === 0) return;
  const { book, store, now } = parts;
  const { deviceId } = device;
  const users = new Map(book.usersOn(deviceId));
  const rows = new Map<string, SyncRow>();
  const audits: Audited[] = [];
  const missing: TemplateStep[] = [];
  for (const outcome of outcomes) {
    const { step, result } = outcome;
    const user = users.get(step.userId);
    const known = rows.get(step.userId) ?? book.row(deviceId, step.userId);
    rows.set(step.userId, applyOutcome(known, outcome, { deviceId, user, nowMs: now() }));
    if (result === 'notHere' && step.kind === 'template') missing.push(step);
    if (result !== 'done') continue;
    if (step.kind === 'delete') {
      users.delete(step.userId);
      audits.push(deletion(device, step));
    }
    if (step.kind === 'write') {
      const { userId, name, card } = step;
      users.set(userId, { ...(user ?? { userId, privilege: 0 }), name, card });
    }
  }
  book.setUsers(deviceId, users);
  for (const row of rows.values()) book.put(row);
  await store.save([...rows.values()], audits, { userId: null, nowMs: now() });
  await fetchBytes(parts, missing);
  const ended = outcomes.flatMap(({ step, result }) =>
    result === 'done' && step.kind !== 'write' ? step : [],
  );
  soonOf(
    parts,
    ended.map(({ personId }) => personId),
  );
  parts.changed();
  parts.signal.throwIfAborted();
}

/** The terminals on which these people are or should be. */
export function soonOf({ book, soon }: SyncPassParts, personIds: Iterable<string | null>): void {
  const people = new Set([...personIds].flatMap((each) => each ?? []));
  if (people.size === 0) return;
  const held = new Set([...people].flatMap((each) => book.rowsOf(each).map(({ deviceId }) => deviceId)));
  for (const { deviceId, wishes } of book.terminals()) {
    const isWanted = (): boolean => [...people].some((each) => (wishes.get(each)?.want ?? null) !== null);
    if (held.has(deviceId) || isWanted()) soon(deviceId);
  }
}

/** Of whoever was erased nothing is told but that it was done. */
function deletion(
  { deviceId, name }: StoredDevice,
  { userId, why }: Extract<Outcome['step'], { kind: 'delete' }>,
): Audited {
  const who = why === 'erased' ? {} : { userId };
  return { action: 'device.userDeleted', subject: deviceId, detail: { name, why, ...who } };
}

type TemplateStep = Extract<Outcome['step'], { kind: 'template' }>;

/** From whichever terminal has exactly this one. */
async function fetchBytes(
  { pool, book, push, soon }: SyncPassParts,
  steps: readonly TemplateStep[],
): Promise<void> {
  if (steps.length === 0) return;
  const kindOf = new Map(book.terminals().map(({ deviceId, kind }) => [deviceId, kind]));
  for (const { personId, template } of steps) {
    if (personId === null) continue;
    pool.want({ personId, template });
    for (const { deviceId, userId, held, templates } of book.rowsOf(personId)) {
      if (!held || !templates.some(({ hash }) => hash === template.hash)) continue;
      soon(deviceId, { templates: true });
      // Of unified templates it is asked for all of a type.
      if (kindOf.get(deviceId) === 'push' && template.kind !== 'bio')
        await push.askTemplate(deviceId, { userId, ...template });
    }
  }
}
