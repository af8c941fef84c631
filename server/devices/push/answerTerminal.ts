/** One call of a terminal that was let in: what it wants, by its address and its table. */
import { shownAt } from '../zk/terminalTime.ts';
import {
  accessHandshake,
  accessPush,
  attendanceHandshake,
  isOddZone,
  registryCode,
  stampTables,
  timeAnswer,
} from './answers.ts';
import { linesOf, wholeText } from './bodyText.ts';
import { type HandOutParts, handOut, hearResults } from './handOut.ts';
import type { Keyed } from './keyed.ts';
import type { PushDevice, StoredFacts } from './pushStore.ts';
import { factsOf, infoOf, optionsOf } from './readOptions.ts';
import { readResults } from './readResults.ts';
import { readUpload } from './readUpload.ts';
import type { PushDialect } from './rows.ts';
import { type TakeParts, takeUpload } from './takeUpload.ts';

export type Call = { method: string; what: string; query: Keyed; body: Buffer; address: string };
export type Answer = { status: number; text: string };
export type TerminalParts = TakeParts &
  HandOutParts & {
    /** When the last stamp of each terminal was written. */
    stampedAtMs: Map<string, number>;
  };

const ok = (text = 'OK'): Answer => ({ status: 200, text });

/** Rejects when something is not stored; then the terminal must not hear OK. */
export async function answerTerminal(
  parts: TerminalParts,
  device: PushDevice,
  call: Call,
  nowMs: number,
): Promise<Answer> {
  const { method, what, query, body } = call;
  switch (what) {
    case 'cdata':
      if (method === 'POST') return upload(parts, device, call, nowMs);
      // Asked for one user, to check somebody it does not know: they are sent as commands, and not here.
      return query.get('table') === undefined ? handshake(parts, device, call, nowMs) : ok();
    case 'registry': {
      await learn(parts, device, { ...factsOf(optionsOf(wholeText(body))), dialect: 'acc' });
      // One that was reset registers anew, and tells how many are on it only when it is asked.
      await parts.queue.add(device.deviceId, { kind: 'tellInfo' }, nowMs);
      return ok(`RegistryCode=${registryCode(device.deviceId)}`);
    }
    case 'push':
      await learn(parts, device, { dialect: 'acc' });
      return ok(accessPush());
    case 'querydata':
      return upload(parts, device, call, nowMs);
    case 'getrequest':
      await learn(parts, device, infoOf(query.get('info') ?? ''));
      return ok(await handOut(parts, device, nowMs));
    case 'devicecmd':
      await hearResults(parts, device, readResults(linesOf(body)), nowMs);
      return ok();
    case 'rtdata':
      return ok(query.get('type') === 'time' ? timeAnswer(nowMs, parts.zoneOf(device)) : 'OK');
    case 'ping':
      return ok();
    default:
      // Among them the exchange of keys: what crosses is said to be plain, and the network has to keep it.
      return { status: 404, text: 'Not found' };
  }
}

async function handshake(parts: TerminalParts, device: PushDevice, { query, address }: Call, nowMs: number) {
  const dialect = dialectTold(query, device.facts.dialect);
  await learn(parts, device, { dialect, address });
  if (dialect === 'acc') return ok(accessHandshake(device.deviceId));
  const zone = parts.zoneOf(device);
  if (isOddZone(zone, nowMs)) await parts.queue.add(device.deviceId, { kind: 'setTime' }, nowMs);
  await checkSums(parts, device, nowMs);
  const { serial, liveSync, facts } = device;
  const told = { serial, liveSync, zone, nowMs, stamps: facts.stamps ?? {}, version: query.get('pushver') };
  return ok(attendanceHandshake(told));
}

/** A month, up to some minutes ago: what is on its way just now is not missing. Days are whole, so that one waits at most. */
async function checkSums({ queue, zoneOf }: TerminalParts, device: PushDevice, nowMs: number): Promise<void> {
  const { stamps, clearedAtMs } = device.facts;
  if (stamps?.['ATTLOG'] === undefined) return;
  const today = shownAt(nowMs, zoneOf(device)).slice(0, 10);
  const month = `${shownAt(nowMs - 31 * 86_400_000, zoneOf(device)).slice(0, 10)}T00:00:00`;
  // What was deleted there can be counted here only.
  const kept = clearedAtMs === undefined ? '' : shownAt(clearedAtMs + clockOffMs, zoneOf(device));
  const from = kept > month ? kept : month;
  const before = new Date(Date.parse(`${today}T00:00:00Z`) - 1_000).toISOString().slice(0, 19);
  if (from > before) return;
  await queue.add(device.deviceId, { kind: 'verifySum', from, to: before, round: 0 }, nowMs);
}
/** Its clock may be off so much when it is emptied. */
const clockOffMs = 10 * 60_000;

/** Only what it says of itself: its version tells nothing. Once in access control mode it stays so, until it says otherwise. */
function dialectTold(query: Keyed, known: PushDialect = 'att'): PushDialect {
  const told = (query.get('devicetype') ?? '').toLowerCase();
  return told === 'acc' ? 'acc' : told === '' ? known : 'att';
}

async function upload(parts: TerminalParts, device: PushDevice, { what, query, body }: Call, nowMs: number) {
  const table = what === 'querydata' ? queried(query) : (query.get('table') ?? '');
  const tableName = (query.get('tablename') ?? '').slice(0, 40);
  const read = readUpload({ table: table || 'none', tableName }, body);
  await takeUpload(parts, device, read, nowMs);
  await keepStamp(parts, device, table, query.get('stamp'), nowMs);
  if (table === 'tabledata') return ok(`${tableName}=${read.rows}`);
  return ok(/^(options|rtlog|rtstate|count)$/i.test(table) ? 'OK' : `OK: ${read.rows}`);
}

/** Answers to questions: rows of a table, options, or a number that nobody here asks for. */
const queried = (query: Keyed): string => query.get('type') ?? 'tabledata';

/** Only after the rows, never ahead of them. Written when it changed and rarely: an old one only brings rows again. */
async function keepStamp(
  { store, stampedAtMs }: TerminalParts,
  device: PushDevice,
  table: string,
  stamp: string | undefined,
  nowMs: number,
) {
  if (stamp === undefined || !/^[0-9]{1,20}$/.test(stamp)) return;
  // No other is ever repeated to it; a terminal could name any number.
  const name = stampTables.find((each) => each === table.toUpperCase());
  if (name === undefined) return;
  const known = device.facts.stamps?.[name];
  const due = nowMs - (stampedAtMs.get(device.deviceId) ?? 0) >= stampEveryMs;
  if (known === stamp || (known !== undefined && !due)) return;
  stampedAtMs.set(device.deviceId, nowMs);
  await store.keepFacts(device.deviceId, { stamps: { [name]: stamp } }, nowMs);
}
const stampEveryMs = 10_000;

/** Writes only what is news. */
async function learn({ store }: TerminalParts, device: PushDevice, told: StoredFacts): Promise<void> {
  const news = Object.entries(told).filter(
    ([key, value]) => JSON.stringify(device.facts[key as keyof StoredFacts]) !== JSON.stringify(value),
  );
  if (news.length > 0) await store.keepFacts(device.deviceId, Object.fromEntries(news), null);
}
