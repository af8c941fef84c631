/** Two people may have one name, and here names are told apart: the code stands behind that of the later one. Pure. */
import type { Work } from '../identify/inSlices.ts';
import { plain } from '../people/profile.ts';
import type { MasterRow } from './masterList.ts';
import type { Around } from './planTypes.ts';

/** By code: the name that fits, where it is not the one of the list. */
export function* fittingNames(
  rows: readonly { key: string; row: MasterRow }[],
  { byCode, byName, active }: Pick<Around, 'byCode' | 'byName' | 'active'>,
): Work<Map<string, string>> {
  const holders = new Map<string, string>();
  for (const [name, person] of byName) {
    if (person.code !== null) holders.set(name, plain(person.code));
    yield;
  }
  const shared = yield* sharedNames(active);
  const found = new Map<string, string>();
  for (const { key, row } of rows) {
    yield;
    const { code = '', name = '' } = row.cells;
    if (name === '') continue;
    const holder = holders.get(plain(name));
    const uncoded = holder === undefined ? byName.get(plain(name)) : undefined;
    // Of a person without a code and two rows of their name nobody knows which they are.
    const isOther = uncoded !== undefined && (byCode.has(key) || shared.has(plain(name)));
    if ((holder !== undefined && holder !== key) || isOther) found.set(key, `${name} (${code})`);
    else holders.set(plain(name), key);
  }
  return found;
}

function* sharedNames(active: Around['active']): Work<Set<string>> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { cells } of active.values()) {
    yield;
    const name = plain(cells.name ?? '');
    if (seen.has(name)) shared.add(name);
    seen.add(name);
  }
  return shared;
}
