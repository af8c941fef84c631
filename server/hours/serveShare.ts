/**
 * The side of the file of hours that has its hands in the folder, in a program of its own: it does what the server asks, one call of
 * the system at a time, and decides nothing. It ends with the server; until a call that hangs lets it end, nobody else may begin.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { holdData } from '../database/holdData.ts';
import { codeOf } from './hoursFiles.ts';
import type { HoursFile, HoursFs, Seen } from './hoursFs.ts';
import type { ShareCalls, ShareOp, ShareQuestion, ShareReply, ShareSeen } from './shareCalls.ts';

type Answers = { [Op in ShareOp]: (asked: ShareCalls[Op][0]) => Promise<ShareCalls[Op][1]> };

export function serveShare(fs: HoursFs): void {
  const answers = createAnswers(fs);
  // Not an exit: that would wait for the calls under way.
  const end = (): void => void process.kill(process.pid, 'SIGKILL');
  process.once('disconnect', end);
  if (!process.connected) end();
  // Whoever stops the server from a terminal stops this too; the server first lets the batch under way end.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
  process.on('message', (question: ShareQuestion) => {
    void replyTo(answers, question).then((reply) => process.send?.(reply, undefined, {}, () => undefined));
  });
}

async function replyTo(answers: Answers, { id, op, asked }: ShareQuestion): Promise<ShareReply> {
  try {
    return { id, kind: 'done', answer: await answers[op](asked as never) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { id, kind: 'failed', code: codeOf(error), message };
  }
}

function createAnswers(fs: HoursFs): Answers {
  const files = new Map<number, HoursFile>();
  let opened = 0;
  const known = (file: number): HoursFile => {
    const found = files.get(file);
    if (!found) throw new Error(`there is no open file ${file}`);
    return found;
  };
  return {
    async alone({ dataDir }) {
      await holdAlone(dataDir);
      return null;
    },
    async open({ path, flags, mode }) {
      const file = await fs.open(path, flags, mode);
      files.set(++opened, file);
      return opened;
    },
    lstat: async ({ path }) => factsOf(await fs.lstat(path, { bigint: true })),
    readdir: ({ path }) => fs.readdir(path),
    rename: ({ from, to }) => done(fs.rename(from, to)),
    unlink: ({ path }) => done(fs.unlink(path)),
    readFile: ({ path }) => fs.readFile(path, 'utf8'),
    writeFile: ({ path, text, options }) => done(fs.writeFile(path, text, options)),
    stat: async ({ file }) => factsOf(await known(file).stat({ bigint: true })),
    async read({ file, bytes, position }) {
      const buffer = Buffer.alloc(bytes);
      const { bytesRead } = await known(file).read(buffer, 0, bytes, position);
      return buffer.subarray(0, bytesRead);
    },
    append: async ({ file, bytes }) => (await known(file).write(bytes, 0, bytes.length, null)).bytesWritten,
    writeText: async ({ file, text, position }) => (await known(file).write(text, position)).bytesWritten,
    truncate: ({ file, size }) => done(known(file).truncate(size)),
    sync: ({ file }) => done(known(file).sync()),
    async close({ file }) {
      const closed = known(file);
      files.delete(file);
      return done(closed.close());
    },
  };
}

const done = (work: Promise<void>): Promise<null> => work.then(() => null);

function factsOf(seen: Seen): ShareSeen {
  const { size, dev, ino, mtimeNs } = seen;
  return { size, dev, ino, mtimeNs, isFile: seen.isFile() };
}

const lookAgainMs = 200;
/** Kept for as long as the program lives: what nobody keeps is let go. */
const held: (() => void)[] = [];

/**
 * The one before may hang in a call yet although it was killed, or although its server was. What it holds is let go when it has ended
 * and not sooner; that of the server itself says nothing of it.
 */
async function holdAlone(dataDir: string): Promise<void> {
  for (;;) {
    try {
      held.push(holdData(dataDir, 'hours.lock'));
      return;
    } catch (error) {
      if (codeOf(error) !== 'DATA_IN_USE') throw error;
    }
    await wait(lookAgainMs);
  }
}
