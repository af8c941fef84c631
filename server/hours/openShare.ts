/** The folder of the file of hours, reached through a program of its own: one that hangs holds up nobody else, and can be left. */
import { type ChildProcess, fork } from 'node:child_process';
import type { Socket } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HoursFs } from './hoursFs.ts';
import { ShareEnded } from './ShareEnded.ts';
import { type Ask, fsBehind, type ShareOp, type ShareQuestion, type ShareReply } from './shareCalls.ts';

export type Share = {
  fs: HoursFs;
  /** Resolves when no program of this data folder is in a folder but this one. */
  alone: (dataDir: string) => Promise<void>;
  /** Ends the program. What it was asked for fails so, and not before it has ended. */
  leave: (why: Error) => void;
  /** So too, if what is under way was asked for before then, and was at the look before already: a clock that was set makes nobody silent. */
  leaveIfSilent: (sinceMs: number, why: Error) => void;
  /** It was told to end, and has not yet. */
  isLeft: () => boolean;
  /** Ends the program. Resolves when it has ended: while it hangs in a call, that is when the call returns. */
  end: () => Promise<void>;
};
export type OpenShare = (now: () => number) => Share;

type Waiting = { resolve: (answer: never) => void; reject: (why: Error) => void; askedMs: number };

export function openShare(now: () => number, start: () => ChildProcess = startProgram): Share {
  const child = start();
  const waiting = new Map<number, Waiting>();
  /** Why nothing can be asked any more. */
  let why: Error | null = null;
  let hasEnded = false;
  let asked = 0;
  let seen: number | undefined;
  const kill = (): void => void child.kill('SIGKILL');
  const said = lastWords(child);
  const ended = endOf(child, kill).then((how) => {
    hasEnded = true;
    const left = (why ??= new ShareEnded(how, said()));
    for (const { reject } of waiting.values()) reject(left);
    waiting.clear();
  });
  child.on('message', (reply: ShareReply) => {
    // Nothing goes on through one that was left.
    if (why !== null) return;
    const asker = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.kind === 'done') asker?.resolve(reply.answer as never);
    else asker?.reject(Object.assign(new Error(reply.message), reply.code ? { code: reply.code } : {}));
  });
  const ask: Ask = (op: ShareOp, of) =>
    new Promise((resolve, reject) => {
      if (why && hasEnded) return reject(why);
      const question: ShareQuestion = { id: ++asked, op, asked: of };
      waiting.set(question.id, { resolve, reject, askedMs: now() });
      // Whoever cannot be asked any more is at its end, or is brought there.
      if (why === null) child.send(question, (error) => error && kill());
    });
  const leave = (error: Error): void => {
    why ??= error;
    kill();
    // A server that ends does not wait for it.
    child.unref();
    child.channel?.unref();
    (child.stderr as Socket | null)?.unref();
  };
  return {
    ...{ fs: fsBehind(ask), leave },
    alone: async (dataDir) => void (await ask('alone', { dataDir })),
    leaveIfSilent(sinceMs, error) {
      const [oldest] = waiting;
      const before = seen;
      seen = oldest?.[0];
      if (oldest && oldest[1].askedMs <= sinceMs && before === seen) leave(error);
    },
    isLeft: () => why !== null && !hasEnded,
    end() {
      kill();
      return ended;
    },
  };
}

/** As it is done without: in this program, which a folder that hangs holds up. For tests. */
export const shareHere = (fs: HoursFs): Share => ({
  fs,
  alone: () => Promise.resolve(),
  leave: () => undefined,
  leaveIfSilent: () => undefined,
  isLeft: () => false,
  end: () => Promise.resolve(),
});

/** What it says before it dies is kept: whatever stops it from loading is told nowhere else. */
export function startProgram(program = ownProgram()): ChildProcess {
  const stdio: ['ignore', 'ignore', 'pipe', 'ipc'] = ['ignore', 'ignore', 'pipe', 'ipc'];
  return fork(program, { env: {}, execArgv: [], serialization: 'advanced', stdio });
}

/** The running file's own ending: `.ts` is not rewritten inside a URL when this is built. */
const ownProgram = (): string =>
  fileURLToPath(new URL(`./shareProgram${extname(import.meta.url)}`, import.meta.url));

const saidMostBytes = 4096;

function lastWords({ stderr }: ChildProcess): () => string {
  let kept = Buffer.alloc(0);
  stderr?.on('data', (more: Buffer) => (kept = Buffer.concat([kept, more]).subarray(-saidMostBytes)));
  // What cannot be read is not missed.
  stderr?.on('error', () => undefined);
  return () => kept.toString().trim();
}

/** When everything it said is read, too. Of a program that did not even begin there is no end. */
function endOf(child: ChildProcess, kill: () => void): Promise<string> {
  return new Promise((resolve) => {
    child.once('close', (code, signal) => resolve(signal ?? `code ${code}`));
    child.on('error', (error) => (child.pid === undefined ? resolve(error.message) : kill()));
  });
}
