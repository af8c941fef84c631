/** What a simulated terminal does when it is told to: both dialects, in their own words. */
import { type Keyed, keyedOf } from '../../push/keyed.ts';
import type { Answered } from './callServer.ts';
import { countsIn, optionLine, punchLine, templateLines, userLine } from './pushLines.ts';
import type { SimulatedPunch, SimulatedTemplate, TerminalState } from './pushTerminal.ts';

export type CommandHands = {
  state: TerminalState;
  post: (what: string, query: string, body: string) => Promise<Answered>;
  sendRows: (rows: readonly SimulatedPunch[]) => Promise<Answered>;
};

export async function doCommands(told: string, hands: CommandHands): Promise<number> {
  const { state, post } = hands;
  const results: string[] = [];
  let count = 0;
  for (const line of told.split('\n')) {
    const [, id, text = ''] = /^C:([A-Za-z0-9]{1,16}):(.*)$/.exec(line) ?? [];
    if (id === undefined) continue;
    count++;
    state.commands.push(text);
    results.push(await resultOf(id, text, hands));
  }
  if (!state.faults.mute) await post('devicecmd', '', `${results.join('\n')}\n`);
  return count;
}

async function resultOf(id: string, text: string, hands: CommandHands): Promise<string> {
  const { faults } = hands.state;
  const verb = text.split(' ')[0] ?? '';
  if (faults.busyEvery !== undefined && ++hands.state.commandsDone % faults.busyEvery === 0)
    return `ID=${id}&Return=-1005&CMD=${verb}`;
  if (/^(SHELL|PutFile|GetFile|UPGRADE)\b/i.test(text)) {
    hands.state.dangerous.push(text);
    return `ID=${id}&Return=-1002&CMD=${verb}`;
  }
  if (text.startsWith('VERIFY SUM')) {
    const sum = within(hands.state, text).length;
    return `ID=${id}&Return=0&CMD=VERIFY SUM&AttlogSum=${sum}`;
  }
  if (text === 'INFO') return `ID=${id}&Return=0&CMD=INFO\n${infoLines(hands.state)}`;
  return `ID=${id}&Return=${await dataCommand(id, text, hands)}&CMD=${verb}`;
}

function infoLines(state: TerminalState): string {
  const { users, fingers, faces, logs } = countsIn(state);
  const counts = { UserCount: users, FPCount: fingers, FaceCount: faces, TransactionCount: logs };
  const told = Object.entries(counts).map(([key, count]) => `${key}=${count}`);
  return [optionLine(state.options).replace(/,/g, '\n'), ...told].join('\n');
}

async function dataCommand(id: string, text: string, hands: CommandHands): Promise<number> {
  const { state } = hands;
  const [, what = '', table = '', rest = ''] = /^DATA (UPDATE|DELETE) (\w+) ?(.*)$/s.exec(text) ?? [];
  if (what !== '') return changeData(state, what, table.toLowerCase(), rest);
  if (text.startsWith('DATA QUERY')) return query(id, text, hands);
  if (text === 'CLEAR LOG') state.logs.length = 0;
  if (text === 'CLEAR DATA') for (const each of [state.users, state.templates, state.logs]) clear(each);
  const [, option] = /^SET OPTIONS? (.+)$/.exec(text) ?? [];
  if (option) for (const [key, value] of keyedOf(option).entries()) state.options[`set.${key}`] = value;
  return /^(CLEAR|SET OPTION|RELOAD|CHECK|LOG|REBOOT|ENROLL|AC_UNLOCK)/.test(text) ? 0 : -1002;
}

const clear = (each: Map<string, unknown> | unknown[]): void =>
  Array.isArray(each) ? void (each.length = 0) : each.clear();

function changeData(state: TerminalState, what: string, table: string, rest: string): number {
  const fields = keyedOf(rest);
  const userId = fields.get('pin') ?? '';
  if (userId === '') return -1;
  if (table === 'userinfo' || table === 'user')
    return what === 'UPDATE' ? updateUser(state, userId, fields) : deleteUser(state, userId);
  return what === 'UPDATE' ? updateTemplate(state, table, fields) : deleteTemplates(state, table, userId);
}

/** What is not said of somebody who is there stays. */
function updateUser(state: TerminalState, userId: string, fields: Keyed): number {
  const known = state.users.get(userId);
  if (!known && state.users.size >= Number(state.options['~MaxUserCount'] ?? Infinity)) return -1001;
  const privilege = fields.get('pri') ?? fields.get('privilege');
  state.users.set(userId, {
    userId,
    name: fields.get('name') ?? known?.name ?? '',
    card: fields.get('card') ?? fields.get('cardno') ?? known?.card ?? '',
    privilege: privilege === undefined ? (known?.privilege ?? 0) : Number(privilege),
  });
  return 0;
}

function deleteUser(state: TerminalState, userId: string): number {
  if (!state.users.delete(userId)) return -10;
  state.templates = state.templates.filter((each) => ownerOf(each) !== userId);
  return 0;
}

