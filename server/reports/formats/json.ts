/** The report as JSON: a `Report` of server/wire.ts. */
import { createTally } from '../totals.ts';
import type { ReportSource, Sink } from './reportFile.ts';
import { textWriter } from './writeText.ts';

export async function writeJsonReport({ head, days }: ReportSource, sink: Sink): Promise<void> {
  const out = textWriter(sink);
  const tally = createTally();
  await out.write(`${JSON.stringify(head).slice(0, -1)},"days":[`);
  let between = '\n';
  for await (const day of days) {
    tally.add(day);
    await out.write(between + JSON.stringify(day));
    between = ',\n';
  }
  await out.write(
    `\n],"totals":${JSON.stringify(tally.totals())},"byPerson":${JSON.stringify(tally.byPerson())}}\n`,
  );
  await out.end();
}
