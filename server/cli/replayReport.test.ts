import { expect, test } from 'vitest';
import { peopleOf, type ReplayTrack, replayTable, replayVerdict } from './replayReport.ts';

const track = (part: Partial<ReplayTrack>): ReplayTrack => ({
  track: 1,
  fromMs: 0,
  toMs: 1000,
  person: null,
  score: null,
  margin: null,
  faces: 0,
  faceWidthPx: null,
  ...part,
});

test('peopleOf() counts overlapping tracks of one person once', () => {
  const tracks = [
    track({ person: 'Ann', fromMs: 0, toMs: 4000 }),
    track({ person: 'Ann', fromMs: 3000, toMs: 5000 }),
    track({ person: 'Ann', fromMs: 8000, toMs: 9000 }),
    track({ person: null, fromMs: 0, toMs: 20_000 }),
  ];
  expect(peopleOf(tracks)).toEqual([{ person: 'Ann', firstSeenMs: 0, lastSeenMs: 9000, seenMs: 6000 }]);
});

test('replayTable() says unknown for a track without a name and "nobody seen" for an empty video', () => {
  const video = { durationMs: 1, framesDecoded: 1, framesAnalysed: 1, people: [] };
  const engine = { version: '0', fps: 5, inferenceThreads: 2, networks: [], people: 1, elapsedMs: 1 };
  const text = replayTable({
    engine,
    videos: [
      { ...video, file: 'a.mp4', tracks: [track({ faceWidthPx: 52, faces: 3, score: 0.4 })] },
      { ...video, file: 'b.mp4', tracks: [] },
    ],
  });
  expect(text).toContain('unknown');
  expect(text).toContain('52 px');
  expect(text).toContain('nobody seen');
});

test('replayVerdict() says whether faces are wide enough', () => {
  const video = { file: 'a.mp4', durationMs: 1, framesDecoded: 1, framesAnalysed: 1, people: [] };
  expect(replayVerdict({ ...video, tracks: [track({ faceWidthPx: 31 })] })).toContain(
    '31 px wide, small; 48 px or more',
  );
  expect(replayVerdict({ ...video, tracks: [track({ faceWidthPx: 60, person: 'Ann' })] })).toContain(
    '1 person recognised',
  );
  expect(replayVerdict({ ...video, tracks: [track({})] })).toContain('no face was seen');
});
