import { expect, test } from 'vitest';
import { createStats } from './stats.ts';

function start() {
  const now = { ms: 0 };
  return { now, stats: createStats(() => now.ms) };
}

test('createStats() counts the frames of every stream a camera had', () => {
  const { stats } = start();
  stats.follow({ framesDecoded: 10, framesDropped: 3 });
  const second = { framesDecoded: 0, framesDropped: 0 };
  stats.follow(second);
  expect(stats.take()).toMatchObject({ framesDecoded: 10, framesDropped: 3 });
  second.framesDecoded = 5;
  expect(stats.total()).toMatchObject({ framesDecoded: 15, framesDropped: 3 });
});

test('take() tells the rate since the last one', () => {
  const { now, stats } = start();
  for (let n = 0; n < 6; n++) stats.analysed();
  now.ms = 2_000;
  expect(stats.take()).toMatchObject({ framesAnalysed: 6, analysesPerSecond: 3 });
  now.ms = 3_000;
  expect(stats.take()).toMatchObject({ framesAnalysed: 6, analysesPerSecond: 0 });
});

test('a stage that ran in no frame of the last second took no time, and its mean is that of its own runs', async () => {
  const { stats } = start();
  const busy = (ms: number) => {
    for (const startedMs = performance.now(); performance.now() - startedMs < ms;);
  };
  for (let n = 0; n < 5; n++) stats.time('motion', () => busy(2));
  await stats.timeAsync('detect', () => Promise.resolve(busy(10)));
  const { stageMs } = stats.take();
  expect(stageMs.motion).toBeLessThan(stageMs.detect);
  expect(stageMs.embed).toBe(0);
  expect(stats.take().stageMs.detect).toBe(0);
  expect(stats.total().stageMs.detect).toBeCloseTo(stageMs.detect, 6);
});

test('time() gives on what the work gives or throws', () => {
  const { stats } = start();
  expect(stats.time('track', () => 7)).toBe(7);
  const broken = () => stats.time('track', () => JSON.parse('{') as never);
  expect(broken).toThrow(SyntaxError);
});
