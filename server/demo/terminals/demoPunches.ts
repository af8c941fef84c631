/** Who uses which terminal of the demo office, and when in its play. Pure. */
import { addDays } from '../../shifts/localTime.ts';
import type { LocalDate } from '../../wire.ts';
import { type DemoPersonId, demoPeople, demoScript } from '../script.ts';

/** `entrance` is called over port 4370, `upstairs` calls the server. */
export type DemoTerminalId = 'entrance' | 'upstairs';
export type DemoPunch = {
  /** By name: their number may have been changed since. */
  name: string;
  terminal: DemoTerminalId;
  /** Of the play. */
  atMs: number;
  status: number;
  verify: number;
  /** Not again when the play starts again. */
  isFirstOnly: boolean;
};
export type EarlierPunch = Pick<DemoPunch, 'name' | 'terminal' | 'status' | 'verify'> & {
  /** As the terminal's clock showed. */
  at: string;
};

/** No camera ever sees her: she has a badge, and no face here. */
export const badgeOnlyName = 'Hana Kusuma';

const keys = { in: 0, out: 1, toBreak: 2, fromBreak: 3 } as const;
type Key = keyof typeof keys;
const verified = { finger: 1, card: 4 };

function punch(
  who: DemoPersonId | 'hana',
  terminal: DemoTerminalId,
  second: number,
  key: Key,
  isFirstOnly = false,
): DemoPunch {
  const name = demoPeople.find(({ id }) => id === who)?.name ?? badgeOnlyName;
  const verify = who === 'hana' ? verified.card : verified.finger;
  return { name, terminal, atMs: second * 1000, status: keys[key], verify, isFirstOnly };
}

/**
 * Each within seconds of being seen there. Ayu and Clara come once, and Ayu leaves her desk without a word; Dimas and Farid forget to
 * punch out.
 */
export const demoPunches: readonly DemoPunch[] = [
  punch('ayu', 'entrance', 1, 'in', true),
  punch('clara', 'upstairs', 2, 'in', true),
  punch('emma', 'upstairs', 4, 'in'),
  punch('budi', 'entrance', 8, 'in'),
  punch('hana', 'entrance', 20, 'in'),
  punch('farid', 'entrance', 50, 'in'),
  punch('budi', 'upstairs', 61, 'toBreak'),
  punch('emma', 'entrance', 63, 'out'),
  punch('hana', 'upstairs', 84, 'out'),
  punch('dimas', 'entrance', 97, 'in'),
];

/** After `fromMs`, up to `toMs`, since the play began; the last round at most, whoever slept. */
export function punchesBetween(fromMs: number, toMs: number): DemoPunch[] {
  const { durationMs } = demoScript;
  const startMs = Math.max(fromMs, toMs - durationMs);
  const [first, last] = [startMs, toMs].map((atMs) => Math.floor(atMs / durationMs)) as [number, number];
  return Array.from({ length: last - first + 1 }, (_, at) => first + at).flatMap((round) =>
    demoPunches.filter(({ atMs, isFirstOnly }) => {
      const whenMs = round * durationMs + atMs;
      return startMs < whenMs && whenMs <= toMs && !(isFirstOnly && round > 0);
    }),
  );
}

const upstairs = ['Clara Weiss', 'Emma Novak', 'Budi Santoso', badgeOnlyName];
const everybody = [...new Set(demoPunches.map(({ name }) => name))];

/** What both terminals recorded before the demo began: the same for a date, whenever it is asked. In the order of time. */
export function earlierPunches(today: LocalDate, days = 5): EarlierPunch[] {
  return Array.from({ length: days }, (_, at) => addDays(today, at - days)).flatMap((date) =>
    everybody.flatMap((name, index) => dayOf(name, date, index)).sort((a, b) => a.at.localeCompare(b.at)),
  );
}

function dayOf(name: string, date: LocalDate, index: number): EarlierPunch[] {
  const verify = name === badgeOnlyName ? verified.card : verified.finger;
  const day = Date.parse(`${date}T00:00:00Z`) / 86_400_000;
  const row = (terminal: DemoTerminalId, hour: number, key: Key): EarlierPunch => {
    const [minute, second] = [(day * 7 + index * 11 + hour) % 26, (day * 13 + index * 17 + hour) % 60];
    const at = `${date}T${two(hour)}:${two(minute)}:${two(second)}`;
    return { name, terminal, at, status: keys[key], verify };
  };
  const breaks = [row('upstairs', 12, 'toBreak'), row('upstairs', 13, 'fromBreak')];
  return [row('entrance', 8, 'in'), ...(upstairs.includes(name) ? breaks : []), row('entrance', 17, 'out')];
}

const two = (value: number): string => String(value).padStart(2, '0');
