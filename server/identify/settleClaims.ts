/** One person is in one place: of the tracks of one camera that claim a person, only the best claim is told. */
import type { EpochMs, TrackId } from '../../pipeline/messages.ts';
import type { Evidence } from './evidence.ts';
import type { Identity } from './judgeTrack.ts';

/** `own`: what the track's faces say. `shown`: what is told, after two tracks claimed one person. */
export type LiveTrack = {
  trackId: TrackId;
  evidence: Evidence;
  own: Identity;
  shown: Identity;
  inView: boolean;
  atMs: EpochMs;
};

export function settleClaims(tracks: LiveTrack[], claimLead: number): LiveTrack[] {
  const winners = new Map<string, LiveTrack>();
  for (const track of tracks) {
    if (track.own.kind !== 'named') continue;
    const rival = winners.get(track.own.personId);
    if (!rival || strength(track, claimLead) > strength(rival, claimLead))
      winners.set(track.own.personId, track);
  }
  return tracks.map((track) => ({ ...track, shown: told(track, winners) }));
}

/** Somebody in view beats somebody hidden, who may be the same person lost and found; whoever holds the name has a lead. */
function strength({ own, shown, inView }: LiveTrack, claimLead: number): number {
  if (own.kind === 'unknown') return -1;
  const holds = shown.kind === 'named' && shown.personId === own.personId;
  return own.score + (holds ? claimLead : 0) + (inView ? 1 : 0);
}

function told(track: LiveTrack, winners: Map<string, LiveTrack>): Identity {
  const { own } = track;
  if (own.kind === 'unknown' || winners.get(own.personId) === track) return own;
  const { personId, name, score, margin } = own;
  return { kind: 'unknown', reason: 'tie', nearest: { personId, name, score, margin } };
}
