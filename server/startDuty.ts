/** Who has to be there when, and how long they may be unseen. */
import type { Knex } from 'knex';
import type { Config } from './config.ts';
import type { LoadedDirectory } from './directory/loadDirectory.ts';
import type { Duty, PersonLimits } from './duty.ts';
import type { Log } from './http/createLog.ts';
import type { LoadedLeaves } from './presence/loadLeaves.ts';
import type { Clock } from './presence/startPresence.ts';
import { createRecentPunches } from './punches/recentPunches.ts';
import { readRecentPunches } from './punches/punchStore.ts';
import type { RuleBook } from './rules/ruleBook.ts';
import { type LiveRules, startRules } from './rules/startRules.ts';
import type { Rules } from './rules/rulesOf.ts';
import type { PlannedDay } from './shifts/plannedDay.ts';
import { zonelessShifts } from './rules/zonelessShifts.ts';
import type { LoadedSettings } from './settings/loadSettings.ts';
import type { Started } from './started.ts';
import { type DutyAnswer, dutyNow } from './shifts/dutyNow.ts';
import { addDays, localDateOf } from './shifts/localTime.ts';
import type { ProblemView, Punch } from './wire.ts';

export type DutyNeeds = {
  db: Knex;
  companyId: string;
  company: { name: string; timeZone: string };
  config: Pick<Config, 'awayAfterMs'>;
  clock: Clock;
  log: Pick<Log, 'error'>;
  settings: LoadedSettings;
  directory: LoadedDirectory;
  leaves: LoadedLeaves;
};
export type StartedDuty = Duty & {
  /** As everything says now; for days that are past see `loadRules`. */
  rules: () => Rules;
  book: () => RuleBook;
  /** What keeps shifts from being what an administrator means. */
  problems: () => ProblemView[];
  /** A store has written shifts, calendars, thresholds, assignments or pauses. Resolves when all answers have them. */
  refresh: () => Promise<void>;
  companyChanged: () => void;
  /** `leaves` has been read again. */
  leavesChanged: () => void;
  /** These are stored now. */
  punched: (punches: readonly Punch[]) => void;
};

export async function startDuty(needs: DutyNeeds, started: Started): Promise<StartedDuty> {
  const { db, companyId, company, clock, settings, directory, leaves } = needs;
  const rules = await startRules({ ...needs, facts: () => factsOf(needs), leaves: leaves.current });
  started.push(rules.stop);
  const recent = createRecentPunches(await readRecentPunches(db, companyId, clock.now()));
  const kept = new Map<string, Kept>();
  const shared = createSharedAnswers();
  const limits = new Map<string, PersonLimits>();
  const areas = new Map<string, ReadonlySet<string>>();
  const listeners: (() => void)[] = [];
  function changed(): void {
    for (const known of [kept, limits, areas]) known.clear();
    for (const listener of listeners) listener();
  }
  rules.onChange(changed);
  directory.onChange(rules.follow);
  settings.onChange(rules.follow);

  return {
    dutyOf(personId, nowMs) {
      const known = kept.get(personId);
      if (known && nowMs >= known.askedMs && nowMs < known.changesMs) return known.duty;
      const answer = answerFor(rules, personId, nowMs, recent.of(personId), shared);
      kept.set(personId, { duty: answer.duty, changesMs: answer.changesMs, askedMs: nowMs });
      return answer.duty;
    },
    limitsOf: (personId) => keep(limits, personId, () => rules.current().limitsAt(personId, latest)),
    workAreasOf: (personId) => keep(areas, personId, () => rules.current().workAreasAt(personId, latest)),
    onChange: (listener) => void listeners.push(listener),
    rules: rules.current,
    book: rules.book,
    problems: () => zonelessShifts(rules.book(), rules.current(), company.timeZone, clock.now()),
    refresh: rules.refresh,
    companyChanged: rules.follow,
    leavesChanged: rules.leavesChanged,
    punched(punches) {
      recent.add(punches, clock.now());
      for (const { personId } of punches) kept.delete(personId);
      if (punches.length > 0) for (const listener of listeners) listener();
    },
  };
}

type Kept = DutyAnswer & { askedMs: number };

function keep<T>(known: Map<string, T>, key: string, find: () => T): T {
  const value = known.get(key) ?? find();
  known.set(key, value);
  return value;
}

function answerFor(
  live: LiveRules,
  personId: string,
  nowMs: number,
  punches: readonly Punch[],
  shared: ReturnType<typeof createSharedAnswers>,
): DutyAnswer {
  const rules = live.current();
  const ahead = { fromMs: nowMs, toMs: nowMs + aheadMs };
  const leaves = rules.leavesOf(personId, ahead);
  // After an import of thousands everybody is asked for at once: where nobody has a shift, no days are planned.
  if (!live.isPlanned() && punches.length + leaves.length === 0)
    return { duty: { kind: 'always' }, changesMs: ahead.toMs };
  const date = localDateOf(rules.zoneOf(personId, nowMs), nowMs);
  const days = [-2, -1, 0, 1, 2].map((count) => rules.plannedDay(personId, addDays(date, count)));
  const pauses = rules
    .pausesOf(personId, ahead)
    .map(({ fromMs, toMs }) => ({ fromMs, toMs: toMs ?? Infinity }));
  const isPlain = punches.length + pauses.length + leaves.length === 0;
  const answer = (): DutyAnswer => dutyNow({ nowMs, days, punches, pauses, leaves });
  return isPlain ? shared(days, nowMs, answer) : answer();
}

/** Whoever has nothing of their own is asked the same as everybody with the same days. */
function createSharedAnswers() {
  const known = new WeakMap<PlannedDay, Kept & { days: readonly PlannedDay[] }>();
  return (days: readonly PlannedDay[], nowMs: number, find: () => DutyAnswer): DutyAnswer => {
    const [today] = days.slice(2);
    const last = today && known.get(today);
    const holds = last && nowMs >= last.askedMs && nowMs < last.changesMs;
    if (holds && days.every((day, index) => day === last.days[index])) return last;
    const answer = { ...find(), askedMs: nowMs, days };
    if (today) known.set(today, answer);
    return answer;
  };
}

/** As everything says now, whatever a clock was set to when it was said. */
const latest = Infinity;
const aheadMs = 3 * 24 * 3600_000;

/** The demo shortens what the settings say. */
function factsOf({ company, config, settings, directory }: DutyNeeds) {
  const { awayAfterMs, absentAfterMs } = settings.current();
  return {
    ...{ company, directory: directory.current() },
    limits: { awayAfterMs: config.awayAfterMs ?? awayAfterMs, absentAfterMs },
  };
}
