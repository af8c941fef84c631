/** A team on a day: a row for each of its people, with their day drawn, and the sums of the team. */
import { DateTime } from 'luxon';
import type { PersonDay, SpanKind } from '../../wire.ts';
import type { ReportLabels } from '../labels.ts';
import { clockText, lengthText } from '../localClock.ts';
import { countedAbsences, totalOf } from '../totals.ts';
import { footY, page, type Paper, percentText, startPage, sumsText } from './pdfPage.ts';
import type { Align } from './pdfText.ts';
import { type Axis, axisOf, drawAxis, drawTimeline, spanColours } from './pdfTimeline.ts';

const rowHeight = 15;
const firstRowY = 88;
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

export function drawTeam(paper: Paper, team: readonly PersonDay[]): void {
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

function drawHeads({ canvas, write, labels }: Paper, axis: Axis, rows: number): void {
  let x = page.margin;
  for (const { width, align, head } of columns) {
    const words = head(labels).split(' ');
    // Two lines at most: heads are longer than what stands below.
    const [above, below] =
      words.length > 1 ? [words.slice(0, -1).join(' '), words.at(-1) ?? ''] : ['', words[0] ?? ''];
    write(above, { x, y: firstRowY - 25, width: width + gap, align, bold: true, size: 6.5 });
    write(below, { x, y: firstRowY - 16, width: width + gap, align, bold: true, size: 6.5 });
    x += width + gap;
  }
  const box = { x: barsX, y: firstRowY - 4, width: barsWidth, height: rows * rowHeight + 4 };
  drawAxis(canvas, axis, box, (hour, at) =>
    write(hour, { x: at - 10, y: firstRowY - 16, width: 20, align: 'center', size: 6.5 }),
  );
}

function drawDay({ canvas, write, labels }: Paper, day: PersonDay, axis: Axis, y: number): void {
  let x = page.margin;
  for (const { width, align, text } of columns) {
    write(text(day, labels), { x, y: y + 2.5, width, align });
    x += width + gap;
  }
  drawTimeline(canvas, day, axis, { x: barsX, y: y + 2, width: barsWidth, height: rowHeight - 5 });
}

function drawTeamSums({ canvas, write, labels }: Paper, team: readonly PersonDay[], y: number): void {
  const totals = totalOf(team);
  canvas.line(page.margin, y - 2, page.width - page.margin, y - 2);
  canvas.stroke('#1b2328', 0.7);
  const width = page.width - 2 * page.margin;
  write(`${labels.totals}: ${sumsText(totals, labels)}`, {
    x: page.margin,
    y: y + 2,
    width,
    bold: true,
  });
}

function drawLegend({ canvas, write, labels }: Paper): void {
  let x = page.margin;
  const y = footY - 8;
  for (const kind of Object.keys(spanColours) as SpanKind[]) {
    canvas.rect(x, y, 16, 8);
    canvas.fillAndStroke(spanColours[kind], '#b4bcc3', 0.3);
    write(labels.span[kind], { x: x + 20, y, width: 90 });
    x += 104;
  }
  write(
    labels.correctedMark,
    { x: page.width - page.margin - 160, y, width: 160, align: 'right' },
    '#55606a',
  );
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
function clockOf({ timeZone }: PersonDay, ms: number | null): string {
  return ms === null ? '' : clockText(timeZone, ms);
}
