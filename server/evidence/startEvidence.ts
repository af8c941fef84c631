/** Keeps a picture of the first and of the last sighting of each person and day, where the company wants that. */
import type { SnapshotWish } from '../../pipeline/messages.ts';
import type { Snapshot } from '../../pipeline/startCamera.ts';
import { startPruning } from '../retention/startPruning.ts';
import type { IdentifiedSighting } from '../identify/createIdentifier.ts';
import type { Clock } from '../presence/startPresence.ts';
import type { Rules } from '../rules/rulesOf.ts';
import type { LoadedSettings } from '../settings/loadSettings.ts';
import { createPictureTurns } from './pictureTurns.ts';
import type { EvidenceStore } from './store.ts';

export type EvidenceNeeds = {
  companyId: string;
  clock: Clock;
  settings: LoadedSettings;
  rules: () => Pick<Rules, 'dateOf' | 'windowOf' | 'pausesOf'>;
  snapshot: (cameraId: string, wish: SnapshotWish) => Promise<Snapshot | null>;
  store: EvidenceStore;
  isBadgeOnly: (personId: string) => boolean;
  /** Where presence believes somebody to be: what another camera takes for them no correction of a stay would ever reach. */
  cameraOf: (personId: string) => string | null;
  trouble: (error: unknown) => void;
};

export type EvidencePictures = {
  sighted(cameraId: string, atMs: number, identified: readonly IdentifiedSighting[]): void;
  /** How often a picture had to wait for others. */
  putOff(): number;
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
};

const always = Number.MAX_SAFE_INTEGER;

export function startEvidence(needs: EvidenceNeeds): EvidencePictures {
  const { companyId, clock, settings, store } = needs;
  const turns = createPictureTurns();
  const underWay = new Set<Promise<void>>();
  const keeps = (): boolean => settings.current().keepsEvidence;
  let deletions = 0;
  let stopped = false;

  function sight(cameraId: string, atMs: number, { trackId, identity, seen }: IdentifiedSighting): void {
    if (identity.kind !== 'named' || !seen) return;
    const { personId } = identity;
    if (!turns.isDue(personId, atMs) || needs.cameraOf(personId) !== cameraId) return;
    const day = dayOf(needs, personId, atMs);
    if (!day) return turns.skip(personId, atMs);
    if (!turns.begin(personId, atMs)) return;
    const work = takePicture(needs, { cameraId, personId, date: day.date }, { only: [trackId] })
      .catch(tell)
      .then((isKept) => turns.end(personId, atMs, isKept, day.endsMs))
      .finally(() => underWay.delete(work));
    underWay.add(work);
  }
  const tell = (error: unknown): false => {
    needs.trouble(error);
    return false;
  };

  /** What is under way is stored before, so that nothing comes after. */
  async function deleteAll(): Promise<void> {
    deletions += 1;
    await Promise.all(underWay);
    await store.prune(companyId, always).catch(needs.trouble);
    deletions -= 1;
  }

  let deleted: Promise<void> = Promise.resolve();
  settings.onChange((now, before) => {
    if (before.keepsEvidence && !now.keepsEvidence) deleted = deleteAll();
  });
  const stopPruning = startPruning({
    clock,
    keptDays: () => settings.current().evidenceKeptDays,
    // Off: the program ended while they were being deleted.
    prune: (beforeMs) => store.prune(companyId, keeps() ? beforeMs : always),
    failed: needs.trouble,
  });
  return {
    sighted(cameraId, atMs, identified) {
      if (!keeps() || deletions > 0 || stopped) return;
      for (const sighting of identified) sight(cameraId, atMs, sighting);
    },
    putOff: turns.putOff,
    async stop() {
      stopped = true;
      await Promise.all([...underWay, deleted, stopPruning()]);
    },
  };
}

/** null: nothing is kept of them then. */
function dayOf({ rules, isBadgeOnly }: EvidenceNeeds, personId: string, atMs: number) {
  if (isBadgeOnly(personId) || rules().pausesOf(personId, { fromMs: atMs, toMs: atMs + 1 }).length > 0)
    return null;
  const date = rules().dateOf(personId, atMs);
  return date === null ? null : { date, endsMs: rules().windowOf(personId, date).toMs };
}

/** False when the camera gave none. */
async function takePicture(
  { companyId, store, snapshot }: EvidenceNeeds,
  of: { cameraId: string; personId: string; date: string },
  wish: SnapshotWish,
): Promise<boolean> {
  const taken = await snapshot(of.cameraId, wish);
  if (taken) await store.keep(companyId, { ...of, atMs: taken.atMs, jpeg: taken.jpeg });
  return taken !== null;
}
