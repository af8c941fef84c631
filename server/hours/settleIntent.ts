/** What a run before this one was broken off in: finished, undone, or a person's to decide. */
import { UserFacingError } from '../errors.ts';
import { howFar } from './fileVerdicts.ts';
import { findAgain, syncThere } from './hoursFiles.ts';
import {
  addRest,
  close,
  hashOf,
  leftBy,
  type Run,
  type Settled,
  undecided,
  underLock,
  unsettled,
} from './hoursRun.ts';
import type { Intent } from './hoursStore.ts';

export async function settleIntent(run: Run): Promise<Settled> {
  const { store, asked, path, step } = run;
  const intent = await store.intent();
  if (!intent) return unsettled;
  if (asked.choice === 'written') return close(run, intent, { left: null, action: 'decided' });
  if (asked.choice === 'again') {
    await store.noteDone(asked, 'hours.decided', { choice: 'again', rows: intent.logIds.length });
    await store.dropIntent();
    await step('dropped');
    return unsettled;
  }
  return underLock(run, intent.path, () => recover(run, intent)).catch(async (error: unknown) => {
    const isGone = error instanceof UserFacingError && /^HOURS_FOLDER_(MISSING|UNUSABLE)$/.test(error.code);
    // Of a folder that is used no more nobody will mend anything.
    throw isGone && intent.path !== path ? await undecided(run, intent) : error;
  });
}

async function recover(run: Run, intent: Intent): Promise<Settled> {
  const { fs, store, step } = run;
  const again = hashOf(intent.payload) === intent.hash ? await findAgain(fs, intent) : null;
  const verdict = again ? howFar(intent, again.found) : 'unclear';
  if (verdict === 'nothing') {
    await store.dropIntent();
    await step('dropped');
    return unsettled;
  }
  if (verdict === 'unclear' || !again || (verdict === 'part' && again.moved))
    throw await undecided(run, intent);
  if (again.moved) return close(run, intent, { left: null, action: 'written' });
  if (verdict === 'whole') await syncThere(fs, intent.path);
  else if (!(await addRest(run, intent, again.found.rest.length))) throw await undecided(run, intent);
  return close(run, intent, { left: await leftBy(run, intent), action: 'written' });
}
