import { expect, test } from 'vitest';
import type { DeviceLogView } from '../../../server/wire.ts';
import { addressOf, filtersFrom } from './logFilters.ts';
import { mergeLogs } from './mergeLogs.ts';

const log = (atMs: number, person: string | null = null) =>
  ({ logId: `log-${atMs}`, atMs, person }) as DeviceLogView;
const ids = (rows: readonly DeviceLogView[]) => rows.map(({ atMs }) => atMs);

test('mergeLogs: what is new stands on top, older pages that were read stay, and what changed is shown as it is now', () => {
  const shown = [5, 4, 3, 2, 1].map((atMs) => log(atMs));
  const merged = mergeLogs(shown, [log(7), log(6), log(5, 'Ana')], false);
  expect(merged).toMatchObject({ added: 2, anew: false });
  expect(ids(merged.rows)).toEqual([7, 6, 5, 4, 3, 2, 1]);
  expect(merged.rows[2]).toMatchObject({ person: 'Ana' });
});

test('mergeLogs: a record that does not fit any more goes, and a whole page of new ones begins anew', () => {
  const shown = [5, 4, 3, 2, 1].map((atMs) => log(atMs));
  expect(ids(mergeLogs(shown, [log(5), log(3)], false).rows)).toEqual([5, 3, 2, 1]);
  expect(mergeLogs(shown, [log(9), log(8)], false)).toMatchObject({ anew: true, added: 2 });
  expect(ids(mergeLogs(shown, [log(5)], true).rows)).toEqual([5]);
});

test('filtersFrom: an address says what is shown, and what nobody could mean is left out', () => {
  const filters = {
    from: '2026-11-20',
    personId: 'ana',
    status: 0,
    source: 'live',
    unmatched: true,
  } as const;
  expect(filtersFrom(addressOf(filters))).toEqual(filters);
  expect(filtersFrom('?from=yesterday&status=in&source=pigeon&unmatched=no&search=')).toEqual({});
  expect(addressOf({})).toBe('');
});
