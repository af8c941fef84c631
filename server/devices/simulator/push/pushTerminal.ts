/** A simulated terminal that calls its server: what it holds, what it sends, and what it keeps until it hears OK. */
import { type CodePage, createDeviceText } from '../../zk/deviceText.ts';
import { shownAt } from '../../zk/terminalTime.ts';
import type { PushDialect } from '../../push/rows.ts';
import { type Answered, type CallFaults, createCaller } from './callServer.ts';
import { doCommands } from './doCommands.ts';
import type { PushFaults } from './pushFaults.ts';
import { batchText, due, infoQuery, optionLine, templateLines, userLines } from './pushLines.ts';

export type SimulatedPushUser = {
  userId: string;
  name: string;
  card?: string;
  privilege?: number;
  group?: string;
};
export type SimulatedPunch = { userId: string; at: string; status?: number; verify?: number };
export type SimulatedTemplate = { table: string; fields: Record<string, string> };

export type PushTerminalSettings = {
  url: string;
  serial: string;
  dialect?: PushDialect;
  zone?: string;
  codePage?: CodePage;
  users?: readonly SimulatedPushUser[];
  templates?: readonly SimulatedTemplate[];
  options?: Record<string, string>;
  faults?: PushFaults;
  now: () => number;
};

export type PushTerminal = ReturnType<typeof createPushTerminal>;

const usualOptions = {
  '~DeviceName': 'Simulated PUSH terminal',
  MAC: '00:17:61:00:80:81',
  FWVersion: 'Ver 8.0.4 Simulated',
  '~Platform': 'ZAM180_TFT',
  '~ZKFPVersion': '10',
  ZKFaceVersion: '7',
  FingerFunOn: '1',
  FaceFunOn: '1',
  MultiBioVersion: '0:0:0:0:0:0:0:0:0:58.12:0',
};

export function createPushTerminal(settings: PushTerminalSettings) {
  const { url, serial, dialect = 'att', zone = 'UTC', faults = {}, now } = settings;
  const caller = createCaller(url);
  const text = createDeviceText(settings.codePage);
  const state = stateOf(settings);

  const get = (what: string, query = ''): Promise<Answered> =>
    caller.call('GET', `/iclock/${what}?SN=${serial}${query}`);
  const post = (what: string, query: string, body: string, broken: CallFaults = {}): Promise<Answered> =>
    caller.call('POST', `/iclock/${what}?SN=${serial}${query}`, text.encode(body), {
      splitBytes: faults.splitBytes,
      ...broken,
    });

  /** false: not let in. */
  async function connect(): Promise<boolean> {
    const type = dialect === 'acc' ? '&DeviceType=acc&pushver=3.1.2' : '&pushver=2.4.1&language=69';
    const { status, text: told } = await get('cdata', `&options=all${type}`);
    if (status !== 200) return false;
    if (dialect === 'acc') {
      if ((await post('registry', '', optionLine(state.options))).status !== 200) return false;
      if ((await post('push', '', '')).status !== 200) return false;
    } else await post('cdata', '&table=options', optionLine(state.options));
    state.told = told;
    state.registered = true;
    return true;
  }

  /** One batch; false: it was not acknowledged and stays. */
  async function sendBatch(): Promise<boolean> {
    const rows = state.pending.slice(0, faults.batchRows ?? 100);
    if (rows.length === 0) return true;
    const turn = ++state.batches;
    const breaks = due(faults.crashEvery, turn) ? (turn % 2 === 0 ? 'sent' : 'answered') : undefined;
    const answered = await sendRows(rows, { breaks }).catch(() => null);
    if (answered?.status !== 200) return false;
    if (due(faults.resendEvery, turn)) await sendRows(rows, {}).catch(() => null);
    state.pending.splice(0, rows.length);
    return true;
  }

  function sendRows(rows: readonly SimulatedPunch[], broken: CallFaults): Promise<Answered> {
    const table = dialect === 'acc' ? 'rtlog' : `ATTLOG&Stamp=${state.batches}`;
    return post('cdata', `&table=${table}`, batchText(rows, state), broken);
  }

  /** Users and templates, as after somebody changed them at its keys. */
  async function sendPeople(): Promise<boolean> {
    for (const { query, body } of [...userLines(state), ...templateLines(state)])
      if ((await post('cdata', query, body)).status !== 200) return false;
    return true;
  }

  /** How many commands it was given. */
  async function poll(): Promise<number> {
    const { status, text: told } = await get('getrequest', infoQuery(state));
    if (status !== 200 || !told.startsWith('C:')) return 0;
    return doCommands(told, { state, post, sendRows: (rows) => sendRows(rows, {}) });
  }

  return {
    state,
    connect,
    sendBatch,
    sendPeople,
    poll,
    post,
    get,
    ping: () => get('ping'),
    punch(punch: Omit<SimulatedPunch, 'at'> & { at?: string }): void {
      const row = { at: shownAt(now(), zone), ...punch };
      state.logs.push(row);
      state.pending.push(row);
    },
    /** Everything that is pending, however often it takes; false: not acknowledged in so many tries. */
    async sendAll(tries = 1_000): Promise<boolean> {
      while (state.pending.length > 0 && tries-- > 0) await sendBatch();
      return state.pending.length === 0;
    },
    close: caller.close,
  };
}

export type TerminalState = ReturnType<typeof stateOf>;

function stateOf(settings: PushTerminalSettings) {
  const { serial, dialect = 'att', zone = 'UTC', faults = {} } = settings;
  return {
    ...{ serial, dialect, zone, faults },
    options: { ...usualOptions, ...settings.options } as Record<string, string>,
    users: new Map((settings.users ?? []).map((user) => [user.userId, user])),
    templates: [...(settings.templates ?? [])],
    /** Everything it ever recorded, oldest first. */
    logs: [] as SimulatedPunch[],
    /** Not acknowledged yet. */
    pending: [] as SimulatedPunch[],
    /** Commands as they came, and those that no server may send. */
    commands: [] as string[],
    dangerous: [] as string[],
    registered: false,
    batches: 0,
    /** Of the last handshake. */
    told: '',
    commandsDone: 0,
  };
}
