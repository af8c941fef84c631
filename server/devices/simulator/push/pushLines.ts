/** What a simulated terminal writes, in the lines of its dialect. */
import type { PushDialect } from '../../push/rows.ts';
import type { SimulatedPunch, SimulatedPushUser, SimulatedTemplate, TerminalState } from './pushTerminal.ts';

export function punchLine(
  { userId, at, status = 0, verify = 1 }: SimulatedPunch,
  dialect: PushDialect,
): string {
  const time = at.replace('T', ' ');
  if (dialect === 'att') return [userId, time, status, verify, 0, 0, 0].join('\t');
  const fields = {
    time,
    pin: userId,
    cardno: 0,
    eventaddr: 1,
    event: 0,
    inoutstatus: status,
    verifytype: verify,
    index: 1,
  };
  return keyed(fields);
}

export const due = (every: number | undefined, turn: number): boolean =>
  every !== undefined && turn % every === 0;

/** Records, with what is between them by fault. */
export function batchText(rows: readonly SimulatedPunch[], { faults, dialect }: TerminalState): string {
  const lines = rows.flatMap((row, at) => [
    ...(due(faults.garbleEvery, at + 1) ? [`garbled ${row.at}\t\t??`] : []),
    ...Array.from({ length: due(faults.duplicateEvery, at + 1) ? 2 : 1 }, () => punchLine(row, dialect)),
  ]);
  return `${lines.join('\n')}\n`;
}

export const optionLine = (options: Record<string, string>): string =>
  Object.entries(options)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');

export type Post = { query: string; body: string };

export function userLines({ users, dialect }: TerminalState): Post[] {
  if (users.size === 0) return [];
  const lines = [...users.values()].map((user) => userLine(user, dialect));
  const query =
    dialect === 'acc' ? `&table=tabledata&tablename=user&count=${lines.length}` : '&table=OPERLOG&Stamp=1';
  return [{ query, body: `${lines.join('\n')}\n` }];
}

export function userLine(
  { userId, name, card = '', privilege = 0 }: SimulatedPushUser,
  dialect: PushDialect,
): string {
  return dialect === 'acc'
    ? `user ${keyed({ uid: 1, cardno: card, pin: userId, password: '', group: 1, name, privilege })}`
    : `USER ${keyed({ PIN: userId, Name: name, Pri: privilege, Passwd: '4711', Card: card, Grp: 1, TZ: '', Verify: -1 })}`;
}

/** A table each; FP and FACE come among the operations of an attendance terminal. */
export function templateLines({ templates, dialect }: TerminalState): Post[] {
  return templates.map(({ table, fields }) => {
    const body = `${table} ${keyed(fields)}\n`;
    if (dialect === 'acc')
      return { query: `&table=tabledata&tablename=${table.toLowerCase()}&count=1`, body };
    return { query: `&table=${table === 'BIODATA' ? 'BIODATA' : 'OPERLOG'}&Stamp=1`, body };
  });
}

const keyed = (values: Record<string, string | number>): string =>
  Object.entries(values)
    .map(([key, value]) => `${key}=${value}`)
    .join('\t');

/** As terminals count: fingers, and people with a face. */
export function countsIn({ users, templates, logs }: TerminalState) {
  const valueOf = ({ fields }: SimulatedTemplate, name: string): string =>
    Object.entries(fields).find(([key]) => key.toLowerCase() === name)?.[1] ?? '';
  const isOf = (each: SimulatedTemplate, table: RegExp, types: readonly string[]): boolean =>
    table.test(each.table) || (each.table === 'BIODATA' && types.includes(valueOf(each, 'type')));
  const fingers = templates.filter((each) => isOf(each, /^(FP|FINGERTMP|TEMPLATEV10)$/i, ['1'])).length;
  const faces = new Set(
    templates.flatMap((each) => (isOf(each, /^FACE/i, ['2', '9']) ? valueOf(each, 'pin') : [])),
  ).size;
  return { users: users.size, fingers, faces, logs: logs.length };
}

/** What an attendance terminal adds when it asks for work. */
export function infoQuery(state: TerminalState): string {
  const { options, dialect } = state;
  if (dialect === 'acc') return '';
  const { users, fingers, faces, logs } = countsIn(state);
  const [firmware, finger, face] = ['FWVersion', '~ZKFPVersion', 'ZKFaceVersion'].map(
    (key) => options[key] ?? '',
  );
  const info = [firmware, users, fingers, logs, '127.0.0.1', finger, face, 12, faces];
  return `&INFO=${encodeURIComponent(info.join(','))}`;
}
