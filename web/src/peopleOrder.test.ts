import { describe, expect, it } from 'vitest';
import { person } from './examples.ts';
import { inHeldOrder, initials, peopleInOrder, type PeopleOrder } from './peopleOrder.ts';

const people = [
  person('never', {
    name: 'Eko',
    state: 'expected',
    cameraName: null,
    area: null,
    sinceMs: null,
    lastSeenMs: null,
  }),
  person('long', { name: 'Budi', state: 'away', lastSeenMs: 1000 }),
  person('short', { name: 'José Álvarez', state: 'away', lastSeenMs: 2000, cameraName: 'Canteen' }),
  person('early', { name: 'Citra', sinceMs: 1000, lastSeenMs: 9001 }),
  person('late', { name: 'Ayu', sinceMs: 5000, lastSeenMs: 9000 }),
];
const ids = (search: string, order: PeopleOrder) =>
  peopleInOrder(people, search, order).map((one) => one.personId);

describe('peopleInOrder()', () => {
  it('puts present people first by arrival, then the others by last sighting, then those never seen', () => {
    expect(ids('', 'lastSeen')).toEqual(['late', 'early', 'short', 'long', 'never']);
  });

  it('does not move present people when one is seen a moment later than the other', () => {
    const seenAgain = people.map((one) => (one.personId === 'early' ? { ...one, lastSeenMs: 99_000 } : one));
    expect(peopleInOrder(seenAgain, '', 'lastSeen').map((one) => one.personId)).toEqual(ids('', 'lastSeen'));
  });

  it('sorts by name', () => {
    expect(ids('', 'name')).toEqual(['late', 'long', 'early', 'never', 'short']);
  });

  it('sorts by state', () => {
    expect(ids('', 'state')).toEqual(['late', 'early', 'long', 'short', 'never']);
  });

  it('finds by code', () => {
    const coded = [...people, person('coded', { code: 'HW-0042' })];
    expect(peopleInOrder(coded, 'hw-0042', 'name').map((one) => one.personId)).toEqual(['coded']);
  });

  it('finds by name and by place, without case and accents', () => {
    expect(ids(' jose alv ', 'name')).toEqual(['short']);
    expect(ids('CANTEEN', 'name')).toEqual(['short']);
    expect(ids('nobody', 'name')).toEqual([]);
  });

  it('leaves the list it was given as it is', () => {
    const before = [...people];
    peopleInOrder(people, '', 'name');
    expect(people).toEqual(before);
  });
});

describe('initials()', () => {
  it.each([
    ['Ayu Dewi Lestari', 'AL'],
    ['Eko', 'E'],
    ['  josé  álvarez ', 'JÁ'],
    ['', ''],
  ])('of "%s" are "%s"', (name, letters) => {
    expect(initials(name)).toBe(letters);
  });
});

describe('inHeldOrder()', () => {
  it('leaves everybody where they are, drops who is gone and puts who comes at the end', () => {
    const [never, long, short, early, late] = people;
    if (!never || !long || !short || !early || !late) throw new Error('There are five.');
    const now = [late, early, never, short];
    const held = inHeldOrder([early, long, never], now).map(({ personId }) => personId);
    expect(held).toEqual(['early', 'never', 'late', 'short']);
  });
});
