/** How the first rows would look. */
import type { HoursLayout, HoursPreview } from '../wire.ts';
import { headerText, type HoursRow, rowText } from './layoutRows.ts';

export function hoursPreview(rows: readonly HoursRow[], layout: HoursLayout): HoursPreview {
  const made = rows.length === 0;
  const header = headerText(layout).trimEnd();
  const line = (row: HoursRow): string => rowText(row, layout).replace(/\r?\n$/, '');
  return { header: header === '' ? null : header, lines: (made ? madeUp : rows).map(line), made };
}

const ana = { userId: '1007', code: '1007', name: 'Ana Example', serial: 'ABC1234567890', area: 'Office' };
const madeRow = (logId: string, at: string, status: number): HoursRow => ({
  ...{ ...ana, logId, at, status, verify: 1, workCode: '', terminal: 'Front door', direction: 'asTold' },
});
const madeUp = [
  madeRow('019330aa0001-1', '2026-11-20T07:58:12', 0),
  madeRow('019330aa0002-1', '2026-11-20T17:04:45', 1),
];
