/** The tallies of all cameras while the server runs; lost with it. */
import type { CameraId, FromWorker, TrackId } from '../../pipeline/messages.ts';
import type { Identity } from '../identify/judgeTrack.ts';
import type { RecognitionView, TrackCounts } from '../wire.ts';
import {
  afterChanged,
  afterLost,
  afterSightings,
  afterTrackEnded,
  type CameraTally,
  freshTally,
  looksSince,
  onDay,
} from './cameraTally.ts';
import { placementOf } from './placement.ts';
import { recognitionAdvice } from './recognitionAdvice.ts';

export type Tallies = {
  sighted(cameraId: CameraId, message: Extract<FromWorker, { kind: 'sightings' }>): void;
  /** Before the identifier forgets the track: `identity` is its last. */
  trackEnded(cameraId: CameraId, trackId: TrackId, identity: Identity): void;
  lost(cameraId: CameraId): void;
  /** `exists` false: its file is gone, and its numbers go too. */
  changed(cameraId: CameraId, exists: boolean): void;
  view(camera: { cameraId: string; subStream: boolean }): RecognitionView;
  sinceStart(): { cameraId: string; counts: TrackCounts }[];
};

/** What people who install a camera wait for: recent enough to be of how it hangs now. */
const recentMs = 60 * 60_000;

export function createTallies(from: { now: () => number; timeZone: () => string }): Tallies {
  const tallies = new Map<string, CameraTally>();
  const tallyOf = (cameraId: string): CameraTally => tallies.get(cameraId) ?? freshTally;
  const change = (cameraId: string, next: (tally: CameraTally) => CameraTally): void =>
    void tallies.set(cameraId, next(tallyOf(cameraId)));
  const today = (): string => dayOf(from.now(), from.timeZone());

  return {
    sighted: (cameraId, message) => change(cameraId, (tally) => afterSightings(tally, message)),
    trackEnded: (cameraId, trackId, identity) =>
      change(cameraId, (tally) => afterTrackEnded(tally, { trackId, identity, day: today() })),
    lost: (cameraId) => change(cameraId, afterLost),
    changed(cameraId, exists) {
      if (exists) change(cameraId, afterChanged);
      else tallies.delete(cameraId);
    },
    view({ cameraId, subStream }) {
      const tally = onDay(tallyOf(cameraId), today());
      const looks = looksSince(tally, from.now() - recentMs);
      return {
        cameraId,
        today: tally.today,
        sinceStart: tally.sinceStart,
        advice: recognitionAdvice(tally.today),
        placement: placementOf(looks, { frame: tally.frame, subStream }),
      };
    },
    sinceStart: () => [...tallies].map(([cameraId, { sinceStart }]) => ({ cameraId, counts: sinceStart })),
  };
}

/** Like 2026-11-20. */
function dayOf(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(atMs);
}
