/** A workbook: days, people, absences and totals. The totals are formulas over the days, with what they come to. */
import { once } from 'node:events';
import Excel from 'exceljs';
import type { ReportTotals } from '../../wire.ts';
import { type ReportLabels, reportLabels } from '../labels.ts';
import { createTally } from '../totals.ts';
import type { ReportHead, ReportSource, Sink } from './reportFile.ts';
import {
  absenceColumns,
  asDays,
  dayColumns,
  type PersonTotals,
  type RangeOf,
  type SheetColumn,
  totalFormulas,
  totalShapes,
} from './xlsxColumns.ts';

type Book = Excel.stream.xlsx.WorkbookWriter;
/** What is needed besides the days, while they are written. */
type Filling = { book: Book; labels: ReportLabels; head: ReportHead; range: RangeOf };

export async function writeXlsxReport({ head, days, language }: ReportSource, sink: Sink): Promise<void> {
  const labels = reportLabels[language];
  const book = new Excel.stream.xlsx.WorkbookWriter({ stream: sink as never, useStyles: true });
  Object.assign(book, { creator: 'Whereabouts', created: new Date(head.madeAtMs) });
  const tally = createTally();
  const columns = dayColumns(labels);
  const sheet = addSheet(book, labels.days, columns, 3);
  const absences: Excel.CellValue[][] = [];
  const forAbsences = absenceColumns(labels);
  let last = 1;
  for await (const day of days) {
    tally.add(day);
    sheet.addRow(columns.map(({ valueOf }) => plain(valueOf(day)))).commit();
    last++;
    for (const absence of day.absences)
      absences.push(forAbsences.map(({ valueOf }) => plain(valueOf({ day, absence }))));
    // The file waits for whoever takes it.
    if (last % 200 === 0 && (sink as { writableNeedDrain?: boolean }).writableNeedDrain)
      await once(sink, 'drain');
  }
  const range = rangesOf(labels, columns, Math.max(2, last));
  const filling = { book, labels, head, range };
  endDays(sheet, filling, columns, tally.totals(), last);
  addPeople(filling, tally.byPerson());
  addAbsences(filling, absences);
  addSummary(filling, tally.totals());
  await book.commit();
}

/** Where nothing is, no cell is made: a month has hundreds of thousands. Text lies in cells of text, which no spreadsheet runs. */
const plain = (value: Excel.CellValue): Excel.CellValue => value ?? undefined;

function addSheet<T>(book: Book, name: string, columns: SheetColumn<T>[], frozenColumns: number) {
  const sheet = book.addWorksheet(name, {
    views: [{ state: 'frozen', xSplit: frozenColumns, ySplit: 1 }],
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, paperSize: 9 },
  });
  sheet.columns = columns.map(({ key, width, numFmt, hidden = false }) => ({
    ...{ key, width, hidden },
    style: numFmt === undefined ? {} : { numFmt },
  }));
  const row = sheet.addRow(columns.map(({ head }) => head));
  row.height = 30;
  row.eachCell((cell) => Object.assign(cell, headStyle));
  row.commit();
  return sheet;
}

const headStyle = {
  numFmt: 'General',
  font: { bold: true, color: { argb: 'FFFFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF1F4E5F' } },
  alignment: { vertical: 'middle', wrapText: true },
} as const;

const totalStyle = {
  font: { bold: true },
  border: { top: { style: 'medium' } },
} as const;

function rangesOf(labels: ReportLabels, columns: { key: string }[], last: number): RangeOf {
  const sheet = `'${labels.days.replaceAll("'", "''")}'`;
  const letters = new Map(columns.map(({ key }, index) => [key, letterOf(index)]));
  return (key) => {
    const letter = letters.get(key) ?? '';
    return `${sheet}!$${letter}$2:$${letter}$${last}`;
  };
}

