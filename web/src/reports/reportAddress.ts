/** What a report is about, as the address of the page says it. Pure. */
import type { LocalDate, ReportQuery } from '../../../server/wire.ts';
import { dayAfter } from '../person/siteDay.ts';

/** people: a row a person, with sums. days: a row a person and day. */
export type ReportView = 'people' | 'days';
export type ReportPlace = {
  /** null: today, whenever that is. */
  from: LocalDate | null;
  to: LocalDate | null;
  personId: string;
  teamId: string;
  areaId: string;
  /** null: as fits the range. */
  view: ReportView | null;
};
export type Preset = 'today' | 'yesterday' | 'thisWeek' | 'lastWeek' | 'thisMonth' | 'lastMonth';
export const presets: Preset[] = ['today', 'yesterday', 'thisWeek', 'lastWeek', 'thisMonth', 'lastMonth'];

const isDate = (text: string | null): text is LocalDate =>
  text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

export function placeIn(search: string): ReportPlace {
  const said = new URLSearchParams(search);
  const [from, to] = [said.get('from'), said.get('to')];
  const first = isDate(from) ? from : null;
  const last = isDate(to) ? to : first;
  const view = said.get('view');
  return {
    from: first ?? last,
    to: first !== null && last !== null && last < first ? first : last,
    personId: said.get('person') ?? '',
    teamId: said.get('team') ?? '',
    areaId: said.get('area') ?? '',
    view: view === 'people' || view === 'days' ? view : null,
  };
}

export function addressOf({ from, to, personId, teamId, areaId, view }: ReportPlace): string {
  const said = { from, to: to === from ? null : to, person: personId, team: teamId, area: areaId, view };
  const known = Object.entries(said).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const text = new URLSearchParams(known).toString();
  return text ? `/reports?${text}` : '/reports';
}

export function queryOf(place: ReportPlace, today: LocalDate): ReportQuery {
  const { personId, teamId, areaId } = place;
  const chosen = Object.entries({ personId, teamId, areaId }).filter(([, id]) => id !== '');
  return { from: place.from ?? today, to: place.to ?? place.from ?? today, ...Object.fromEntries(chosen) };
}

/** Of one person, or one day, the days; of more, the people. */
export function viewOf(place: ReportPlace, { from, to }: ReportQuery): ReportView {
  if (from === to) return 'days';
  return place.view ?? (place.personId ? 'days' : 'people');
}

/** Whole weeks begin on Monday; what goes on ends today. */
export function rangeOf(preset: Preset, today: LocalDate): { from: LocalDate; to: LocalDate } {
  const monday = dayAfter(today, -((weekdayOf(today) + 6) % 7));
  const firstOfMonth = `${today.slice(0, 7)}-01`;
  switch (preset) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: dayAfter(today, -1), to: dayAfter(today, -1) };
    case 'thisWeek':
      return { from: monday, to: today };
    case 'lastWeek':
      return { from: dayAfter(monday, -7), to: dayAfter(monday, -1) };
    case 'thisMonth':
      return { from: firstOfMonth, to: today };
    case 'lastMonth': {
      const last = dayAfter(firstOfMonth, -1);
      return { from: `${last.slice(0, 7)}-01`, to: last };
    }
    default:
      return preset satisfies never;
  }
}

/** The range of which it is the name; null: other dates. */
export const presetOf = ({ from, to }: { from: LocalDate; to: LocalDate }, today: LocalDate): Preset | null =>
  presets.find((preset) => {
    const range = rangeOf(preset, today);
    return range.from === from && range.to === to;
  }) ?? null;

/** As long a range, before or after. */
export function stepped({ from, to }: { from: LocalDate; to: LocalDate }, by: 1 | -1) {
  const days = 1 + Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  return { from: dayAfter(from, by * days), to: dayAfter(to, by * days) };
}

/** From a Monday on: seven weeks before that of the last day, or as the range says when it begins before. */
export function weeksBefore(query: ReportQuery): ReportQuery {
  const monday = dayAfter(query.to, -((weekdayOf(query.to) + 6) % 7) - 49);
  return { ...query, from: query.from < monday ? query.from : monday };
}

/** 0: Sunday. */
function weekdayOf(date: LocalDate): number {
  return new Date(`${date}T12:00:00Z`).getUTCDay();
}
