/** How this browser shows the feed: chosen here, remembered here. */
import { layouts, type GridLayout, type Layout } from './feedLayout.ts';
import { remember, remembered } from './storage.ts';

export type FeedView = {
  layout: Layout;
  /** The grid to go back to from a single camera. */
  grid: GridLayout;
  page: number;
  /** Cameras that are not shown in a grid. */
  leftOut: string[];
  /** Outlines of the zones. */
  zones: boolean;
  blur: boolean;
  /** Keys switch cameras. */
  keys: boolean;
};

const first: FeedView = {
  layout: 'single',
  grid: 'auto',
  page: 0,
  leftOut: [],
  zones: false,
  blur: false,
  keys: true,
};

/** Whatever storage holds: what does not fit is as at first. */
export function parseView(text: string | null): FeedView {
  const known = objectIn(text);
  const layout = layouts.find((each) => each === known['layout']) ?? first.layout;
  const grid = layouts.find((each): each is GridLayout => each !== 'single' && each === known['grid']);
  const { page, leftOut } = known;
  return {
    layout,
    grid: layout === 'single' ? (grid ?? first.grid) : layout,
    page: typeof page === 'number' && page >= 0 ? Math.floor(page) : 0,
    leftOut: Array.isArray(leftOut) ? leftOut.filter((id) => typeof id === 'string') : [],
    zones: known['zones'] === true,
    blur: known['blur'] === true,
    keys: known['keys'] !== false,
  };
}

export const rememberedView = (): FeedView => parseView(remembered('layout'));
export const rememberView = (view: FeedView): void => remember('layout', JSON.stringify(view));

export function objectIn(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
