/** The rules of now in memory, and the record of what they were. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { createTurns } from '../areas/createTurns.ts';
import { insertMany } from '../database/insertMany.ts';
import type { Log } from '../http/createLog.ts';
import type { PersonLeave } from '../presence/duties.ts';
import type { Clock } from '../presence/startPresence.ts';
import { readAssignments, readPauses, readVersions } from './readRuleBook.ts';
import { type Facts, keyOf, recordVersions } from './recordVersions.ts';
import type { RuleBook, RuleVersion } from './ruleBook.ts';
import { type Rules, rulesOf } from './rulesOf.ts';

export type RulesNeeds = {
  db: Knex;
  companyId: string;
  clock: Clock;
  log: Pick<Log, 'error'>;
  facts: () => Omit<Facts, 'companyId'>;
  leaves: () => readonly PersonLeave[];
};
export type LiveRules = {
  /** As everything says now. */
  current: () => Rules;
  book: () => RuleBook;
  /** Whether anybody was ever assigned a shift, or is paused. */
  isPlanned: () => boolean;
  /** The directory, the settings or the company may say something else: appends what differs. */
  follow: () => void;
  /** A store has written shifts, calendars, thresholds, assignments or pauses. Resolves when `current` has them. */
  refresh: () => Promise<void>;
  /** Leave is read again. */
  leavesChanged: () => void;
  onChange: (listener: () => void) => void;
  /** Resolves when what is under way is written. */
  stop: () => Promise<void>;
};

/** Days planned are kept in memory: after so long they are planned anew, so that old ones go. */
const keptMs = 6 * 3600_000;
const triedAgainMs = 10_000;

export async function startRules(needs: RulesNeeds): Promise<LiveRules> {
  const { db, companyId, clock, log } = needs;
  const listeners: (() => void)[] = [];
  let { versions: stored, ...written } = await read(needs);
  /** Appended, and not stored yet, in their order. */
  let pending: RuleVersion[] = [];
  let made: { rules: Rules; atMs: number } | null = null;
  const inTurn = createTurns();

  const book = (): RuleBook => ({
    companyId,
    versions: pending.length > 0 ? [...stored, ...pending] : stored,
    ...written,
    leaves: needs.leaves(),
  });

  function changed(): void {
    made = null;
    for (const listener of listeners) listener();
  }

  function append(): void {
    const { people } = needs.facts().directory;
    [stored, pending] = [withoutErased(stored, people), withoutErased(pending, people)];
    const known = new Map(book().versions.map((version) => [keyOf(version), version]));
    const fresh = recordVersions({ companyId, ...needs.facts() }, known, clock.now());
    if (fresh.length === 0) return;
    pending = [...pending, ...fresh];
    write();
  }

  const write = (): void => void inTurn(writePending);
  /** What fails stays pending, in its order. */
  async function writePending(): Promise<void> {
    const rows = pending;
    try {
      await insertMany(db, { table: 'rule_versions', rows: rows.map((row) => rowOf(companyId, row)) });
      const done = new Set(rows);
      stored = [...stored, ...rows];
      pending = pending.filter((row) => !done.has(row));
    } catch (error) {
      log.error({ err: error }, 'cannot store the rules of today; trying again');
    }
  }

  append();
  await inTurn(() => Promise.resolve());
  const stopTrying = clock.every(triedAgainMs, () => {
    if (pending.length > 0) write();
  });

  return {
    current() {
      const nowMs = clock.now();
      if (made === null || Math.abs(nowMs - made.atMs) > keptMs)
        made = { rules: rulesOf(book()), atMs: nowMs };
      return made.rules;
    },
    book,
    isPlanned: () => written.assignments.length + written.pauses.length > 0,
    follow() {
      append();
      changed();
    },
    refresh: () =>
      inTurn(async () => {
        await writePending();
        ({ versions: stored, ...written } = await read(needs));
        changed();
      }),
    leavesChanged: changed,
    onChange: (listener) => void listeners.push(listener),
    async stop() {
      stopTrying();
      await inTurn(() => Promise.resolve());
    },
  };
}

async function read({ db, companyId, clock }: RulesNeeds) {
  return {
    versions: await readVersions(db, companyId),
    assignments: await readAssignments(db, companyId),
    pauses: await readPauses(db, companyId, { fromMs: clock.now() - keptMs, toMs: Infinity }),
  };
}

/** Erasing somebody took their versions from the store. */
const withoutErased = (versions: RuleVersion[], people: ReadonlyMap<string, unknown>): RuleVersion[] =>
  versions.filter(({ kind, subjectId }) => kind !== 'person' || people.has(subjectId));

/** JSON drops what is undefined; a version that ended has null as its value. */
export const rowOf = (companyId: string, { value, ...row }: RuleVersion) => ({
  id: randomUUID(),
  companyId,
  ...row,
  value: value === null ? null : JSON.stringify(value),
});
