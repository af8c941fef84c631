/** What a replay tells: the JSON that scripts rely on, and the same as a table. Pure. */
import { basename } from 'node:path';
import Table from 'cli-table3';

export type ReplayTrack = {
  track: number;
  fromMs: number;
  toMs: number;
  /** null: unknown. */
  person: string | null;
  /** 1 − distance to the person, or to the nearest person when unknown; null without a usable face or people. */
  score: number | null;
  /** Distance of the second person minus that of the first; null with fewer than two people. */
  margin: number | null;
  /** Usable faces judged. */
  faces: number;
  /** Median width of the faces seen; null when no face was seen. */
  faceWidthPx: number | null;
};
export type ReplayPerson = { person: string; firstSeenMs: number; lastSeenMs: number; seenMs: number };
export type ReplayVideo = {
  file: string;
  durationMs: number;
  framesDecoded: number;
  framesAnalysed: number;
  tracks: ReplayTrack[];
  people: ReplayPerson[];
};
export type ReplayReport = {
  videos: ReplayVideo[];
  engine: {
    version: string;
    fps: number;
    inferenceThreads: number;
    networks: string[];
    people: number;
    elapsedMs: number;
  };
};

/** Per person the span and the time seen; overlapping tracks of one person count once. */
export function peopleOf(tracks: ReplayTrack[]): ReplayPerson[] {
  const spans = new Map<string, { fromMs: number; toMs: number }[]>();
  for (const { person, fromMs, toMs } of tracks)
    if (person !== null) spans.set(person, [...(spans.get(person) ?? []), { fromMs, toMs }]);
  return [...spans]
    .map(([person, list]) => ({ person, ...joined(list) }))
    .sort((a, b) => a.firstSeenMs - b.firstSeenMs);
}

function joined(spans: { fromMs: number; toMs: number }[]): Omit<ReplayPerson, 'person'> {
  const sorted = [...spans].sort((a, b) => a.fromMs - b.fromMs);
  let seenMs = 0;
  let lastSeenMs = -Infinity;
  for (const { fromMs, toMs } of sorted) {
    seenMs += Math.max(0, toMs - Math.max(fromMs, lastSeenMs));
    lastSeenMs = Math.max(lastSeenMs, toMs);
  }
  return { firstSeenMs: sorted[0]?.fromMs ?? 0, lastSeenMs, seenMs };
}

export function replayTable(report: ReplayReport): string {
  const head = ['video', 'track', 'from', 'to', 'person', 'score', 'margin', 'faces', 'face width'];
  const table = new Table({ head, style: { head: [], border: [], compact: true } });
  for (const video of report.videos) {
    for (const track of video.tracks) table.push([basename(video.file), ...cells(track)]);
    if (video.tracks.length === 0) table.push([basename(video.file), { colSpan: 8, content: 'nobody seen' }]);
  }
  return table.toString();
}

function cells(track: ReplayTrack): string[] {
  const number = (value: number | null): string => (value === null ? '–' : value.toFixed(2));
  return [
    String(track.track),
    seconds(track.fromMs),
    seconds(track.toMs),
    track.person ?? 'unknown',
    number(track.score),
    number(track.margin),
    String(track.faces),
    track.faceWidthPx === null ? 'no face' : `${track.faceWidthPx} px`,
  ];
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** What a person who considers this camera wants to know, in one sentence per video. */
export function replayVerdict(video: ReplayVideo): string {
  const widths = video.tracks.flatMap((track) => track.faceWidthPx ?? []).sort((a, b) => a - b);
  const median = widths[widths.length >> 1];
  const named = new Set(video.tracks.flatMap((track) => track.person ?? [])).size;
  const counts = `${video.tracks.length} ${video.tracks.length === 1 ? 'track' : 'tracks'}, ${named} ${named === 1 ? 'person' : 'people'} recognised`;
  if (median === undefined) return `${basename(video.file)}: ${counts}; no face was seen.`;
  const wide = median >= 48 ? 'wide enough to recognise reliably' : 'small; 48 px or more recognise reliably';
  return `${basename(video.file)}: ${counts}; faces are ${median} px wide, ${wide}.`;
}
