/** A page for each day and team, more when the team is long: who was there when, drawn, with the sums of the team. */
import { once } from 'node:events';
import { DateTime } from 'luxon';
import PDFDocument from 'pdfkit';
import type { PersonDay, ReportTotals, SpanKind } from '../../wire.ts';
import { type ReportLabels, reportLabels } from '../labels.ts';
import { clockText, isoText, lengthText } from '../localClock.ts';
import { countedAbsences, createTally, totalOf } from '../totals.ts';
import type { ReportHead, ReportSource, Sink } from './reportFile.ts';
import { type Align, cellWriter, fonts } from './pdfText.ts';
import { type Axis, axisOf, drawAxis, drawTimeline, spanColours } from './pdfTimeline.ts';

type Doc = PDFKit.PDFDocument;
type Paper = {
  doc: Doc;
  cells: ReturnType<typeof cellWriter>;
  labels: ReportLabels;
  head: ReportHead;
  language: 'en' | 'id';
  page: number;
};

const page = { width: 841.89, height: 595.28, margin: 28 };
const rowHeight = 15;
const firstRowY = 88;
const footY = page.height - 34;
/** Below are the sums of the team, and the legend. */
const rowsEndY = page.height - 78;
const rowsOnPage = Math.floor((rowsEndY - firstRowY) / rowHeight);

type Column = {
  width: number;
  align: Align;
  head: (l: ReportLabels) => string;
  text: (d: PersonDay, l: ReportLabels) => string;
};
const columns: Column[] = [
  { width: 128, align: 'left', head: (l) => l.name, text: nameOf },
  { width: 58, align: 'left', head: (l) => l.statusHead, text: (day, l) => l.status[day.status] },
  { width: 30, align: 'right', head: (l) => l.firstSeen, text: (day) => clockOf(day, day.firstSeenMs) },
  { width: 30, align: 'right', head: (l) => l.lastSeen, text: (day) => clockOf(day, day.lastSeenMs) },
  { width: 32, align: 'right', head: (l) => l.present, text: ({ presentMs }) => lengthText(presentMs) },
  { width: 32, align: 'right', head: (l) => l.away, text: ({ awayMs }) => lengthOrNone(awayMs) },
  { width: 46, align: 'right', head: (l) => l.absent, text: absentText },
  { width: 32, align: 'right', head: (l) => l.late, text: ({ lateMs }) => lengthOrNone(lateMs) },
  { width: 32, align: 'right', head: (l) => l.early, text: ({ earlyMs }) => lengthOrNone(earlyMs) },
  { width: 32, align: 'right', head: (l) => l.coverage, text: ({ coverage }) => percentText(coverage) },
];
const gap = 4;
const barsX = columns.reduce((x, { width }) => x + width + gap, page.margin) + 8;
const barsWidth = page.width - page.margin - barsX;

export async function writePdfReport({ head, days, language }: ReportSource, sink: Sink): Promise<void> {
  const doc = new PDFDocument({
    ...{ size: [page.width, page.height], margin: 0, autoFirstPage: false, compress: true },
    info: {
      Title: head.title,
      Author: head.company,
      Creator: 'Whereabouts',
      CreationDate: new Date(head.madeAtMs),
    },
  });
  const done = once(sink, 'finish');
  doc.pipe(sink);
  doc.registerFont('plain', fonts.plain);
  doc.registerFont('bold', fonts.bold);
  const paper: Paper = {
    doc,
    cells: cellWriter(doc),
    labels: reportLabels[language],
    head,
    language,
    page: 0,
  };
  const tally = createTally();
  for await (const team of teamDays(days)) {
    for (const day of team) tally.add(day);
    drawTeam(paper, team);
    if ((sink as { writableNeedDrain?: boolean }).writableNeedDrain) await once(sink, 'drain');
  }
  drawSums(paper, tally.totals(), tally.byPerson());
  doc.end();
  await done;
}

/** The people of a team on a date, who follow each other. */
async function* teamDays(days: AsyncIterable<PersonDay>): AsyncGenerator<PersonDay[]> {
  let team: PersonDay[] = [];
  for await (const day of days) {
    const [first] = team;
    if (first && (first.date !== day.date || first.team !== day.team)) {
      yield team;
      team = [];
    }
    team.push(day);
  }
  if (team.length > 0) yield team;
}

function drawTeam(paper: Paper, team: readonly PersonDay[]): void {
  const axis = axisOf(team);
  for (let from = 0; from < team.length; from += rowsOnPage) {
    const some = team.slice(from, from + rowsOnPage);
    const isLast = from + rowsOnPage >= team.length;
    startPage(paper, titleOf(paper, team[0], from > 0));
    drawHeads(paper, axis, some.length);
    some.forEach((day, index) => drawDay(paper, day, axis, firstRowY + index * rowHeight));
    if (isLast) drawTeamSums(paper, team, firstRowY + some.length * rowHeight + 5);
    drawLegend(paper);
  }
}

function titleOf({ labels, language }: Paper, day: PersonDay | undefined, isContinued: boolean): string {
  if (!day) return '';
  const date = DateTime.fromISO(day.date, { zone: 'utc' }).setLocale(language).toFormat('cccc, d MMMM yyyy');
  return `${day.team ?? labels.noTeam} · ${date}${isContinued ? ` (${labels.continued})` : ''}`;
}

