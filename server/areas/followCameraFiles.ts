/** Areas that camera files name and nobody made are made, at the top, so that a file written by hand needs nothing else. */
import type { Cameras } from '../cameras/createCameras.ts';
import type { LoadedDirectory } from '../directory/loadDirectory.ts';
import type { createTurns } from './createTurns.ts';
import type { AreaStore } from './store.ts';

export type FollowParts = {
  companyId: string;
  store: AreaStore;
  directory: LoadedDirectory;
  cameras: Pick<Cameras, 'files'>;
  clock: () => number;
  inTurn: ReturnType<typeof createTurns>;
  changed: () => Promise<void>;
  trouble: (error: unknown) => void;
};

/** Call the answer whenever cameras changed; it is cheap when no file names anything new. */
export function followCameraFiles(parts: FollowParts): () => void {
  let waiting = false;
  return () => {
    if (waiting || unknownAreas(parts).length === 0) return;
    waiting = true;
    // In turn: an area that is being renamed is not made again under its old name.
    void parts
      .inTurn(() => {
        waiting = false;
        return addUnknown(parts);
      })
      .catch(parts.trouble);
  };
}

async function addUnknown(parts: FollowParts): Promise<void> {
  const names = unknownAreas(parts);
  if (names.length === 0) return;
  const areas = names.map((name) => ({ name, parentId: null }));
  await parts.store.addAreas(parts.companyId, areas, { userId: null, nowMs: parts.clock() });
  await parts.changed();
}

function unknownAreas({ cameras, directory }: Pick<FollowParts, 'cameras' | 'directory'>): string[] {
  const known = new Set([...directory.current().areas.values()].map(({ name }) => name));
  const named = new Set(cameras.files().flatMap(({ camera }) => camera?.area ?? []));
  return [...named].filter((name) => !known.has(name));
}
