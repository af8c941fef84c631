/** Tries of a folder that somebody has typed, each in a program of its own: one that hangs is left, and told of. */
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { problem } from '../errors.ts';
import type { HoursConfig, HoursFolderTest } from '../wire.ts';
import { pathOf } from './exportHours.ts';
import { silent } from './fileProblem.ts';
import type { Share } from './openShare.ts';
import { tryFolder } from './tryFolder.ts';

/** What a proxy in between bears. */
const answerWithinMs = 15_000;
/** Those that hang end when their share answers; more than these are not begun meanwhile. */
const most = { ofFolder: 3, inAll: 9 };

type Place = Pick<HoursConfig, 'folder' | 'fileName'>;
type Try = { folder: string; share: Share; over: AbortController };
/** Resolves when nobody waits longer, or rejects when `over` is aborted. */
export type TimeIsUp = (over: AbortSignal) => Promise<unknown>;

const inTime: TimeIsUp = (signal) => wait(answerWithinMs, undefined, { signal, ref: false });

export function createTries(open: () => Share, timeIsUp = inTime) {
  const tries = new Set<Try>();

  async function answer({ share, over }: Try, place: Place): Promise<HoursFolderTest> {
    const why = problem('HOURS_FOLDER_UNUSABLE', { folder: place.folder, problem: silent });
    const given = timeIsUp(over.signal)
      .catch(() => undefined)
      .then(() => {
        share.leave(why);
        return refused(place, why);
      });
    const tried = tryFolder(share.fs, place);
    tried.catch(() => undefined);
    return Promise.race([tried, given]);
  }

  return {
    async tryFolder(place: Place): Promise<HoursFolderTest> {
      const folder = resolve(place.folder);
      const ofFolder = [...tries].filter((one) => one.folder === folder).length;
      const count = ofFolder >= most.ofFolder ? ofFolder : tries.size;
      if (ofFolder >= most.ofFolder || tries.size >= most.inAll)
        return refused(place, problem('HOURS_TRIES_HANG', { folder, count }));
      const begun = { folder, share: open(), over: new AbortController() };
      tries.add(begun);
      try {
        return await answer(begun, place);
      } finally {
        begun.over.abort();
        void begun.share.end().then(() => tries.delete(begun));
      }
    },
    /** Who waits is answered. */
    stop(): void {
      for (const { over } of tries) over.abort();
    },
  };
}

const refused = (place: Place, { message }: Error): HoursFolderTest => ({
  ...{ problem: message, file: pathOf(place), bytes: null },
});
