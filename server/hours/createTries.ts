/** Tries of a folder that somebody has typed, each in a program of its own: one that hangs is left, and told of. */
import { problem } from '../errors.ts';
import type { HoursConfig, HoursFolderTest } from '../wire.ts';
import { pathOf } from './exportHours.ts';
import { silent } from './fileProblem.ts';
import type { Share } from './openShare.ts';
import { tryFolder } from './tryFolder.ts';

/** What a proxy in between bears. */
const answerWithinMs = 15_000;
/** Those that hang end when their share answers; more than these are not begun meanwhile. */
const openMost = 4;

type Place = Pick<HoursConfig, 'folder' | 'fileName'>;

export function createTries(open: () => Share, withinMs = answerWithinMs) {
  const shares = new Set<Share>();

  async function inTime(share: Share, place: Place, why: Error): Promise<HoursFolderTest> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<HoursFolderTest>((resolve) => {
      timer = setTimeout(() => {
        resolve(refused(place, why));
        share.leave(why);
      }, withinMs);
    });
    const tried = tryFolder(share.fs, place);
    tried.catch(() => undefined);
    try {
      return await Promise.race([tried, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async tryFolder(place: Place): Promise<HoursFolderTest> {
      const why = problem('HOURS_FOLDER_UNUSABLE', { folder: place.folder, problem: silent });
      if (shares.size >= openMost) return refused(place, why);
      const share = open();
      shares.add(share);
      try {
        return await inTime(share, place, why);
      } finally {
        void share.end().then(() => shares.delete(share));
      }
    },
    stop(): void {
      for (const share of shares) share.leave(new Error('the server ends'));
    },
  };
}

const refused = (place: Place, { message }: Error): HoursFolderTest => ({
  ...{ problem: message, file: pathOf(place), bytes: null },
});
