/** What identification told of a watched recording, held against its timeline. Pure. */
import type { CameraId } from '../../pipeline/messages.ts';
import { createIdentifier } from '../../server/identify/createIdentifier.ts';
import type { Gallery } from '../../server/identify/gallery.ts';
import { type Place, wholePicture } from './conditions.ts';
import type { Moment, Watched } from './engine.ts';
import type { Clip, InView, Visible } from './timelines.ts';

export type Judgement = {
  /** How long those enrolled were to be seen, were tracked, and had their name. */
  visibleMs: number;
  trackedMs: number;
  namedMs: number;
  /** One sentence for each wrong name a track bore, however briefly. */
  wrong: string[];
};

/** The name is judged at every moment, not at the track's end: a wrong name taken back was wrong all the same. */
export function judge(
  watched: Watched,
  clip: Clip,
  gallery: Gallery,
  place: Place = wholePicture,
): Judgement {
  const moments = namedMoments(watched, gallery, place);
  const enrolled = new Set(gallery.people.map(({ personId }) => personId));
  const due = clip.named.filter(({ person }) => enrolled.has(person));
  const sum = (part: (moment: NamedMoment, visible: Visible) => boolean): number =>
    moments.reduce((ms, moment) => {
      const visible = due.filter((stretch) => isWithin(moment.atMs, stretch));
      return ms + moment.lastsMs * visible.filter((stretch) => part(moment, stretch)).length;
    }, 0);
  return {
    visibleMs: sum(() => true),
    trackedMs: sum(({ tracks }, visible) => tracks.some((track) => track.seen && isAt(track, visible))),
    namedMs: sum(({ tracks }, visible) =>
      tracks.some((track) => track.seen && isAt(track, visible) && track.name === visible.person),
    ),
    wrong: wrongNames(moments, clip),
  };
}

type NamedTrack = { trackId: number; middle: number; seen: boolean; name: string | null };
type NamedMoment = { atMs: number; lastsMs: number; tracks: NamedTrack[] };

/** Between two frames at the usual rate; the last moment of a recording lasts as long. */
const usualMs = 200;
/** A track may be named a moment before or after the timeline says its person shows. */
const toleranceMs = 500;

function namedMoments({ moments, frame }: Watched, gallery: Gallery, place: Place): NamedMoment[] {
  const camera = 'clip' as CameraId;
  const identifier = createIdentifier({ gallery: () => gallery });
  return moments.map(({ atMs, endedBefore, sightings }, i) => {
    for (const trackId of endedBefore) identifier.trackEnded(camera, trackId);
    const tracks = identifier.sighted(camera, atMs, sightings).map(({ trackId, body, seen, identity }) => ({
      trackId,
      middle: ((body.x + body.width / 2) / frame.width - place.left) / place.width,
      seen,
      name: identity.kind === 'named' ? identity.personId : null,
    }));
    return { atMs, lastsMs: (moments[i + 1]?.atMs ?? atMs + usualMs) - atMs, tracks };
  });
}

function wrongNames(moments: NamedMoment[], { id, named }: Clip): string[] {
  const told = new Map<string, string>();
  for (const { atMs, tracks } of moments)
    for (const track of tracks) {
      const isRight = named.some(
        (stretch) =>
          stretch.person === track.name && isWithin(atMs, stretch, toleranceMs) && isAt(track, stretch),
      );
      const key = `${track.trackId} ${track.name}`;
      if (track.name !== null && !isRight && !told.has(key))
        told.set(key, `${id}: track ${track.trackId} is called ${track.name} at ${atMs} ms`);
    }
  return [...told.values()];
}

/** One sentence for each stretch of the timeline that the tracks do not follow. */
export function countFaults({ moments }: Watched, clip: Clip): string[] {
  const counts = clip.inView.flatMap((stretch) => {
    const within = moments.filter(({ atMs }) => isWithin(atMs, stretch));
    const bad = within.filter((moment) => !isCountRight(moment, stretch));
    const allowed = stretch.atMost === 0 ? 0 : within.length * unlikeShare;
    const { fromMs, toMs, atLeast, atMost } = stretch;
    return bad.length <= allowed
      ? []
      : `${clip.id}: not ${atLeast} to ${atMost} people in ${bad.length} of ${within.length} moments from ${fromMs} to ${toMs} ms, first at ${bad[0]?.atMs} ms`;
  });
  const tracks = new Set(moments.flatMap(({ sightings }) => sightings.map(({ trackId }) => trackId)));
  return tracks.size > clip.tracksAtMost
    ? [...counts, `${clip.id}: ${tracks.size} tracks, more than ${clip.tracksAtMost}`]
    : counts;
}

/** Somebody behind somebody else, or a box missed once, is no fault. */
const unlikeShare = 0.1;

function isCountRight({ sightings }: Moment, { atLeast, atMost }: InView): boolean {
  const count = sightings.filter(({ seen }) => seen).length;
  return count >= atLeast && count <= atMost;
}

const isWithin = (atMs: number, { fromMs, toMs }: { fromMs: number; toMs: number }, slackMs = 0): boolean =>
  atMs >= fromMs - slackMs && atMs <= toMs + slackMs;

const isAt = ({ middle }: NamedTrack, { left, right }: Visible): boolean => middle >= left && middle <= right;
