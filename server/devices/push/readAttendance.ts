/** ATTLOG: who used an attendance terminal, a line each. */
import { timeOf } from './pushTime.ts';
import { type PushPunch, smallNumber, type Upload, userIdOf, withoutSecrets } from './rows.ts';

export function readAttendance(lines: readonly string[], into: Upload): void {
  for (const line of lines) {
    into.rows++;
    const read = punchOf(line);
    if (typeof read === 'string')
      into.raw.push({ table: 'ATTLOG', row: withoutSecrets(line), problem: read });
    else into.punches.push(read);
  }
}

/** Or what is wrong with it. */
function punchOf(line: string): PushPunch | string {
  const [id, time, state, how, work] = line.split('\t', 6);
  const userId = userIdOf(id);
  if (userId === null) return 'its user id is not of 1 to 24 letters and digits';
  const at = timeOf(time);
  if (at === null) return 'its time is on no calendar';
  const status = smallNumber(state, 255);
  const verify = smallNumber(how, 200);
  if (status === null || verify === null) return 'what kind of punch it is, is no number';
  return { userId, at, status, verify, workCode: workCodeOf(work) };
}

const workCodeOf = (text = ''): string => {
  const told = text.trim().slice(0, 40);
  return told === '0' ? '' : told;
};
