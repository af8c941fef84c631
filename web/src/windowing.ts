/** Which rows of a long list are worth having on the page. Pure. */
export type Rows = { first: number; end: number };

/** A few more than are seen, so that Tab and a quick wheel always find the next row. */
const more = 6;

/** `fromPx` to `toPx`: the part of the list that is seen, measured from its top. */
export function rowsToShow(fromPx: number, toPx: number, rowPx: number, count: number): Rows {
  if (rowPx <= 0) return { first: 0, end: Math.min(count, 2 * more) };
  const first = Math.max(0, Math.floor(fromPx / rowPx) - more);
  const end = Math.min(count, Math.ceil(toPx / rowPx) + more);
  return { first: Math.min(first, Math.max(0, end - 1)), end: Math.max(end, Math.min(count, 1)) };
}
