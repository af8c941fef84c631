import { describe, expect, it } from 'vitest';
import type { PictureBox } from '../../server/wire.ts';
import { marksOf, type Look } from './boxMarks.ts';

const body = { x: 100, y: 0, width: 100, height: 400 };
const face = { x: 120, y: 20, width: 40, height: 40 };
const box = (changes: Partial<PictureBox>): PictureBox => ({
  trackId: 1,
  body,
  face,
  personId: null,
  name: null,
  likelyName: null,
  outside: false,
  sinceMs: 0,
  ...changes,
});
const look: Look = { states: new Map(), trackedPersonId: null, blur: false, zones: [] };
const marks = (boxes: PictureBox[], changes: Partial<Look> = {}) =>
  marksOf({ atMs: 200_000, boxes }, { ...look, ...changes });

describe('marksOf()', () => {
  it('takes the colour from what is known of the person', () => {
    const boxes = [
      box({ personId: 'ana', name: 'Ana' }),
      box({ personId: 'new', name: 'New' }),
      box({ likelyName: 'Bo' }),
      box({}),
      box({ outside: true }),
    ];
    const looks = marks(boxes, { states: new Map([['ana', 'away']]) }).map((mark) => mark.look);
    expect(looks).toEqual(['away', 'present', 'guess', 'unknown', 'outside']);
  });

  it('says the name and the time in view', () => {
    const boxes = [box({ personId: 'ana', name: 'Ana', sinceMs: 80_000 }), box({ sinceMs: 188_000 })];
    expect(marks(boxes).map(({ label }) => label)).toEqual(['Ana · 2 min', 'unknown · 12 s']);
  });

  it('hides the faces of people without a name, and only those', () => {
    const boxes = [
      box({ personId: 'ana', name: 'Ana' }),
      box({}),
      box({ face: null }),
      box({ outside: true }),
    ];
    expect(marks(boxes).every(({ blurred }) => blurred === null)).toBe(true);
    const [ana, seen, unseen, other] = marks(boxes, { blur: true }).map(({ blurred }) => blurred);
    expect(ana).toBeNull();
    expect(seen).toEqual({ x: 110, y: 10, width: 60, height: 60 });
    expect(unseen).toEqual({ ...body, height: 100 });
    expect(other).not.toBeNull();
  });

  it('lets the followed person stand out', () => {
    const boxes = [box({ personId: 'ana', name: 'Ana' }), box({})];
    expect(marks(boxes, { trackedPersonId: 'ana' }).map(({ tracked }) => tracked)).toEqual([true, false]);
  });
});
