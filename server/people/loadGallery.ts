/** The enrolled people in memory, always as the store has them. */
import type { Gallery, GalleryPerson } from '../identify/gallery.ts';
import type { PeopleStore } from './store.ts';

export type LoadedGallery = {
  current: () => Gallery;
  /** Reads one person again after a change. */
  refresh: (personId: string) => Promise<void>;
};

type Parts = { companyId: string; store: Pick<PeopleStore, 'names' | 'faces'>; changed: () => void };

export async function loadGallery({ companyId, store, changed }: Parts): Promise<LoadedGallery> {
  let people = await read();

  async function read(only?: string): Promise<GalleryPerson[]> {
    const faces = await store.faces(companyId, only);
    const names = await store.names(companyId, only);
    const people = new Map<string, GalleryPerson>();
    for (const { id, name } of names) people.set(id, { personId: id, name, samples: [] });
    for (const { personId, embedding, quality, facts } of faces)
      people.get(personId)?.samples.push({ embedding, quality, facts });
    return [...people.values()];
  }

  return {
    current: () => ({ people }),
    async refresh(personId) {
      const fresh = await read(personId);
      people = [...people.filter((person) => person.personId !== personId), ...fresh];
      changed();
    },
  };
}
