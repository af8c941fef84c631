import { expect, test } from 'vitest';
import { hintsOf } from './testHints.ts';

const seen = (width: number, height: number, more: { codec?: string; fps?: number | null } = {}) => ({
  ...{ width, height, firstPictureMs: 900 },
  source: { codec: 'h264', pixelFormat: 'yuv420p', width, height, fps: 25, ...more },
});
const url = 'rtsp://10.0.0.5/stream1';

test('hintsOf() has nothing to say of a full HD main stream', () => {
  expect(hintsOf(url, seen(1920, 1080))).toEqual([]);
});

test('hintsOf() tells a sub-stream by its address, picture or not', () => {
  expect(hintsOf('rtsp://10.0.0.5/Streaming/Channels/102', null)).toEqual([{ kind: 'subStream' }]);
});

test.each([
  [seen(640, 360), [{ kind: 'lowResolution', reachM: 1.5 }]],
  [seen(3840, 2160), [{ kind: 'highResolution' }]],
  [seen(1920, 1080, { codec: 'hevc' }), [{ kind: 'h265' }]],
  [seen(1920, 1080, { codec: 'mjpeg', fps: null }), [{ kind: 'mjpeg' }]],
  [seen(1920, 1080, { fps: 2 }), [{ kind: 'lowRate', fps: 2 }]],
  [{ ...seen(1920, 1080), firstPictureMs: 7_200 }, [{ kind: 'slowStart', seconds: 7 }]],
  // An upright picture is as fine as a lying one.
  [seen(1080, 1920), []],
])('hintsOf() of picture %# says what it costs or lacks', (picture, expected) => {
  expect(hintsOf(url, picture)).toEqual(expected);
});
