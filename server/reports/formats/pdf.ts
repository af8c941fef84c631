/** A page for each day and team, more when the team is long: who was there when, drawn, with the sums of the team. */
import { finished } from 'node:stream/promises';
import PDFDocument from 'pdfkit';
import type { PersonDay } from '../../wire.ts';
import { reportLabels } from '../labels.ts';
import { createTally } from '../totals.ts';
import { drained } from './drained.ts';
import { pdfCanvas } from './pdfCanvas.ts';
import { page, type Paper } from './pdfPage.ts';
import { drawSums } from './pdfSums.ts';
import { drawTeam } from './pdfTeam.ts';
import { cellWriter, fonts } from './pdfText.ts';
import type { ReportSource, Sink } from './reportFile.ts';

export async function writePdfReport({ head, days, language }: ReportSource, sink: Sink): Promise<void> {
  const doc = new PDFDocument({
    ...{ size: [page.width, page.height], margin: 0, autoFirstPage: false, compress: true },
    // Every word of a month would be kept: we keep texts, and not without end.
    fontLayoutCache: false,
    info: {
      Title: head.title,
      Author: head.company,
      Creator: 'Whereabouts',
      CreationDate: new Date(head.madeAtMs),
    },
  });
  const done = finished(sink, { readable: false });
  // Who waits for a drain is told too.
  done.catch(() => undefined);
  doc.pipe(sink);
  doc.registerFont('plain', fonts.plain);
  doc.registerFont('bold', fonts.bold);
  const canvas = pdfCanvas(doc);
  const labels = reportLabels[language];
  const paper: Paper = { canvas, write: cellWriter(canvas), labels, head, language, page: 0 };
  const tally = createTally();
  for await (const team of teamDays(days)) {
    for (const day of team) tally.add(day);
    drawTeam(paper, team);
    await drained(sink);
  }
  drawSums(paper, tally.totals(), tally.byPerson());
  canvas.put();
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
