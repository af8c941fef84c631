import { csvLine } from '../csvLine.ts';
import type { PunchRow } from '../wire.ts';

export const punchColumns = ['code', 'name', 'time', 'direction', 'area', 'source', 'device'] as const;

/** For a spreadsheet or another program; times as the clock of the place shows them, with its offset. */
export function punchCsv(rows: readonly PunchRow[]): string {
  const lines = rows.map(({ code, name, time, direction, area, source, deviceId }) => [
    ...[code ?? '', name, time, direction === 'unknown' ? '' : direction, area ?? '', source, deviceId],
  ]);
  return [[...punchColumns], ...lines].map(csvLine).join('');
}
