/** The list of people: what is known of each, which ones are shown and in which order. Pure. */
import type { AreaView, Person, PersonView, PresenceState, TeamView } from '../../../server/wire.ts';
import { plainText } from './plainText.ts';
import { type EnrolmentProblem, enrolmentProblems, meanQuality } from './enrolment.ts';

/** `person` null: who asks may not read records. `view` null: deactivated. */
export type PeopleRow = {
  personId: string;
  name: string;
  code: string;
  job: string;
  teamId: string | null;
  team: string;
  areas: string[];
  areaIds: string[];
  badgeOnly: boolean;
  state: PresenceState | 'deactivated';
  view: PersonView | null;
  person: Person | null;
  problems: EnrolmentProblem[];
  /** What is searched, without case and accents. */
  words: string;
};

export type PeopleFilter = {
  search: string;
  teamId: string;
  areaId: string;
  state: PresenceState | '';
  problem: EnrolmentProblem | 'any' | 'badgeOnly' | '';
  deactivated: 'none' | 'only' | 'all';
};
export const noFilter: PeopleFilter = {
  ...{ search: '', teamId: '', areaId: '', state: '', problem: '', deactivated: 'none' },
};
export type SortKey = 'name' | 'code' | 'job' | 'team' | 'areas' | 'state' | 'enrolment';
export type Sorting = { key: SortKey; isDown: boolean };

export type Places = { areas: readonly AreaView[]; teams: readonly TeamView[] };

export function rowsOf(
  people: readonly Person[] | null,
  views: readonly PersonView[],
  { areas, teams }: Places,
): PeopleRow[] {
  const viewOf = new Map(views.map((view) => [view.personId, view]));
  const areaNames = new Map(areas.map(({ areaId, name }) => [areaId, name]));
  const teamNames = new Map(teams.map(({ teamId, name }) => [teamId, name]));
  const row = (one: Person | PersonView, person: Person | null): PeopleRow => {
    const view = viewOf.get(one.personId) ?? null;
    const team = teamNames.get(one.teamId ?? '') ?? '';
    const places = one.areaIds.flatMap((areaId) => areaNames.get(areaId) ?? []);
    const [code, job] = [one.code ?? '', one.job ?? ''];
    return {
      ...{ personId: one.personId, name: one.name, code, job, teamId: one.teamId, team },
      ...{ areas: places, areaIds: one.areaIds, badgeOnly: one.badgeOnly, view, person },
      state: person?.deactivatedAtMs ? 'deactivated' : (view?.state ?? 'expected'),
      problems: person === null || person.deactivatedAtMs !== null ? [] : enrolmentProblems(person),
      words: plainText(
        [one.name, code, job, team, ...places, view?.cameraName ?? '', view?.area ?? ''].join(' '),
      ),
    };
  };
  if (people) return people.map((person) => row(person, person));
  return views.map((view) => row(view, null));
}

export function filtered(rows: readonly PeopleRow[], filter: PeopleFilter): PeopleRow[] {
  const wanted = plainText(filter.search.trim()).split(/\s+/);
  return rows.filter(
    (row) =>
      fitsDeactivated(row, filter.deactivated) &&
      (filter.teamId === '' || row.teamId === filter.teamId) &&
      (filter.areaId === '' || row.areaIds.includes(filter.areaId)) &&
      (filter.state === '' || row.state === filter.state) &&
      fitsProblem(row, filter.problem) &&
      wanted.every((word) => row.words.includes(word)),
  );
}

function fitsDeactivated({ state }: PeopleRow, wanted: PeopleFilter['deactivated']): boolean {
  return wanted === 'all' || (state === 'deactivated') === (wanted === 'only');
}

function fitsProblem({ problems, badgeOnly }: PeopleRow, wanted: PeopleFilter['problem']): boolean {
  if (wanted === '') return true;
  if (wanted === 'badgeOnly') return badgeOnly;
  return wanted === 'any' ? problems.length > 0 : problems.includes(wanted);
}

export function sorted(rows: readonly PeopleRow[], { key, isDown }: Sorting): PeopleRow[] {
  const compare = comparisons[key];
  const sign = isDown ? -1 : 1;
  return rows.toSorted((a, b) => sign * compare(a, b) || a.name.localeCompare(b.name));
}

type Compare = (a: PeopleRow, b: PeopleRow) => number;
/** What is not said comes last. */
const byText =
  (text: (row: PeopleRow) => string): Compare =>
  (a, b) =>
    Number(text(a) === '') - Number(text(b) === '') ||
    text(a).localeCompare(text(b), undefined, { numeric: true });
const states: readonly PeopleRow['state'][] = [
  ...(['present', 'away', 'blind', 'absent', 'onLeave', 'expected', 'deactivated'] as const),
];

const comparisons: Record<SortKey, Compare> = {
  name: byText(({ name }) => name),
  code: byText(({ code }) => code),
  job: byText(({ job }) => job),
  team: byText(({ team }) => team),
  areas: byText(({ areas }) => areas.join(', ')),
  state: (a, b) => states.indexOf(a.state) - states.indexOf(b.state),
  // Who needs something first.
  enrolment: (a, b) => b.problems.length - a.problems.length || quality(a) - quality(b),
};

const quality = ({ person }: PeopleRow): number => meanQuality(person?.samples ?? []) ?? 1;
