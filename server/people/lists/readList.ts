/** A list of people as a spreadsheet saves it: any of the usual encodings, commas, semicolons or tabs. Pure. */
import { parse } from 'csv-parse/sync';
import { unguarded } from '../../csvLine.ts';
import { problem } from '../../errors.ts';
import type { ImportField, ImportPreview } from '../../wire.ts';
import { fieldOf } from './columns.ts';

export type ListFile = Pick<ImportPreview, 'delimiter' | 'encoding' | 'columns'> & { rows: ListRow[] };
/** `cells`: only of known columns. `line`: where the row ends in the file, the first is 1. */
export type ListRow = { line: number; cells: Partial<Record<ImportField, string>> };

export const listMaxBytes = 5 * 1024 * 1024;
export const listRowsMax = 20_000;

/** Throws IMPORT_UNREADABLE. */
export function readList(bytes: Buffer): ListFile {
  const { delimiter, encoding, header, records } = readTable(bytes);
  const columns = columnsOf(header);
  if (!columns.some(({ field }) => field === 'name' || field === 'code'))
    throw problem('IMPORT_UNREADABLE', {
      problem: 'its first line names neither a column "Name" nor a column "Code"',
      remedy: 'Export the people once to see how it should look.',
    });
  if (records.length > listRowsMax)
    throw problem('IMPORT_UNREADABLE', {
      problem: `it has ${records.length} rows, and ${listRowsMax} is the most`,
      remedy: 'Divide it into several files.',
    });
  const known = columns.flatMap(({ field }, index) => (field ? { field, index } : []));
  const rows = records.map(({ record, info }) => ({ line: info.lines, cells: cellsOf(record, known) }));
  return { delimiter, encoding, columns, rows };
}

export type CsvTable = Pick<ListFile, 'delimiter' | 'encoding'> & { header: string[]; records: CsvRecord[] };

/** Every column, whatever it is called. Throws IMPORT_UNREADABLE. */
export function readTable(bytes: Buffer): CsvTable {
  const { text, encoding } = decodeList(bytes);
  const delimiter = delimiterOf(text);
  const [header, ...records] = recordsOf(text, delimiter);
  return { delimiter, encoding, header: header?.record ?? [], records };
}

/** By its mark, else UTF-8 where it is that, else what western spreadsheets wrote before. */
export function decodeList(bytes: Buffer): { text: string; encoding: ListFile['encoding'] } {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'UTF-16' };
  if (first === 0xfe && second === 0xff)
    return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'UTF-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' };
  }
}

/** The one that stands most often in the first line, outside quotation marks. */
function delimiterOf(text: string): ListFile['delimiter'] {
  const line = (/^[^\r\n]*/.exec(text.trimStart())?.[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => line.split(delimiter).length;
  return ([';', '\t'] as const).reduce<ListFile['delimiter']>(
    (best, each) => (count(each) > count(best) ? each : best),
    ',',
  );
}

type CsvRecord = { record: string[]; info: { lines: number } };

function recordsOf(text: string, delimiter: string): CsvRecord[] {
  if (text.includes('\0'))
    throw problem('IMPORT_UNREADABLE', { problem: 'it is not a text file', remedy: 'Save it as CSV.' });
  try {
    return parse(text, {
      ...{ delimiter, bom: true, info: true, relax_column_count: true, skip_empty_lines: true },
      ...{ skip_records_with_empty_values: true, max_record_size: 100_000 },
    }) as unknown as CsvRecord[];
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    const remedy = 'Check the quotation marks there, or save it as CSV again.';
    throw problem('IMPORT_UNREADABLE', { problem: what.replace(/\.$/, ''), remedy }, { cause });
  }
}

/** Of two columns for one field the first counts. */
function columnsOf(header: string[]): ListFile['columns'] {
  const known = new Set<ImportField>();
  return header.map((text) => {
    const named = fieldOf(text);
    const field = named !== null && !known.has(named) ? named : null;
    if (field) known.add(field);
    return { header: text.trim().slice(0, 200), field };
  });
}

/** Of the known columns alone: a list may have thousands of others. */
function cellsOf(record: string[], known: { field: ImportField; index: number }[]): ListRow['cells'] {
  return Object.fromEntries(known.map(({ field, index }) => [field, unguarded(record[index] ?? '').trim()]));
}
