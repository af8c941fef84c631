import sharp from 'sharp';
import { expect, test } from 'vitest';
import { paintPrivacy } from './paintPrivacy.ts';

const white = () =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: '#fff' } })
    .jpeg()
    .toBuffer();
const right = [
  { x: 0.5, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0.5, y: 1 },
];
const lightest = async (jpeg: Uint8Array, left: number): Promise<number> => {
  // Statistics are of what a picture was read from.
  const part = await sharp(jpeg).extract({ left, top: 0, width: 24, height: 48 }).png().toBuffer();
  const { channels } = await sharp(part).stats();
  return Math.max(...channels.map(({ max }) => max));
};

test('paintPrivacy() leaves nothing of a privacy zone, and everything else as it was', async () => {
  const painted = await paintPrivacy(await white(), [{ kind: 'privacy', name: '', points: right }]);
  expect(await lightest(painted, 40)).toBeLessThan(70);
  expect(await lightest(painted, 0)).toBeGreaterThan(250);
});

test('paintPrivacy() paints no desk and no part that is ignored', async () => {
  const jpeg = await white();
  expect(await paintPrivacy(jpeg, [{ kind: 'ignore', name: '', points: right }])).toBe(jpeg);
});