const letterOf = (index: number): string =>
  (index >= 26 ? letterOf(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

/** Below the days, and out of their filter. */
function endDays<T>(
  sheet: Excel.Worksheet,
  { range, labels }: Filling,
  columns: SheetColumn<T>[],
  totals: ReportTotals,
  last: number,
): void {
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: last, column: columns.length } };
  const formulas = totalFormulas(range, labels);
  const below: Record<string, Excel.CellValue> = {
    name: labels.totals,
    planned: formula(formulas.plannedMs, asDays(totals.plannedMs)),
    present: formula(formulas.presentMs, asDays(totals.presentMs)),
    away: formula(formulas.awayMs, asDays(totals.awayMs)),
    absent: formula(formulas.absentMs, asDays(totals.absentMs)),
    blind: formula(formulas.blindMs, asDays(totals.blindMs)),
    absences: formula(formulas.absences, totals.absences),
    longest: formula(formulas.longestAbsenceMs, asDays(totals.longestAbsenceMs)),
    coverage: formula(formulas.coverage, totals.coverage),
    there: formula(formulas.daysPresent, totals.daysPresent),
  };
  const row = sheet.addRow(columns.map(({ key }) => below[key] ?? null));
  row.eachCell({ includeEmpty: true }, (cell) => Object.assign(cell, totalStyle));
  row.commit();
  void sheet.commit();
}

const formula = (text: string | null, result: number | null): Excel.CellValue =>
  text === null ? result : { formula: text, result: result ?? '' };

function addPeople({ book, labels, range }: Filling, people: PersonTotals[]): void {
  const shapes = totalShapes(labels);
  const columns: SheetColumn<{ person: PersonTotals; row: number }>[] = [
    { key: 'code', head: labels.code, width: 10, valueOf: ({ person }) => person.code },
    { key: 'name', head: labels.name, width: 24, valueOf: ({ person }) => person.name },
    { key: 'team', head: labels.team, width: 18, valueOf: ({ person }) => person.team },
    ...shapes.map(({ key, head, numFmt, isLength }) => ({
      ...{ key, head, width: 11, ...(numFmt === undefined ? {} : { numFmt }) },
      valueOf: ({ person: { totals }, row }: { person: PersonTotals; row: number }) => {
        const formulas = totalFormulas(range, labels, [range('person'), `$R${row}`]);
        return formula(formulas[key], isLength ? asDays(totals[key]) : totals[key]);
      },
    })),
    { key: 'person', head: 'ID', width: 38, hidden: true, valueOf: ({ person }) => person.personId },
  ];
  const sheet = addSheet(book, labels.people, columns, 2);
  people.forEach((person, index) => {
    sheet.addRow(columns.map(({ valueOf }) => valueOf({ person, row: index + 2 }))).commit();
  });
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: people.length + 1, column: columns.length } };
  void sheet.commit();
}

function addAbsences({ book, labels }: Filling, absences: Excel.CellValue[][]): void {
  const columns = absenceColumns(labels);
  const sheet = addSheet(book, labels.absenceSheet, columns, 0);
  for (const cells of absences) sheet.addRow(cells).commit();
  sheet.autoFilter = {
    from: { row: 1, column: 1 },
    to: { row: absences.length + 1, column: columns.length },
  };
  void sheet.commit();
}

function addSummary({ book, labels, head, range }: Filling, totals: ReportTotals): void {
  const sheet = book.addWorksheet(labels.summary);
  sheet.columns = [{ width: 28 }, { width: 40 }];
  const title = sheet.addRow([head.title]);
  title.font = { bold: true, size: 14 };
  title.commit();
  const facts: [string, Excel.CellValue][] = [
    [labels.from, head.query.from],
    [labels.to, head.query.to],
    [labels.zone, head.timeZone],
    [labels.madeAt, new Date(head.madeAtMs).toISOString()],
  ];
  for (const fact of [[head.company], ...facts, []]) sheet.addRow(fact).commit();
  const formulas = totalFormulas(range, labels);
  for (const { key, head: name, numFmt, isLength } of totalShapes(labels)) {
    const row = sheet.addRow([name, formula(formulas[key], isLength ? asDays(totals[key]) : totals[key])]);
    const cell = row.getCell(2);
    if (numFmt !== undefined) cell.numFmt = numFmt;
    cell.alignment = { horizontal: 'left' };
    row.commit();
  }
  void sheet.commit();
}
