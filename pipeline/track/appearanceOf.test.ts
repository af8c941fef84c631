import { describe, expect, it } from 'vitest';
import { appearanceDistance, appearanceOf, blendAppearance } from './appearanceOf.ts';

type Colour = readonly [number, number, number];
const box = { x: 20, y: 10, width: 40, height: 100 };
const dressed = (top: Colour, light = 1) => {
  const [width, height] = [80, 120];
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < data.length; i++) data[i] = Math.min(255, (top[i % 3] ?? 0) * light + ((i * 7) % 11));
  return { kind: 'rgb' as const, width, height, data };
};
const look = (top: Colour, light?: number): Float32Array =>
  appearanceOf(dressed(top, light), box) ?? new Float32Array();

describe('appearanceOf()', () => {
  it('is near for the same clothes in a little other light', () => {
    expect(appearanceDistance(look([180, 40, 40]), look([180, 40, 40], 0.85))).toBeLessThan(0.2);
    expect(appearanceDistance(look([70, 72, 75]), look([70, 72, 75], 0.85))).toBeLessThan(0.35);
  });

  it('is far for other clothes', () => {
    expect(appearanceDistance(look([180, 40, 40]), look([40, 60, 180]))).toBeGreaterThan(0.8);
    expect(appearanceDistance(look([20, 20, 20]), look([235, 235, 235]))).toBeGreaterThan(0.6);
  });

  it('says nothing where the torso is outside the picture', () => {
    expect(appearanceOf(dressed([1, 2, 3]), { ...box, y: 115 })).toBeNull();
    expect(appearanceOf(dressed([1, 2, 3]), { ...box, x: -200 })).toBeNull();
  });

  it('stays of proper length when blended', () => {
    const mixed = blendAppearance(look([180, 40, 40]), look([40, 60, 180]), 0.2);
    expect(mixed.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(2, 4);
  });
});
