/** A row for each person and day, by RFC 4180, in UTF-8 with a mark that spreadsheets look for. */
import { csvLine } from '../../csvLine.ts';
import type { PersonDay } from '../../wire.ts';
import { reportLabels, type ReportLabels } from '../labels.ts';
import { isoText } from '../localClock.ts';
import { countedAbsences } from '../totals.ts';
import type { ReportSource, Sink } from './reportFile.ts';
import { textWriter } from './writeText.ts';

export async function writeCsvReport({ days, language }: ReportSource, sink: Sink): Promise<void> {
  const labels = reportLabels[language];
  const out = textWriter(sink);
  await out.write(`\uFEFF${csvLine(columns.map(([head]) => head))}`);
  for await (const day of days) await out.write(csvLine(columns.map(([, cellOf]) => cellOf(day, labels))));
  await out.end();
}

/** Other programs read these: the names of the columns do not change with the language. Lengths in seconds, times with their zone. */
const columns: [head: string, cellOf: (day: PersonDay, labels: ReportLabels) => string | number | null][] = [
  ['date', ({ date }) => date],
  ['person_id', ({ personId }) => personId],
  ['code', ({ code }) => code],
  ['name', ({ name }) => name],
  ['team', ({ team }) => team],
  ['areas', ({ areas }) => areas.join('; ')],
  ['time_zone', ({ timeZone }) => timeZone],
  ['shift', ({ shift }) => shift?.name ?? null],
  ['shift_start', (day) => at(day, day.shift?.startMs)],
  ['shift_end', (day) => at(day, day.shift?.endMs)],
  ['status', ({ status }) => status],
  ['status_text', ({ status }, labels) => labels.status[status]],
  ['first_seen', (day) => at(day, day.firstSeenMs)],
  ['last_seen', (day) => at(day, day.lastSeenMs)],
  ['planned_s', ({ plannedMs }) => seconds(plannedMs)],
  ['present_s', ({ presentMs }) => seconds(presentMs)],
  ['away_s', ({ awayMs }) => seconds(awayMs)],
  ['absent_s', ({ absentMs }) => seconds(absentMs)],
  ['blind_s', ({ blindMs }) => seconds(blindMs)],
  ['absences', (day) => countedAbsences(day)],
  ['longest_absence_s', ({ longestAbsenceMs }) => seconds(longestAbsenceMs)],
  ['late_s', ({ lateMs }) => seconds(lateMs)],
  ['early_s', ({ earlyMs }) => seconds(earlyMs)],
  ['leave', ({ leave }, labels) => leave && (leave.why || labels.yes)],
  ['punches', (day) => day.punches.map((punch) => `${at(day, punch.atMs)} ${punch.direction}`).join('; ')],
  ['punched_s', ({ punchedMs }) => seconds(punchedMs)],
  ['coverage', ({ coverage }) => coverage],
  ['corrected', ({ automatic }) => (automatic ? 'yes' : null)],
  ['note', ({ note }) => note],
  ['why', ({ why }) => why],
];

const at = ({ timeZone }: PersonDay, ms: number | null | undefined): string | null =>
  ms === null || ms === undefined ? null : isoText(timeZone, ms);
const seconds = (ms: number | null): number | null => (ms === null ? null : ms / 1000);
