/** `whereabouts device push-simulate`: a terminal that calls a server, until it is stopped. */
import { madeTemplate, madeUsers } from '../devices/simulator/madePeople.ts';
import {
  createPushTerminal,
  type PushTerminal,
  type SimulatedTemplate,
} from '../devices/simulator/push/pushTerminal.ts';
import { readPushFaults } from '../devices/simulator/push/pushFaults.ts';
import { startPushLife } from '../devices/simulator/push/startPushLife.ts';
import { type CodePage, codePages } from '../devices/zk/deviceText.ts';
import { problem } from '../errors.ts';
import { systemClock } from '../systemClock.ts';

export type DevicePushSimulateOptions = {
  serial: string;
  dialect: string;
  users: number;
  fingers: number;
  faces: number;
  zone: string;
  codePage: string;
  punchEvery: number;
  pollEvery: number;
  fault: string[];
};

export async function devicePushSimulate(url: string, options: DevicePushSimulateOptions): Promise<void> {
  const { serial, zone, fault } = options;
  if (!/^https?:\/\/[^\s/]+/.test(url))
    throw wrong(`"${url}" is no address of a server`, 'Write it as http://127.0.0.1:8081.');
  if (!/^[A-Za-z0-9_-]{4,32}$/.test(serial))
    throw wrong(`"${serial}" is no serial number`, 'Use 4 to 32 letters and digits.');
  const dialect = oneOf(options.dialect, ['att', 'acc'] as const, '--dialect');
  const people = madeUsers(options.users).map(({ userId, name }) => ({ userId, name }));
  const terminal = createPushTerminal({
    ...{ url, serial, dialect, zone, users: people, faults: readPushFaults(fault), now: systemClock.now },
    codePage: oneOf<CodePage>(options.codePage, codePages, '--code-page'),
    templates: [...madeTemplates('finger', options.fingers), ...madeTemplates('face', options.faces)],
  });
  console.log(`Terminal ${serial} calls ${url}. Press Ctrl+C to stop it.`);
  const userIds = people.map(({ userId }) => userId);
  const stopPunching =
    options.punchEvery > 0 ? punchInTurn(terminal, userIds, options.punchEvery * 1000) : () => undefined;
  const { stop } = startPushLife(terminal, { pollEveryMs: options.pollEvery * 1000, ...tellers(terminal) });
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  stopPunching();
  await stop();
}

function punchInTurn(terminal: PushTerminal, userIds: readonly string[], everyMs: number): () => void {
  let turn = 0;
  return systemClock.every(everyMs, () => {
    const userId = userIds[turn % Math.max(1, userIds.length)];
    if (userId !== undefined) terminal.punch({ userId, status: Math.floor(turn++ / userIds.length) % 2 });
  });
}

/** What it does, printed; what stays the same only once. */
function tellers({ state }: PushTerminal) {
  let said = '';
  const say = (text: string): void => {
    if (text !== said) console.log(text);
    said = text;
  };
  return {
    introduced(letIn: boolean | null): void {
      const no = 'Not let in yet: approve its serial number.';
      say(letIn === null ? 'No answer; trying again.' : letIn ? 'Let in.' : no);
    },
    obeyed(count: number): void {
      const texts = state.commands.slice(-count).map((text) => text.slice(0, 60));
      console.log(`Did ${count} commands: ${texts.join('; ')}`);
    },
  };
}

function madeTemplates(kind: 'finger' | 'face', count: number): SimulatedTemplate[] {
  return Array.from({ length: count }, (_, at) => {
    const PIN = String(1001 + at);
    const text = madeTemplate(at + 1, kind === 'face' ? 50 : 0).toString('base64');
    return kind === 'finger'
      ? { table: 'FP', fields: { PIN, FID: '0', Size: String(text.length), Valid: '1', TMP: text } }
      : {
          table: 'BIODATA',
          fields: {
            Pin: PIN,
            No: '0',
            Index: '0',
            Valid: '1',
            Type: '9',
            MajorVer: '58',
            MinorVer: '12',
            Format: '0',
            Tmp: text,
          },
        };
  });
}

function oneOf<T extends string>(value: string, choices: readonly T[], option: string): T {
  const found = choices.find((each) => each === value.toLowerCase());
  if (found !== undefined) return found;
  throw wrong(`${option} ${value} is not known`, `Choose one of: ${choices.join(', ')}.`);
}

const wrong = (what: string, remedy: string) => problem('CONFIG_UNUSABLE', { problem: what, remedy });
