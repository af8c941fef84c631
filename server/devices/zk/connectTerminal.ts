/**
 * A terminal, connected: everything that can be asked of it over port 4370, one thing after the other on one connection. When the
 * connection is over it stays over, and says why; whoever needs it connects again.
 */
import type { UserFacingError } from '../../errors.ts';
import type { Clock } from '../../presence/startPresence.ts';
import { commands, eventKinds } from './commands.ts';
import type { TerminalCounts } from './counts.ts';
import { createQueue, type Queue } from './createQueue.ts';
import { type CodePage, createDeviceText, type DeviceText } from './deviceText.ts';
import { type Enrolled, enrolFinger, type Enrolment, enrolmentMask } from './enrolFinger.ts';
import type { TerminalLogs } from './logs.ts';
import type { Transport } from './openLink.ts';
import type { TerminalCapabilities, TerminalIdentity } from './options.ts';
import { type Listening, startListening, type Told } from './startListening.ts';
import { askOk, type Session, startSession } from './startSession.ts';
import type { FingerTemplate } from './templates.ts';
import * as facts from './terminalFacts.ts';
import * as fingers from './terminalTemplates.ts';
import { readTime, type TerminalTime, writeTime } from './terminalTime.ts';
import * as people from './terminalUsers.ts';
import type { TerminalUser } from './users.ts';
import { type Asked, deviceProblem, ZkError } from './zkError.ts';

export type TerminalSettings = {
  host: string;
  port?: number;
  transport?: Transport;
  /** The comm key of its menu; 0 is none. */
  key?: number;
  codePage?: CodePage;
  /** Of the place where it hangs, as `Asia/Jakarta`: its clock knows none. */
  zone?: string;
  connectTimeoutMs?: number;
  replyTimeoutMs?: number;
  /** However busily it answers, one command takes no longer. */
  exchangeMaxMs?: number;
  /** So many things may wait for it. */
  queueMost?: number;
  /** An idle terminal is asked for the time this often: a line that is dead says nothing by itself. */
  checkEveryMs?: number;
};

/** Every method throws a UserFacingError with a code DEVICE_…, and nothing else. */
export type Terminal = {
  address: string;
  identity: () => Promise<TerminalIdentity>;
  capabilities: () => Promise<TerminalCapabilities>;
  counts: () => Promise<TerminalCounts>;
  users: () => Promise<TerminalUser[]>;
  /** By user id, added or changed; what is not confirmed is not there as it was meant. */
  writeUsers: (users: readonly people.UserToWrite[]) => Promise<people.Receipt[]>;
  deleteUsers: (userIds: readonly string[]) => Promise<people.Receipt[]>;
  logs: () => Promise<TerminalLogs>;
  templates: () => Promise<FingerTemplate[]>;
  template: (userId: string, finger: number) => Promise<Buffer | null>;
  writeTemplate: (userId: string, template: Omit<FingerTemplate, 'uid'>) => Promise<void>;
  writeTemplates: (templates: readonly fingers.TemplateToWrite[]) => Promise<fingers.TemplateReceipt[]>;
  deleteTemplate: (userId: string, finger: number) => Promise<boolean>;
  time: () => Promise<TerminalTime>;
  setTime: () => Promise<TerminalTime>;
  /** 10 is a beep, 0 "thank you". */
  beep: (sound?: number) => Promise<void>;
  enrol: (enrolment: Enrolment) => Promise<Enrolled>;
  /** `logs`: so many records were read; false: it has recorded more since, and nothing was cleared. Nobody can use it meanwhile. */
  clear: (what: facts.Clearable, logs?: number) => Promise<boolean>;
  /** Events as they happen, each acknowledged before it is told; returns how to stop. */
  listen: (told: Told, mask?: number) => Promise<() => Promise<void>>;
  restart: () => Promise<void>;
  /** Why the connection is over, once it is. */
  ended: Promise<UserFacingError>;
  /** Waits for what is under way, but no longer than this (default 5 s): cut off, it may stay locked until the next connection. */
  close: (withinMs?: number) => Promise<void>;
};

type Work = <Result>(work: () => Promise<Result>) => Promise<Result>;
type Parts = {
  session: Session;
  text: DeviceText;
  listening: Listening;
  zone: string;
  clock: Clock;
  /** In its turn. */
  run: Work;
  /** In its turn, while nobody can use the terminal's keys. */
  undisturbed: Work;
  known: { userBytes: number | null; logBytes: number | null };
};

/** Throws a UserFacingError that says why the terminal is offline. */
export async function connectTerminal(settings: TerminalSettings, clock: Clock): Promise<Terminal> {
  const { host, port = 4370, transport = 'tcp', key = 0, zone = 'UTC', queueMost = 32 } = settings;
  const address = port === 4370 ? host : `${host}:${port}`;
  const text = createDeviceText(settings.codePage);
  const listening = startListening();
  const asked = { address, port };
  const session = await inWords(asked, async () => {
    const { connectTimeoutMs = 5000, replyTimeoutMs = 5000, exchangeMaxMs = 60_000 } = settings;
    const times = { connectTimeoutMs, replyTimeoutMs, exchangeMaxMs };
    const started = await startSession({ host, port, transport, key, ...times, event: listening.event });
    try {
      // A program that died in the middle of something may have left it locked.
      await started.ask(commands.enable);
      await started.ask(commands.writeOption, Buffer.from('SDKBuild=1\0'));
      return started;
    } catch (error) {
      started.end(ZkError.of('DEVICE_LOST', {}, error));
      throw error;
    }
  });
  const queue = createQueue(queueMost);
  const run: Work = (work) =>
    inWords(asked, () =>
      queue.run(() => {
        const over = session.over();
        return over ? Promise.reject(over) : work();
      }),
    );
  const undisturbed: Work = (work) => run(() => whileLocked(session, listening, work));
  const known = { userBytes: null, logBytes: null };
  checkWhileIdle(session, queue, clock, settings.checkEveryMs ?? 20_000);
  const parts: Parts = { session, text, listening, zone, clock, run, undisturbed, known };
  return {
    address,
    ...whatItIs(parts),
    ...itsPeople(parts),
    ...whatItDoes(parts),
    ended: session.ended.then((why) => deviceProblem(asked, why)),
    close: async (withinMs = 5000) => {
      const late = setTimeout(() => session.end(ZkError.of('DEVICE_LOST', {})), withinMs);
      await queue.last(async () => {
        if (!session.over()) await session.ask(commands.exit).catch(() => undefined);
      });
      clearTimeout(late);
      session.end(ZkError.of('DEVICE_LOST', {}));
    },
  };
}

