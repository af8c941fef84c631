/** What the server asks of the program that has its hands in the folder, and what that answers. */
import type { HoursFs, NewFile, SeenFacts } from './hoursFs.ts';

/** Of each call: what is asked, and the answer. A file that is open has a number. */
export type ShareCalls = {
  /** Answered when no other program of this data folder has its hands in a folder any more, and none will while this one lives. */
  alone: [{ dataDir: string }, null];
  open: [{ path: string; flags: string | number; mode: number | undefined }, number];
  lstat: [{ path: string }, ShareSeen];
  readdir: [{ path: string }, string[]];
  rename: [{ from: string; to: string }, null];
  unlink: [{ path: string }, null];
  readFile: [{ path: string }, string];
  writeFile: [{ path: string; text: string; options: NewFile | undefined }, null];
  stat: [{ file: number }, ShareSeen];
  read: [{ file: number; bytes: number; position: number }, Buffer];
  append: [{ file: number; bytes: Buffer }, number];
  writeText: [{ file: number; text: string; position: number }, number];
  truncate: [{ file: number; size: number }, null];
  sync: [{ file: number }, null];
  close: [{ file: number }, null];
};
export type ShareSeen = SeenFacts & { isFile: boolean };

export type ShareOp = keyof ShareCalls;
export type ShareQuestion = { id: number; op: ShareOp; asked: ShareCalls[ShareOp][0] };
export type ShareReply =
  | { id: number; kind: 'done'; answer: ShareCalls[ShareOp][1] }
  | { id: number; kind: 'failed'; code: string; message: string };
export type Ask = <Op extends ShareOp>(op: Op, asked: ShareCalls[Op][0]) => Promise<ShareCalls[Op][1]>;

/** A file system whose every call is asked of somebody else. */
export const fsBehind = (ask: Ask): HoursFs => ({
  async open(path, flags, mode) {
    const file = await ask('open', { path, flags, mode });
    return fileBehind(ask, file);
  },
  lstat: async (path) => seenOf(await ask('lstat', { path })),
  readdir: (path) => ask('readdir', { path }),
  rename: async (from, to) => void (await ask('rename', { from, to })),
  unlink: async (path) => void (await ask('unlink', { path })),
  readFile: (path) => ask('readFile', { path }),
  writeFile: async (path, text, options) => void (await ask('writeFile', { path, text, options })),
});

type HoursFile = Awaited<ReturnType<HoursFs['open']>>;

const fileBehind = (ask: Ask, file: number): HoursFile => ({
  stat: async () => seenOf(await ask('stat', { file })),
  async read(into, offset, length, position) {
    const found = await ask('read', { file, bytes: length, position });
    return { bytesRead: found.copy(into, offset) };
  },
  async write(what: Buffer | string, from: number, length?: number) {
    const bytesWritten =
      typeof what === 'string'
        ? await ask('writeText', { file, text: what, position: from })
        : await ask('append', { file, bytes: what.subarray(from, from + (length ?? 0)) });
    return { bytesWritten };
  },
  truncate: async (size) => void (await ask('truncate', { file, size })),
  sync: async () => void (await ask('sync', { file })),
  close: async () => void (await ask('close', { file })),
});

const seenOf = ({ isFile, ...facts }: ShareSeen) => ({ ...facts, isFile: () => isFile });
