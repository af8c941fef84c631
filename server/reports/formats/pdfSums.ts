/** The last pages: the sums of everything, and of each person. */
import type { ReportTotals } from '../../wire.ts';
import { footY, page, type Paper, startPage, sumsText } from './pdfPage.ts';

/** At the end: everybody over all days, where there is more than one. */
export function drawSums(
  paper: Paper,
  totals: ReportTotals,
  people: readonly { name: string; team: string | null; totals: ReportTotals }[],
): void {
  const { write, labels, head } = paper;
  const isOneDay = head.query.from === head.query.to;
  const rows = isOneDay ? [] : people;
  const width = page.width - 2 * page.margin;
  const onPage = Math.floor((footY - 90) / 13);
  for (let from = 0; from === 0 || from < rows.length; from += onPage) {
    startPage(paper, `${labels.summary}: ${head.query.from} – ${head.query.to}`);
    const empty = people.length === 0 ? labels.nobody : sumsText(totals, labels);
    write(empty, { x: page.margin, y: 52, width, bold: true });
    rows.slice(from, from + onPage).forEach((person, index) => {
      const y = 74 + index * 13;
      write(person.name, { x: page.margin, y, width: 120 });
      write(person.team ?? '', { x: page.margin + 124, y, width: 80 });
      write(sumsText(person.totals, labels), {
        x: page.margin + 208,
        y,
        width: width - 208,
        size: 6.5,
      });
    });
  }
}
