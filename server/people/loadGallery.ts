/** The enrolled people in memory, always as the store has them. */
import type { Gallery, GalleryPerson } from '../identify/gallery.ts';
import type { PeopleStore } from './store.ts';
import { stricterOf } from './stricterOf.ts';

export type LoadedGallery = {
  current: () => Gallery;
  /** Reads one person again after a change. */
  refresh: (personId: string) => Promise<void>;
  /** Reads everybody again. */
  refreshAll: () => Promise<void>;
};

type Parts = {
  companyId: string;
  store: Pick<PeopleStore, 'recognised' | 'faces' | 'negatives'>;
  changed: () => void;
};

export async function loadGallery({ companyId, store, changed }: Parts): Promise<LoadedGallery> {
  let people = await strict(await read());

  async function read(only?: string): Promise<GalleryPerson[]> {
    const faces = await store.faces(companyId, only);
    const names = await store.recognised(companyId, only);
    const people = new Map<string, GalleryPerson>();
    for (const { id, name } of names) people.set(id, { personId: id, name, samples: [] });
    for (const { personId, embedding, quality, facts } of faces)
      // A user's own network may have overflowed on a photo; one such sample would spoil every comparison.
      if (embedding.every(Number.isFinite)) people.get(personId)?.samples.push({ embedding, quality, facts });
    return [...people.values()];
  }

  /** A correction of one person, or the removal of one, may change what holds for another: everybody is looked at. */
  async function strict(people: GalleryPerson[]): Promise<GalleryPerson[]> {
    const negatives = await store.negatives(companyId);
    const recognised = new Set(
      people.flatMap(({ personId, samples }) => (samples.length > 0 ? personId : [])),
    );
    return people.map(({ personId, name, samples }) => {
      const stricter = stricterOf(personId, negatives, (id) => recognised.has(id));
      return { personId, name, samples, ...(stricter ? { stricter } : {}) };
    });
  }

  /** undefined: everybody. */
  async function refresh(personId?: string): Promise<void> {
    const fresh = await read(personId);
    const others = personId === undefined ? [] : people.filter((person) => person.personId !== personId);
    people = await strict([...others, ...fresh]);
    changed();
  }

  /** One after the other: two at once would each forget what the other read. */
  let last: Promise<unknown> = Promise.resolve();
  function inTurn(personId?: string): Promise<void> {
    const done = last.then(() => refresh(personId));
    last = done.catch(() => undefined);
    return done;
  }
  return { current: () => ({ people }), refresh: inTurn, refreshAll: () => inTurn() };
}
