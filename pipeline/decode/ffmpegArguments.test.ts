import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { CameraId } from '../messages.ts';
import { ffmpegArguments } from './ffmpegArguments.ts';

const fps = 5;
const setup = {
  ...{ cameraId: 'hall' as CameraId, name: 'hall', url: 'rtsp://192.0.2.1/hall', pace: 'live' as const },
  ...{ activeFps: fps, idleFps: 1, detectWidthPx: 512, loop: false, stalledAfterMs: 4_000 },
};

/** Seconds of the wall clock when frame n comes, fifteen a second, and the clock is set after two of them. */
const clockSetBy = (seconds: number): string => `(n/15+10000+if(lt(n,30),0,${seconds}))`;

describe('ffmpegArguments()', () => {
  test.each([0, 90, 3_600, -90, -3_600])(
    'takes five frames a second of fifteen, also when the clock is set by %i s',
    (seconds) => {
      const due = /select='[^']*'/.exec(ffmpegArguments(setup).join(' '))?.[0] ?? '';
      expect(due).toContain('time(0)');
      const taken = timesOfFrames(due.replaceAll('time(0)', clockSetBy(seconds)));
      for (const from of [0, 1, 2, 3]) {
        const inSecond = taken.filter((at) => at >= from && at < from + 1).length;
        expect(Math.abs(inSecond - fps)).toBeLessThanOrEqual(1);
      }
    },
  );
});

/** In seconds, of the frames of a four second picture that the filter lets through. */
function timesOfFrames(filter: string): number[] {
  const source = ['-f', 'lavfi', '-i', 'testsrc=s=32x32:r=15:d=4'];
  const kept = [
    '-vf',
    filter,
    '-fps_mode',
    'passthrough',
    '-enc_time_base',
    '1:1000',
    '-f',
    'framecrc',
    'pipe:1',
  ];
  const lines = execFileSync('ffmpeg', ['-v', 'error', '-nostdin', ...source, ...kept], { encoding: 'utf8' });
  return [...lines.matchAll(/^0,\s*\d+,\s*(\d+),/gm)].map(([, ms]) => Number(ms) / 1000);
}