/** A line that died says nothing by itself, and a terminal that was restarted knows nobody. */
function checkWhileIdle(session: Session, queue: Queue, clock: Clock, everyMs: number): void {
  const check = async (): Promise<void> => {
    try {
      await askOk(session, 'its clock', commands.readTime);
    } catch (error) {
      session.end(error instanceof ZkError ? error : ZkError.of('DEVICE_LOST', {}, error));
    }
  };
  const stop = clock.every(everyMs, () => {
    if (queue.waiting() === 0 && !session.over()) void queue.run(check);
  });
  void session.ended.then(stop);
}

/** Whatever happens, people may use it again afterwards, and events are told as before. */
async function whileLocked<Result>(
  session: Session,
  listening: Listening,
  work: () => Promise<Result>,
): Promise<Result> {
  const what = 'locking and unlocking its keys';
  await askOk(session, what, commands.disable);
  const unlock = async (): Promise<void> => {
    if (session.over()) return;
    await askOk(session, what, commands.enable);
    if (listening.wanted() > 0) await listening.register(session);
  };
  let result: Result;
  try {
    result = await work();
  } catch (error) {
    // What went wrong first is what counts.
    await unlock().catch(() => undefined);
    throw error;
  }
  await unlock();
  return result;
}

function whatItIs({ session, run, undisturbed, text, known, zone, clock }: Parts) {
  const readUsers = async (): Promise<TerminalUser[]> => (await people.readUsers(session, text)).users;
  return {
    identity: () => run(() => facts.readIdentity(session)),
    capabilities: () => run(async () => ({ ...(await facts.readCapabilities(session)), ...known })),
    counts: () => run(() => people.readCounts(session)),
    logs: () =>
      undisturbed(async () => {
        const logs = await facts.readLogs(session, readUsers);
        known.logBytes = logs.width || known.logBytes;
        return logs;
      }),
    time: () => run(() => readTime(session, zone, clock.now)),
    setTime: () => run(() => writeTime(session, zone, clock.now)),
    clear: (what, logs) =>
      undisturbed(async () => {
        if (logs !== undefined && (await people.readCounts(session)).logs !== logs) return false;
        await facts.clear(session, what);
        return true;
      }),
  } satisfies Partial<Terminal>;
}

function itsPeople({ session, run, undisturbed, text, known }: Parts) {
  const readUsers = async (): Promise<TerminalUser[]> => {
    const { users, width } = await people.readUsers(session, text);
    known.userBytes = width ?? known.userBytes;
    return users;
  };
  const userOf = async (userId: string): Promise<TerminalUser> => {
    const user = (await readUsers()).find((each) => each.userId === userId);
    if (user) return user;
    throw ZkError.of('DEVICE_NOT_THERE', { what: `the user ${userId}` });
  };
  return {
    users: () => undisturbed(readUsers),
    writeUsers: (users) => undisturbed(() => people.writeUsers(session, users, text)),
    deleteUsers: (userIds) => undisturbed(() => people.deleteUsers(session, userIds, text)),
    templates: () => undisturbed(() => fingers.readTemplates(session)),
    template: (userId, finger) =>
      run(async () => fingers.readTemplate(session, (await userOf(userId)).uid, finger)),
    writeTemplate: (userId, template) =>
      undisturbed(async () => fingers.writeTemplate(session, await userOf(userId), template)),
    writeTemplates: (templates) =>
      undisturbed(async () => fingers.writeTemplates(session, await readUsers(), templates)),
    deleteTemplate: (userId, finger) =>
      undisturbed(async () => fingers.deleteTemplate(session, await userOf(userId), finger)),
  } satisfies Partial<Terminal>;
}

function whatItDoes({ session, run, listening }: Parts) {
  return {
    beep: (sound = 10) =>
      run(async () => {
        const data = Buffer.alloc(4);
        data.writeUInt32LE(sound);
        await askOk(session, 'sounds', commands.voice, data);
      }),
    enrol: (enrolment) =>
      run(async () => {
        await listening.register(session, enrolmentMask);
        try {
          return await enrolFinger(session, enrolment, (told) => listening.add(told, enrolmentMask));
        } finally {
          if (!session.over()) await listening.register(session);
        }
      }),
    listen: async (told, mask = eventKinds.log) => {
      const leave = await run(async () => {
        const remove = listening.add(told, mask);
        await listening.register(session).catch((error: unknown) => {
          remove();
          throw error;
        });
        return remove;
      });
      return async () => {
        leave();
        if (!session.over()) await run(() => listening.register(session));
      };
    },
    restart: () => run(async () => void (await askOk(session, 'this command', commands.restart))),
  } satisfies Partial<Terminal>;
}

async function inWords<Result>(asked: Asked, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ZkError ? deviceProblem(asked, error) : error;
  }
}
