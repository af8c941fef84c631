/** A made-up company: where it works, who works when, and what truly happened. Types, and what does not change from seed to seed. */
import type { ShiftRules } from '../../../server/wire.ts';

export type Interval = { fromMs: number; toMs: number };
export type Site = { name: string; timeZone: string; floors: Floor[] };
/** A place with its cameras; `worksHere` false: people only pass through. */
export type Floor = { area: string; cameras: string[]; worksHere: boolean };
export type Stay = Interval & { cameraId: string };
export type SimulatedPerson = {
  personId: string;
  name: string;
  code: string;
  site: number;
  area: string;
  shift: ShiftName;
  team: number;
  leads: boolean;
};
/** `due`: stretches without breaks and leave; `startMs`: of the shift. */
export type DueDay = { date: string; startMs: number; endMs: number; due: Interval[] };
export type Leave = Interval & { personId: string };
/** A camera that shows nothing. */
export type Outage = Interval & { cameraId: string };

export type Company = {
  seed: number;
  /** First and last local day on which anybody works. */
  dates: { from: string; to: string };
  fromMs: number;
  toMs: number;
  sites: Site[];
  people: SimulatedPerson[];
  /** By person, in order: where they truly were seen, had every camera worked. */
  stays: Map<string, Stay[]>;
  dueDays: Map<string, DueDay[]>;
  leaves: Leave[];
  outages: Outage[];
  /** While the program does not run. */
  stops: Interval[];
};

export const minute = 60_000;
export const hour = 60 * minute;
export const limits = { awayAfterMs: 30_000, absentAfterMs: 5 * minute };
export const holiday = '2026-11-04';

/** One zone of a half hour, and one whose clocks go back on 1 November 2026. */
export const sites: Site[] = [
  {
    ...{ name: 'Jakarta', timeZone: 'Asia/Jakarta' },
    floors: [
      { area: 'Assembly', cameras: ['assembly-1', 'assembly-2'], worksHere: true },
      { area: 'Packing', cameras: ['packing-1'], worksHere: true },
      { area: 'Canteen', cameras: ['canteen'], worksHere: false },
    ],
  },
  {
    ...{ name: 'Pune', timeZone: 'Asia/Kolkata' },
    floors: [
      { area: 'Pune office', cameras: ['pune-1', 'pune-2'], worksHere: true },
      { area: 'Pune lab', cameras: ['lab'], worksHere: true },
    ],
  },
  {
    ...{ name: 'New York', timeZone: 'America/New_York' },
    floors: [
      { area: 'Warehouse', cameras: ['warehouse-1', 'warehouse-2', 'warehouse-3'], worksHere: true },
      { area: 'Desk', cameras: ['desk'], worksHere: true },
      { area: 'Dock', cameras: ['dock'], worksHere: false },
    ],
  },
];

const usual = {
  ...{ timeZone: null, calendarId: 'calendar', earlyGraceMinutes: 5, opensBeforeMinutes: 60 },
  ...{ closesAfterMinutes: 60, halfDayUnderMinutes: null, absentUnderMinutes: null },
  ...{ pairing: 'alternating' as const, hours: 'firstToLast' as const },
} as const;
export const shifts = {
  day: {
    ...{ ...usual, start: '08:00', end: '17:00', weekdays: [1, 2, 3, 4, 5], lateGraceMinutes: 10 },
    breaks: [{ from: '12:00', to: '13:00' }],
  },
  early: {
    ...usual,
    start: '06:00',
    end: '14:00',
    weekdays: [1, 2, 3, 4, 5, 6],
    lateGraceMinutes: 5,
    breaks: [],
  },
  night: {
    ...{ ...usual, start: '22:00', end: '06:00', weekdays: [1, 2, 3, 4, 6, 7], lateGraceMinutes: 10 },
    breaks: [{ from: '02:30', to: '03:00' }],
  },
  weekend: {
    ...{ ...usual, start: '09:00', end: '15:00', weekdays: [6, 7], lateGraceMinutes: 0 },
    breaks: [{ from: '12:00', to: '12:30' }],
  },
} satisfies Record<string, ShiftRules>;
export type ShiftName = keyof typeof shifts;

/** Repeatable numbers from 0 to 1 (Park and Miller's generator). */
export function seeded(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  const next = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  // Small seeds begin alike.
  for (let warm = 0; warm < 10; warm += 1) next();
  return next;
}
