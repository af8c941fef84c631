import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freePlace, labelPlace, letterbox, onStage } from './geometry.ts';

const picture = { width: 1280, height: 720 };

describe('letterbox()', () => {
  it('centres a wide picture in a tall stage and a tall one in a wide stage', () => {
    expect(letterbox(picture, { width: 640, height: 640 })).toEqual({
      x: 0,
      y: 140,
      width: 640,
      height: 360,
    });
    expect(letterbox({ width: 100, height: 200 }, { width: 400, height: 200 })).toEqual({
      x: 150,
      y: 0,
      width: 100,
      height: 200,
    });
  });

  it('keeps the shape and stays inside, whatever the sizes', () => {
    const size = fc.record({
      width: fc.integer({ min: 1, max: 8000 }),
      height: fc.integer({ min: 1, max: 8000 }),
    });
    fc.assert(
      fc.property(size, size, (inner, stage) => {
        const shown = letterbox(inner, stage);
        expect(shown.width / shown.height).toBeCloseTo(inner.width / inner.height, 6);
        expect(shown.width).toBeLessThanOrEqual(stage.width + 1e-6);
        expect(shown.height).toBeLessThanOrEqual(stage.height + 1e-6);
      }),
    );
  });
});

describe('onStage()', () => {
  const shown = { x: 10, y: 20, width: 640, height: 360 };

  it('moves a box to where the picture is shown', () => {
    expect(onStage({ x: 100, y: 50, width: 200, height: 400 }, picture, shown)).toEqual({
      x: 60,
      y: 45,
      width: 100,
      height: 200,
    });
  });

  it('cuts a box at the edge of the picture', () => {
    expect(onStage({ x: -100, y: 600, width: 200, height: 400 }, picture, shown)).toEqual({
      x: 10,
      y: 320,
      width: 50,
      height: 60,
    });
  });
});

describe('labels', () => {
  const shown = { x: 0, y: 0, width: 640, height: 360 };
  const label = { width: 100, height: 20 };

  it('labelPlace() is above the box', () => {
    expect(labelPlace({ x: 50, y: 80, width: 40, height: 90 }, label, shown)).toEqual({ x: 50, y: 60 });
  });

  it('labelPlace() goes into a box that touches the top, and left of the right edge', () => {
    expect(labelPlace({ x: 600, y: 5, width: 40, height: 90 }, label, shown)).toEqual({ x: 540, y: 5 });
  });

  it('freePlace() climbs over the labels that are there, else goes below them, and stays put when there is no room', () => {
    const first = freePlace({ x: 50, y: 60 }, label, [], shown);
    const second = freePlace({ x: 80, y: 60 }, label, [first], shown);
    expect([first.y, second.y]).toEqual([60, 40]);
    expect(freePlace({ x: 50, y: 5 }, label, [{ x: 0, y: 0, width: 640, height: 40 }], shown).y).toBe(45);
    expect(freePlace({ x: 50, y: 5 }, label, [shown], shown).y).toBe(5);
  });
});
