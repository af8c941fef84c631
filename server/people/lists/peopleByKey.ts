import type { Work } from '../../identify/inSlices.ts';
import { plain } from '../profile.ts';
import type { ListedPerson } from './listState.ts';

type PeopleByKey = Record<'byCode' | 'byName', Map<string, ListedPerson>>;

/** Everybody by what a list may call them; of two with one name, the later. Pure. Pauses after each. */
export function* peopleByKey(people: Iterable<ListedPerson>): Work<PeopleByKey> {
  const byCode = new Map<string, ListedPerson>();
  const byName = new Map<string, ListedPerson>();
  for (const person of people) {
    if (person.code !== null) byCode.set(plain(person.code), person);
    byName.set(plain(person.name), person);
    yield;
  }
  return { byCode, byName };
}
