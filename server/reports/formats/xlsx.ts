/** A workbook: days, people, absences and totals. The totals are formulas over the days, with what they come to. */
import type { ReportTotals } from '../../wire.ts';
import { type ReportLabels, reportLabels } from '../labels.ts';
import { createTally } from '../totals.ts';
import type { ReportHead, ReportSource, Sink } from './reportFile.ts';
import { type CellValue, letterOf } from './workbook/sheetWriter.ts';
import { workbookWriter } from './workbook/workbookWriter.ts';
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

type Book = Awaited<ReturnType<typeof workbookWriter>>;
type Sheet = ReturnType<Book['sheet']>;
/** What is needed besides the days, after they were written. */
type Filling = { book: Book; labels: ReportLabels; head: ReportHead; range: RangeOf };

export async function writeXlsxReport({ head, days, language }: ReportSource, sink: Sink): Promise<void> {
  const labels = reportLabels[language];
  const names = [labels.days, labels.people, labels.absenceSheet, labels.summary];
  const book = await workbookWriter(sink, { names, creator: 'Whereabouts', createdAtMs: head.madeAtMs });
  const tally = createTally();
  const columns = dayColumns(labels);
  const sheet = await addSheet(book, labels.days, columns, 3);
  const forAbsences = absenceColumns(labels);
  // Written beside the days: it waits for its turn packed, which is a twentieth.
  const absences = await addSheet(book, labels.absenceSheet, forAbsences, 0);
  for await (const day of days) {
    tally.add(day);
    await sheet.row(columns.map(({ valueOf }) => valueOf(day)));
    for (const absence of day.absences)
      await absences.row(forAbsences.map(({ valueOf }) => valueOf({ day, absence })));
  }
  // A report of nobody: the totals below would stand in the row that they sum.
  if (sheet.rows() === 1) await sheet.row([]);
  const last = sheet.rows();
  const filling = { book, labels, head, range: rangesOf(labels, columns, last) };
  await endDays(sheet, filling, columns, tally.totals());
  await absences.end(absences.rows());
  await addPeople(filling, tally.byPerson());
  await addSummary(filling, tally.totals());
  await book.end();
}

async function addSheet<T>(
  book: Book,
  name: string,
  columns: SheetColumn<T>[],
  frozenColumns: number,
): Promise<Sheet> {
  const sheet = book.sheet(name, { columns, frozen: { rows: 1, columns: frozenColumns }, isLandscape: true });
  const styles = columns.map(() => book.styleOf('head'));
  await sheet.row(
    columns.map(({ head }) => head),
    { styles, height: 30 },
  );
  return sheet;
}

function rangesOf(labels: ReportLabels, columns: { key: string }[], last: number): RangeOf {
  const sheet = `'${labels.days.replaceAll("'", "''")}'`;
  const letters = new Map(columns.map(({ key }, index) => [key, letterOf(index)]));
  return (key) => {
    const letter = letters.get(key) ?? '';
    return `${sheet}!$${letter}$2:$${letter}$${last}`;
  };
}

/** Below the days, and out of their filter. */
async function endDays<T>(
  sheet: Sheet,
  { book, range, labels }: Filling,
  columns: SheetColumn<T>[],
  totals: ReportTotals,
): Promise<void> {
  const last = sheet.rows();
  const formulas = totalFormulas(range, labels);
  const below: Record<string, CellValue> = {
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
  const styles = columns.map(({ numFmt }) => book.styleOf('total', numFmt));
  await sheet.row(
    columns.map(({ key }) => below[key] ?? null),
    { styles },
  );
  await sheet.end(last);
}

const formula = (text: string | null, result: number | null): CellValue =>
  text === null ? result : { formula: text, result: result ?? '' };

async function addPeople({ book, labels, range }: Filling, people: PersonTotals[]): Promise<void> {
  type Row = { person: PersonTotals; formulas: ReturnType<typeof totalFormulas> };
  const columns: SheetColumn<Row>[] = [
    { key: 'code', head: labels.code, width: 10, valueOf: ({ person }) => person.code },
    { key: 'name', head: labels.name, width: 24, valueOf: ({ person }) => person.name },
    { key: 'team', head: labels.team, width: 18, valueOf: ({ person }) => person.team },
    ...totalShapes(labels).map(({ key, head, numFmt, isLength }) => ({
      ...{ key, head, width: 11, ...(numFmt === undefined ? {} : { numFmt }) },
      valueOf: ({ person: { totals }, formulas }: Row) =>
        formula(formulas[key], isLength ? asDays(totals[key]) : totals[key]),
    })),
    { key: 'person', head: 'ID', width: 38, hidden: true, valueOf: ({ person }) => person.personId },
  ];
  const sheet = await addSheet(book, labels.people, columns, 2);
  for (const person of people) {
    const formulas = totalFormulas(range, labels, [range('person'), `$R${sheet.rows() + 1}`]);
    await sheet.row(columns.map(({ valueOf }) => valueOf({ person, formulas })));
  }
  await sheet.end(sheet.rows());
}

async function addSummary({ book, labels, head, range }: Filling, totals: ReportTotals): Promise<void> {
  const sheet = book.sheet(labels.summary, { columns: [{ width: 28 }, { width: 40 }] });
  await sheet.row([head.title], { styles: [book.styleOf('title')] });
  const facts: CellValue[][] = [
    [head.company],
    [labels.from, head.query.from],
    [labels.to, head.query.to],
    [labels.zone, head.timeZone],
    [labels.madeAt, new Date(head.madeAtMs).toISOString()],
    [],
  ];
  for (const fact of facts) await sheet.row(fact);
  const formulas = totalFormulas(range, labels);
  for (const { key, head: name, numFmt, isLength } of totalShapes(labels)) {
    const value = formula(formulas[key], isLength ? asDays(totals[key]) : totals[key]);
    await sheet.row([name, value], { styles: [0, book.styleOf('left', numFmt)] });
  }
  await sheet.end();
}
