/** People as a list for a spreadsheet. Pure. */
import { csvLine } from '../../csvLine.ts';
import type { ImportField } from '../../wire.ts';
import { headers } from './columns.ts';
import { type ListState, shownOf } from './listState.ts';

/** With a mark for Excel, which takes a file without one for another encoding. */
export function writeList(state: ListState): string {
  const shown = shownOf(state);
  const columns = Object.keys(headers) as ImportField[];
  const lines = state.people.map((person) => columns.map((field) => shown(person, field)));
  const head = columns.map((field) => headers[field]);
  return `\ufeff${[head, ...lines].map(csvLine).join('')}`;
}
