import { describe, expect, it } from 'vitest';
import { sceneCutBelow, sceneLikeness, sceneOf } from './sceneLikeness.ts';

const picture = (grey: (x: number, y: number) => number) => {
  const [width, height] = [160, 96];
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) =>
    grey(Math.floor(i / 3) % width, Math.floor(i / 3 / width)),
  );
  return { kind: 'rgb' as const, width, height, data };
};
const room = (x: number, y: number): number => 40 + x + (y > 60 ? 50 : 0);

describe('sceneLikeness()', () => {
  it('sees the same room when the light is dimmed and when a person walks in', () => {
    const empty = sceneOf(picture(room));
    expect(sceneLikeness(empty, sceneOf(picture((x, y) => room(x, y) * 0.4)))).toBeGreaterThan(0.95);
    const visited = picture((x, y) => (x > 60 && x < 85 && y > 20 ? 15 : room(x, y)));
    expect(sceneLikeness(empty, sceneOf(visited))).toBeGreaterThan(sceneCutBelow + 0.2);
  });

  it('sees another scene after a cut', () => {
    const other = picture((x, y) => 220 - x + (y < 30 ? 30 : 0));
    expect(sceneLikeness(sceneOf(picture(room)), sceneOf(other))).toBeLessThan(sceneCutBelow);
  });

  it('takes two featureless pictures for the same scene', () => {
    expect(sceneLikeness(sceneOf(picture(() => 10)), sceneOf(picture(() => 10)))).toBe(1);
  });
});
