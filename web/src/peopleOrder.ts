import type { PersonView } from '../../server/wire.ts';

export type PeopleOrder = 'name' | 'lastSeen';

/** The people that match the search, in the order asked for. */
export function peopleInOrder(people: PersonView[], search: string, order: PeopleOrder): PersonView[] {
  const wanted = plain(search.trim());
  const found = people.filter((person) => matches(person, wanted));
  return found.sort(order === 'name' ? byName : byLastSeen);
}

function matches(person: PersonView, wanted: string): boolean {
  return [person.name, person.cameraName, person.area].some((text) => text && plain(text).includes(wanted));
}

/** Without case and accents, so that "jose" finds "José". */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}

function byName(a: PersonView, b: PersonView): number {
  return a.name.localeCompare(b.name);
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
