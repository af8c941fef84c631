/** Who is among those who left because of a time before this one: they came back, and the list keeps its history. Pure. */
import type { Work } from '../identify/inSlices.ts';
import type { ListedPerson } from '../people/lists/listState.ts';
import type { Leaver } from './countedRows.ts';
import type { Around, Remembered } from './planTypes.ts';

type Known = Pick<Around, 'byCode' | 'active' | 'memory' | 'nowMs' | 'dayOf'>;

/** What of the list of who left is a reason to let somebody go, and what is older than that they are here. */
export function* bySinceWhen(
  leavers: ReadonlyMap<string, Leaver>,
  around: Known,
): Work<Pick<Around, 'gone' | 'old'>> {
  const gone = new Map<string, Leaver>();
  const old = new Map<string, Leaver>();
  for (const [key, leaver] of leavers) {
    (isOld(key, leaver, around) ? old : gone).set(key, leaver);
    yield;
  }
  return { gone, old };
}

/** On one day, or without a day, the row is old if a run saw it before they came back. */
function isOld(key: string, { leftOn }: Leaver, around: Known): boolean {
  const person = around.byCode.get(key);
  const sinceMs = person ? hereSinceMs(person, around.active.has(key), around) : null;
  if (!person || sinceMs === null) return false;
  const sinceOn = around.dayOf(sinceMs);
  if (leftOn !== null && leftOn !== sinceOn) return leftOn < sinceOn;
  const seenMs = around.memory.people.get(person.personId)?.leaverSeenMs ?? around.nowMs;
  return seenMs < sinceMs;
}

/** Added, reactivated, or in the list again. Who vanished from the list was added to no purpose: that is news. null: nobody knows. */
function hereSinceMs({ personId }: ListedPerson, isListed: boolean, around: Known): number | null {
  const { memory, nowMs } = around;
  const known = memory.people.get(personId);
  const addedMs = isListed || known?.listed !== true ? memory.added.get(personId) : undefined;
  const times = [
    ...[addedMs, memory.back.get(personId), known?.backAtMs],
    ...(isListed && isRelisted(known) ? [nowMs] : []),
  ].flatMap((each) => each ?? []);
  return times.length === 0 ? null : Math.max(...times);
}

/** The list was without them, and has them again. */
export const isRelisted = (known: Remembered | undefined): boolean =>
  known !== undefined && (known.missingDays > 0 || (known.deactivated && known.unlisted));
