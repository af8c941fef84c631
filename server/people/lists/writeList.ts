/** People as a list for a spreadsheet. Pure. */
import type { ImportField } from '../../wire.ts';
import { headers } from './columns.ts';
import { type ListState, shownOf } from './listState.ts';

/** With a mark for Excel, which takes a file without one for another encoding. */
export function writeList(state: ListState): string {
  const shown = shownOf(state);
  const columns = Object.keys(headers) as ImportField[];
  const lines = state.people.map((person) => columns.map((field) => cellOf(shown(person, field) ?? '')));
  const head = columns.map((field) => cellOf(headers[field]));
  return `\ufeff${[head, ...lines].map((cells) => `${cells.join(',')}\r\n`).join('')}`;
}

function cellOf(text: string): string {
  // A name such as "=HYPERLINK(…)" must stay a name: a spreadsheet would run it.
  const safe = /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",;\r\n\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
