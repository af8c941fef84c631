/** How the feed divides its room among cameras. Pure. */
import type { WatchedMax } from '../../server/wire.ts';
import type { Size } from './geometry.ts';

/** single: one camera, large. auto: as many as can be watched at once. */
export type Layout = 'single' | 'auto' | 'two' | 'three';
export type GridLayout = Exclude<Layout, 'single'>;
export type Grid = { columns: number; rows: number };

export const layouts: Layout[] = ['single', 'auto', 'two', 'three'];
const watchedMax: WatchedMax = 16;
/** Smaller tiles tell nothing: on a phone a page holds fewer. */
const tileWidthMin = 150;
const tileShape = 16 / 9;

/** How many cameras a page of this layout holds. */
export function perPage(layout: GridLayout, stage: Size): number {
  if (layout === 'two') return 4;
  if (layout === 'three') return 9;
  return isNarrow(stage) ? 6 : watchedMax;
}

/** Columns and rows for so many cameras: those in which the pictures are largest. */
export function gridFor(layout: GridLayout, cameras: number, stage: Size): Grid {
  if (layout === 'two') return { columns: 2, rows: 2 };
  if (layout === 'three') return { columns: 3, rows: 3 };
  const count = Math.max(1, Math.min(cameras, perPage(layout, stage)));
  if (isNarrow(stage)) return gridOf(count === 1 ? 1 : 2, count);
  const grids = Array.from({ length: count }, (_, index) => gridOf(index + 1, count));
  return grids.reduce((best, grid) => (tileWidth(grid, stage) > tileWidth(best, stage) ? grid : best));
}

export const pageCount = (cameras: number, page: number): number => Math.max(1, Math.ceil(cameras / page));

/** The cameras of one page; a page beyond the last is the last. */
export function pageOf<Item>(items: readonly Item[], page: number, size: number): Item[] {
  const index = Math.min(Math.max(0, page), pageCount(items.length, size) - 1);
  return items.slice(index * size, (index + 1) * size);
}

function gridOf(columns: number, count: number): Grid {
  return { columns, rows: Math.ceil(count / columns) };
}

function isNarrow(stage: Size): boolean {
  return stage.width > 0 && stage.width < 3 * tileWidthMin;
}

function tileWidth({ columns, rows }: Grid, stage: Size): number {
  return Math.min(stage.width / columns, (stage.height / rows) * tileShape);
}
