/** What HR reads: reports and their files, links to them, days set right by hand, and pictures kept of a day. */
import type {
  DayCorrection,
  EvidencePicture,
  LocalDate,
  NewDayCorrection,
  Report,
  ReportFormat,
  ReportLink,
  ReportQuery,
  ReportWeek,
} from '../../../server/wire.ts';
import { call, list, part } from '../api.ts';
import { shownLocale } from '../locale.ts';
import { weeksBefore } from '../reports/reportAddress.ts';

const ofDay = (personId: string, date: LocalDate): string => `people/${part(personId)}/days/${part(date)}`;

export const reportsApi = {
  report: (query: ReportQuery, signal?: AbortSignal) =>
    call<Report>('GET', `reports?${queryText(query)}`, undefined, signal),
  /** The weeks up to the last day of the query, eight or as many as it has. */
  weeks: (query: ReportQuery, signal?: AbortSignal) =>
    list<ReportWeek>(`reports/weeks?${queryText(weeksBefore(query))}`, signal),
  /** For a download link. */
  fileUrl: (query: ReportQuery, format: ReportFormat): string =>
    `/api/reports/file?${queryText(query)}&format=${format}&language=${shownLocale()}`,
  link: (query: ReportQuery, format: ReportFormat) =>
    call<ReportLink>('POST', 'reports/links', { ...query, format, language: shownLocale() }),

  correct: (personId: string, date: LocalDate, correction: NewDayCorrection) =>
    call<DayCorrection>('POST', `${ofDay(personId, date)}/corrections`, correction),

  pictures: (personId: string, date: LocalDate) =>
    list<EvidencePicture>(`people/${part(personId)}/evidence?date=${part(date)}`),
  pictureUrl: ({ pictureId }: EvidencePicture): string => `/api/evidence/${part(pictureId)}`,
};

export function queryText({ from, to, personId, teamId, areaId }: ReportQuery): string {
  const said = Object.entries({ from, to, personId, teamId, areaId });
  const known = said.filter((entry): entry is [string, string] => Boolean(entry[1]));
  return new URLSearchParams(known).toString();
}
