/** What people read while presence cannot be stored: the page shows only what is stored, and so stands still. */
import { asProblem } from './database/asProblem.ts';
import { problem, UserFacingError } from './errors.ts';
import type { Log } from './http/createLog.ts';

export type StoreTrouble = {
  /** null: it works again. */
  heard: (error: Error | null) => void;
  sentence: () => string | null;
};

export function createStoreTrouble(log: Log, dataDir: string): StoreTrouble {
  let sentence: string | null = null;
  return {
    heard(error) {
      sentence = error && sentenceOf(error, dataDir);
      if (error) log.error({ err: error }, 'cannot store presence; trying again');
      else log.info('presence is stored again');
    },
    sentence: () => sentence,
  };
}

function sentenceOf(error: Error, dataDir: string): string {
  const known = asProblem(error, dataDir);
  return known instanceof UserFacingError ? known.message : problem('STORE_FAILING', {}).message;
}