/** A template takes the place of the one that was there; one of another algorithm is refused. */
function updateTemplate(state: TerminalState, table: string, fields: Keyed): number {
  if (!state.users.has(fields.get('pin') ?? '')) return -10;
  const version = fields.get('majorver');
  const takes = state.options['MultiBioVersion']?.split(':')[Number(fields.get('type'))] ?? '0';
  if (table === 'biodata' && takes.split('.')[0] !== version) return -30;
  const template = { table: nameOf(table), fields: Object.fromEntries(fields.entries()) };
  const place = placeOf(template);
  state.templates = [...state.templates.filter((each) => placeOf(each) !== place), template];
  return 0;
}

function deleteTemplates(state: TerminalState, table: string, userId: string): number {
  const isTheirs = (each: SimulatedTemplate): boolean =>
    ownerOf(each) === userId && nameOf(each.table.toLowerCase()) === nameOf(table);
  state.templates = state.templates.filter((each) => !isTheirs(each));
  return 0;
}

/** Fingers are FP in what it sends, and FINGERTMP in what it is told. */
const nameOf = (table: string): string =>
  /^(fp|fingertmp|templatev10)$/.test(table) ? 'FINGERTMP' : table.toUpperCase();
const fieldsOf = ({ fields }: SimulatedTemplate): Keyed => keyedOf(fieldText(fields));
const ownerOf = (each: SimulatedTemplate): string | undefined => fieldsOf(each).get('pin');
function placeOf(each: SimulatedTemplate): string {
  const fields = fieldsOf(each);
  const at = ['pin', 'fid', 'fingerid', 'type', 'no', 'index', 'majorver'].map(
    (key) => fields.get(key) ?? '',
  );
  return [nameOf(each.table.toLowerCase()), ...at].join(' ');
}

const fieldText = (fields: Record<string, string>): string =>
  Object.entries(fields)
    .map(([key, value]) => `${key}=${value}`)
    .join('\t');

/** Rows come by themselves; the result says how many. */
async function query(id: string, text: string, { state, post, sendRows }: CommandHands): Promise<number> {
  const { dialect } = state;
  if (dialect === 'acc') {
    const [, table = ''] = /tablename=(\w+)/.exec(text) ?? [];
    const lines = accessLines(state, table, text);
    const told = `&type=tabledata&cmdid=${id}&tablename=${table}&count=${lines.length}&packcnt=1&packidx=1`;
    await post('querydata', told, `${lines.join('\n')}\n`);
    return lines.length;
  }
  const [, bioType] = /^DATA QUERY BIODATA Type=(\d+)$/.exec(text) ?? [];
  if (bioType !== undefined) {
    const asked = state.templates.filter(
      (each) => each.table === 'BIODATA' && fieldsOf(each).get('type') === bioType,
    );
    for (const { query: told, body } of templateLines({ ...state, templates: asked }))
      await post('cdata', told, body);
    return 0;
  }
  const [, oneOf, PIN] = /^DATA QUERY (FINGERTMP|FACE|USERPIC|BIOPHOTO) PIN=(\S+)/.exec(text) ?? [];
  if (oneOf !== undefined && PIN !== undefined) {
    const asked = state.templates.filter((each) => ownerOf(each) === PIN && isOf(each, oneOf, text));
    for (const { query: told, body } of templateLines({ ...state, templates: asked }))
      await post('cdata', told, body);
    return asked.length > 0 ? 0 : -10;
  }
  if (text.includes('USERINFO')) {
    const lines = [...state.users.values()].map((user) => userLine(user, dialect));
    await post('cdata', '&table=OPERLOG&Stamp=1', `${lines.join('\n')}\n`);
    return 0;
  }
  const all = within(state, text);
  const rows = all.slice(0, Math.max(0, all.length - (state.faults.withholds ?? 0)));
  for (let at = 0; at < rows.length; at += 500) await sendRows(rows.slice(at, at + 500));
  return 0;
}

function accessLines(state: TerminalState, table: string, text: string): string[] {
  const { dialect } = state;
  if (table === 'user') return [...state.users.values()].map((user) => userLine(user, dialect));
  if (table === 'transaction') return state.logs.map((row) => `transaction ${punchLine(row, dialect)}`);
  const [, key = '', value] = /filter=(\w+)=(\S+)/.exec(text) ?? [];
  const asked = state.templates.filter(
    (each) =>
      nameOf(each.table.toLowerCase()) === nameOf(table) &&
      (value === undefined || fieldsOf(each).get(key.toLowerCase()) === value),
  );
  return templateLines({ ...state, templates: asked }).map(({ body }) => body.trimEnd());
}

/** Of fingers the one that was asked for. */
function isOf(each: SimulatedTemplate, table: string, text: string): boolean {
  const [, finger] = /\tFingerID=(\d+)/.exec(text) ?? [];
  return (
    nameOf(each.table.toLowerCase()) === table &&
    (finger === undefined || (fieldsOf(each).get('fid') ?? fieldsOf(each).get('fingerid')) === finger)
  );
}

/** Of the records whose span a command names. */
function within({ logs }: TerminalState, text: string): SimulatedPunch[] {
  const fields = keyedOf(text.replace(/^[A-Z ]*ATTLOG /, ''));
  const [from = '', to = '9'] = ['starttime', 'endtime'].map((key) => fields.get(key)?.replace(' ', 'T'));
  return logs.filter(({ at }) => from <= at && at <= to);
}
