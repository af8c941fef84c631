import { describe, expect, it } from 'vitest';
import { gridFor, pageCount, pageOf, perPage } from './feedLayout.ts';

const desktop = { width: 930, height: 520 };
const phone = { width: 374, height: 0 };

describe('gridFor()', () => {
  it('makes pictures as large as the room allows', () => {
    expect(gridFor('auto', 1, desktop)).toEqual({ columns: 1, rows: 1 });
    expect(gridFor('auto', 4, desktop)).toEqual({ columns: 2, rows: 2 });
    expect(gridFor('auto', 9, desktop)).toEqual({ columns: 3, rows: 3 });
    expect(gridFor('auto', 3, { width: 400 * 3, height: 230 })).toEqual({ columns: 3, rows: 1 });
  });
  it('keeps to two columns on a phone', () => {
    expect(gridFor('auto', 9, phone)).toEqual({ columns: 2, rows: 3 });
    expect(gridFor('auto', 1, phone)).toEqual({ columns: 1, rows: 1 });
  });
  it('keeps its shape where one was asked for', () => {
    expect(gridFor('two', 1, desktop)).toEqual({ columns: 2, rows: 2 });
    expect(gridFor('three', 20, phone)).toEqual({ columns: 3, rows: 3 });
  });
});

describe('pages of cameras', () => {
  const cameras = Array.from({ length: 20 }, (_, index) => index);
  it('hold no more than may be watched', () => {
    expect(perPage('auto', desktop)).toBe(16);
    expect(pageOf(cameras, 1, 16)).toEqual([16, 17, 18, 19]);
  });
  it('end with the last one', () => {
    expect(pageCount(20, 9)).toBe(3);
    expect(pageOf(cameras, 7, 9)).toEqual([18, 19]);
    expect(pageOf([], 3, 9)).toEqual([]);
  });
});