function startPage(paper: Paper, title: string): void {
  const { doc, cells, head, labels } = paper;
  doc.addPage();
  cells.forget();
  paper.page++;
  const width = page.width - 2 * page.margin;
  cells.write(title, { x: page.margin, y: 24, width: width * 0.7, bold: true, size: 14 });
  cells.write(head.company, { x: page.margin, y: 28, width, align: 'right', size: 9 }, '#55606a');
  const foot = { x: page.margin, y: footY + 12, width };
  cells.write(`${head.title} · ${labels.madeAt} ${isoText(head.timeZone, head.madeAtMs)}`, foot, '#55606a');
  cells.write(`${labels.page} ${paper.page}`, { ...foot, align: 'right' }, '#55606a');
}

function drawHeads({ doc, cells, labels }: Paper, axis: Axis, rows: number): void {
  let x = page.margin;
  for (const { width, align, head } of columns) {
    const words = head(labels).split(' ');
    // Two lines at most: heads are longer than what stands below.
    const [above, below] =
      words.length > 1 ? [words.slice(0, -1).join(' '), words.at(-1) ?? ''] : ['', words[0] ?? ''];
    cells.write(above, { x, y: firstRowY - 25, width: width + gap, align, bold: true, size: 6.5 });
    cells.write(below, { x, y: firstRowY - 16, width: width + gap, align, bold: true, size: 6.5 });
    x += width + gap;
  }
  const box = { x: barsX, y: firstRowY - 4, width: barsWidth, height: rows * rowHeight + 4 };
  drawAxis(doc, axis, box, (hour, at) =>
    cells.write(hour, { x: at - 10, y: firstRowY - 16, width: 20, align: 'center', size: 6.5 }),
  );
}

function drawDay({ doc, cells, labels }: Paper, day: PersonDay, axis: Axis, y: number): void {
  let x = page.margin;
  for (const { width, align, text } of columns) {
    cells.write(text(day, labels), { x, y: y + 2.5, width, align });
    x += width + gap;
  }
  drawTimeline(doc, day, axis, { x: barsX, y: y + 2, width: barsWidth, height: rowHeight - 5 });
}

function drawTeamSums({ doc, cells, labels }: Paper, team: readonly PersonDay[], y: number): void {
  const totals = totalOf(team);
  doc
    .moveTo(page.margin, y - 2)
    .lineTo(page.width - page.margin, y - 2)
    .lineWidth(0.7)
    .stroke('#1b2328');
  const width = page.width - 2 * page.margin;
  cells.write(`${labels.totals}: ${sumsText(totals, labels)}`, {
    x: page.margin,
    y: y + 2,
    width,
    bold: true,
  });
}

const sumsText = (totals: ReportTotals, labels: ReportLabels): string =>
  [
    `${labels.daysCounted} ${totals.days}`,
    `${labels.present} ${lengthText(totals.presentMs)}`,
    `${labels.away} ${lengthText(totals.awayMs)}`,
    `${labels.absent} ${lengthText(totals.absentMs)} (${totals.absences}×)`,
    `${labels.blind} ${lengthText(totals.blindMs)}`,
    `${labels.lateDays} ${totals.late}`,
    `${labels.earlyDays} ${totals.early}`,
    `${labels.daysAbsent} ${totals.daysAbsent}`,
    `${labels.daysOnLeave} ${totals.daysOnLeave}`,
    `${labels.coverage} ${percentText(totals.coverage)}`,
  ].join(' · ');

function drawLegend({ doc, cells, labels }: Paper): void {
  let x = page.margin;
  const y = footY - 8;
  for (const kind of Object.keys(spanColours) as SpanKind[]) {
    doc.rect(x, y, 16, 8).fillAndStroke(spanColours[kind], '#b4bcc3');
    cells.write(labels.span[kind], { x: x + 20, y, width: 90 });
    x += 104;
  }
  cells.write(
    labels.correctedMark,
    { x: page.width - page.margin - 160, y, width: 160, align: 'right' },
    '#55606a',
  );
}

/** At the end: everybody over all days, where there is more than one. */
function drawSums(
  paper: Paper,
  totals: ReportTotals,
  people: readonly { name: string; team: string | null; totals: ReportTotals }[],
): void {
  const { cells, labels, head } = paper;
  const isOneDay = head.query.from === head.query.to;
  const rows = isOneDay ? [] : people;
  const width = page.width - 2 * page.margin;
  const onPage = Math.floor((footY - 90) / 13);
  for (let from = 0; from === 0 || from < rows.length; from += onPage) {
    startPage(paper, `${labels.summary}: ${head.query.from} – ${head.query.to}`);
    const empty = people.length === 0 ? labels.nobody : sumsText(totals, labels);
    cells.write(empty, { x: page.margin, y: 52, width, bold: true });
    rows.slice(from, from + onPage).forEach((person, index) => {
      const y = 74 + index * 13;
      cells.write(person.name, { x: page.margin, y, width: 120 });
      cells.write(person.team ?? '', { x: page.margin + 124, y, width: 80 });
      cells.write(sumsText(person.totals, labels), {
        x: page.margin + 208,
        y,
        width: width - 208,
        size: 6.5,
      });
    });
  }
}

function nameOf({ name, code, automatic }: PersonDay): string {
  return `${automatic ? '* ' : ''}${name}${code === null ? '' : ` (${code})`}`;
}
function absentText(day: PersonDay): string {
  const count = countedAbsences(day);
  return count === 0 ? '' : `${lengthText(day.absentMs)} (${count}×)`;
}
function lengthOrNone(ms: number | null): string {
  return ms === null || ms === 0 ? '' : lengthText(ms);
}
function percentText(share: number | null): string {
  return share === null ? '' : `${Math.floor(share * 100)} %`;
}
function clockOf({ timeZone }: PersonDay, ms: number | null): string {
  return ms === null ? '' : clockText(timeZone, ms);
}
