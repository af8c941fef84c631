/** One person is in one place: of the tracks of one camera that claim a person, only the best claim is told. */
import type { EpochMs, TrackId } from '../../pipeline/messages.ts';
import type { Evidence } from './evidence.ts';
import { unknown } from './judgeTrack.ts';
import type { Denied, Identity } from './judgeTrack.ts';

/** `own`: what the track's faces say. `shown`: what is told, after two tracks claimed one person. */
export type LiveTrack = {
  trackId: TrackId;
  evidence: Evidence;
  own: Identity;
  shown: Identity;
  /** For the life of the track, also after it jumped: a wrong name must not come back by a bad moment. */
  denied: Denied;
  inView: boolean;
  atMs: EpochMs;
};

export function settleClaims(tracks: LiveTrack[], claimLead: number): LiveTrack[] {
  const winners = new Map<string, LiveTrack>();
  for (const track of tracks) {
    const personId = claimed(track.own);
    if (personId === null) continue;
    const rival = winners.get(personId);
    if (!rival || strength(track, claimLead) > strength(rival, claimLead)) winners.set(personId, track);
  }
  return tracks.map((track) => ({ ...track, shown: told(track, winners) }));
}

/** Whom a track is, or may be. */
function claimed(own: Identity): string | null {
  if (own.kind === 'named') return own.personId;
  return own.likely ? (own.nearest?.personId ?? null) : null;
}

/**
 * Somebody in view beats somebody hidden, who may be the same person lost and found; whoever holds the name has a lead.
 * A name beats every guess.
 */
function strength({ own, shown, inView }: LiveTrack, claimLead: number): number {
  if (own.kind === 'unknown') return (own.nearest?.score ?? 0) - 10 + (inView ? 1 : 0);
  const holds = shown.kind === 'named' && shown.personId === own.personId;
  return own.score + (holds ? claimLead : 0) + (inView ? 1 : 0);
}

function told(track: LiveTrack, winners: Map<string, LiveTrack>): Identity {
  const { own } = track;
  const personId = claimed(own);
  if (personId === null || winners.get(personId) === track) return own;
  if (own.kind === 'unknown') return { ...own, likely: false };
  const { name, score, margin } = own;
  return unknown('tie', { personId, name, score, margin });
}
