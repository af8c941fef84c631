/** What every page of a printed report has: its size, its head and its foot. */
import type { ReportTotals } from '../../wire.ts';
import type { ReportLabels, ReportLanguage } from '../labels.ts';
import { isoText, lengthText } from '../localClock.ts';
import type { Canvas } from './pdfCanvas.ts';
import type { cellWriter } from './pdfText.ts';
import type { ReportHead } from './reportFile.ts';

export type Paper = {
  canvas: Canvas;
  write: ReturnType<typeof cellWriter>;
  labels: ReportLabels;
  head: ReportHead;
  language: ReportLanguage;
  page: number;
};

export const page = { width: 841.89, height: 595.28, margin: 28 };
export const footY = page.height - 34;

export function startPage(paper: Paper, title: string): void {
  const { canvas, write, head, labels } = paper;
  canvas.addPage();
  paper.page++;
  const width = page.width - 2 * page.margin;
  write(title, { x: page.margin, y: 24, width: width * 0.7, bold: true, size: 14 });
  write(head.company, { x: page.margin, y: 28, width, align: 'right', size: 9 }, '#55606a');
  const foot = { x: page.margin, y: footY + 12, width };
  write(`${head.title} · ${labels.madeAt} ${isoText(head.timeZone, head.madeAtMs)}`, foot, '#55606a');
  write(`${labels.page} ${paper.page}`, { ...foot, align: 'right' }, '#55606a');
}

export const sumsText = (totals: ReportTotals, labels: ReportLabels): string =>
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

export function percentText(share: number | null): string {
  return share === null ? '' : `${Math.floor(share * 100)} %`;
}
