/** What terminals in access control mode send: door events as they happen, door states, and tables. */
import { keyedOf } from './keyed.ts';
import { storedTimeOf } from './pushTime.ts';
import { readOne } from './readOperations.ts';
import { type PushPunch, smallNumber, type Upload, userIdOf, withoutSecrets } from './rows.ts';

/** `table=rtlog`, and the table of the same events, read later. */
export function readEvents(lines: readonly string[], table: string, into: Upload): void {
  for (const line of lines) {
    into.rows++;
    const read = eventOf(line.replace(/^transaction[ \t]+/i, ''));
    if (read === null) into.passedOver++;
    else if (typeof read === 'string') into.raw.push({ table, row: withoutSecrets(line), problem: read });
    else into.punches.push(read);
  }
}

/** A punch, what is wrong with it, or null for what a door does by itself. */
function eventOf(line: string): PushPunch | string | null {
  const fields = keyedOf(line, line.includes('\t') ? '\t' : ',');
  const first = (...keys: string[]): string | undefined =>
    keys.map((key) => fields.get(key)).find((value) => value !== undefined);
  const at = storedTimeOf(first('time', 'time_second'));
  if (at === null) return 'its time is on no calendar';
  const event = smallNumber(first('event', 'eventtype'), -1);
  if (event === null || event < 0) return 'which event it is, is no number';
  const id = first('pin');
  const somebody = id !== undefined && !/^0*$/.test(id.trim());
  if (!isNormal(event)) return somebody ? `event ${event}: nobody was let in` : null;
  if (!somebody) return null;
  const userId = userIdOf(id);
  if (userId === null) return 'its user id is not of 1 to 24 letters and digits';
  const status = smallNumber(first('inoutstatus', 'inoutstate'), 255);
  const verify = smallNumber(first('verifytype', 'verified'), 200);
  if (status === null || verify === null) return 'what kind of punch it is, is no number';
  // A door knows in and out; 2 is "none of them" there, and the beginning of a break at an attendance terminal.
  return { userId, at, status: status === 0 || status === 1 ? status : 255, verify, workCode: '' };
}

/** 20–99 are refusals, 100–199 alarms; what is above 253 is not described anywhere and is kept, not counted. */
const isNormal = (event: number): boolean => event <= 19 || (event >= 200 && event <= 253);

/** `table=rtstate`: how its doors stand. Nothing here has a use for it. */
export function readStates(lines: readonly string[], into: Upload): void {
  into.rows += lines.length;
  into.passedOver += lines.length;
}

const words: Record<string, string> = {
  user: 'USER',
  biodata: 'BIODATA',
  biophoto: 'BIOPHOTO',
  userpic: 'USERPIC',
  templatev10: 'TEMPLATEV10',
  templatev12: 'TEMPLATEV10',
};

/** `table=tabledata&tablename=…`: rows that may begin with the name of their table. */
export function readTableRows(name: string, lines: readonly string[], into: Upload): void {
  const known = name.toLowerCase();
  if (known === 'transaction') return readEvents(lines, known, into);
  const word = words[known];
  for (const line of lines) {
    into.rows++;
    const bare = line.toLowerCase().startsWith(`${known} `) ? line.slice(known.length + 1) : line;
    const problem =
      word === undefined ? 'a table that is not known here' : readOne(word, keyedOf(bare), into);
    if (problem !== null) into.raw.push({ table: `tabledata ${known}`, row: withoutSecrets(line), problem });
  }
}
