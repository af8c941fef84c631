import type { PersonView } from '../../server/wire.ts';
import { states } from './peopleFilters.ts';

export type PeopleOrder = 'lastSeen' | 'name' | 'state';
export const orders: PeopleOrder[] = ['lastSeen', 'name', 'state'];

/** The people that match the search, in the order asked for. */
export function peopleInOrder(
  people: readonly PersonView[],
  search: string,
  order: PeopleOrder,
): PersonView[] {
  const wanted = plain(search.trim());
  const found = wanted === '' ? [...people] : people.filter((person) => searched(person).includes(wanted));
  return found.sort(comparators[order]);
}

/** Somebody points at the list: who is there keeps the place, or a press would meet another person; who comes goes to the end. */
export function inHeldOrder(shown: readonly PersonView[], now: readonly PersonView[]): PersonView[] {
  const places = new Map(shown.map(({ personId }, index) => [personId, index]));
  const placeOf = ({ personId }: PersonView): number => places.get(personId) ?? shown.length;
  return now.toSorted((a, b) => placeOf(a) - placeOf(b));
}

const comparators: Record<PeopleOrder, (a: PersonView, b: PersonView) => number> = {
  lastSeen: byLastSeen,
  name: byName,
  state: (a, b) => states.indexOf(a.state) - states.indexOf(b.state) || byName(a, b),
};

/** Kept with the object: 500 people are searched again at each change of one. */
const texts = new WeakMap<PersonView, string>();

function searched(person: PersonView): string {
  const known = texts.get(person);
  if (known !== undefined) return known;
  const { name, code, job, cameraName, area, spot } = person;
  const text = plain([name, code, job, cameraName, area, spot].filter(Boolean).join('\n'));
  texts.set(person, text);
  return text;
}

/** Without case and accents, so that "jose" finds "José". */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}

/** Many times as fast as localeCompare(). */
const collator = new Intl.Collator();

function byName(a: PersonView, b: PersonView): number {
  return collator.compare(a.name, b.name);
}

/** Present people are all "last seen now", each a moment apart: by arrival instead, or the rows would dance. */
function byLastSeen(a: PersonView, b: PersonView): number {
  return (
    rank(a) - rank(b) ||
    (a.state === 'present'
      ? (b.sinceMs ?? 0) - (a.sinceMs ?? 0)
      : (b.lastSeenMs ?? 0) - (a.lastSeenMs ?? 0)) ||
    byName(a, b)
  );
}

function rank(person: PersonView): number {
  if (person.state === 'present') return 0;
  return person.lastSeenMs === null ? 2 : 1;
}

/** "Ayu Dewi Lestari" → "AL". */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words[0] ?? '';
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return ([...first].slice(0, 1).join('') + [...last].slice(0, 1).join('')).toUpperCase();
}
