/** What the program wrote down about a company: absences, incidents, and who was told. */
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { TrueAbsence } from './truth.ts';

export type FoundAbsence = {
  personId: string;
  fromMs: number;
  detectedAtMs: number;
  toMs: number | null;
  endedWhy: string | null;
  kind: string;
};
export type FoundIncident = {
  incidentId: string;
  kind: string;
  subjectId: string;
  state: string;
  sinceMs: number;
  openedAtMs: number;
  endedAtMs: number | null;
  level: number;
};
export type FoundAlert = {
  incidentId: string;
  incident: string;
  kind: string;
  level: number;
  recipientId: string;
  state: string;
  messageId: string | null;
  createdAtMs: number;
};

export type FoundMessage = { id: string; state: string; errorCode: string | null };

export function readFound(dataDir: string) {
  const db = new Sqlite(join(dataDir, 'whereabouts.sqlite'), { readonly: true });
  const all = <T>(sql: string): T[] => db.prepare(sql).all() as T[];
  try {
    return {
      whole: db.pragma('integrity_check', { simple: true }) as string,
      absences: all<FoundAbsence>(
        `SELECT personId, fromMs, detectedAtMs, toMs, endedWhy, evidence ->> '$.kind' AS kind FROM absences ORDER BY personId, fromMs`,
      ),
      incidents: all<FoundIncident>(
        'SELECT id AS incidentId, kind, subjectId, state, sinceMs, openedAtMs, endedAtMs, level FROM incidents',
      ),
      alerts: all<FoundAlert>(
        `SELECT incidentId, incidents.kind AS incident, alerts.kind, alerts.level, recipientId, alerts.state, messageId, createdAtMs
         FROM alerts JOIN incidents ON incidents.id = incidentId`,
      ),
      messages: all<FoundMessage>('SELECT id, state, errorCode FROM messages'),
    };
  } finally {
    db.close();
  }
}

/** Absences as lines: those missed, those made up, and those whose times are wrong by more than `withinMs`. */
export function compareAbsences(truth: TrueAbsence[], found: FoundAbsence[], withinMs: number) {
  const left = new Set(found);
  const missed: string[] = [];
  const wrong: string[] = [];
  for (const each of truth) {
    const match = [...left].find(
      ({ personId, fromMs }) => personId === each.personId && Math.abs(fromMs - each.fromMs) <= withinMs,
    );
    if (!match) {
      missed.push(told(each));
      continue;
    }
    left.delete(match);
    const off = [
      ...(Math.abs((match.toMs ?? 0) - each.toMs) > withinMs ? ['to'] : []),
      ...(Math.abs(match.detectedAtMs - each.detectedMs) > withinMs ? ['detected'] : []),
      ...(match.kind === each.kind ? [] : ['kind']),
      ...((match.endedWhy === 'returned') === (each.ended === 'returned') ? [] : ['ended']),
    ];
    if (off.length > 0)
      wrong.push(
        `${off.join(', ')}: ${told(each)} / ${told({ ...match, detectedMs: match.detectedAtMs })} ${match.endedWhy ?? ''}`,
      );
  }
  return { missed, madeUp: [...left].map((each) => told({ ...each, detectedMs: each.detectedAtMs })), wrong };
}

const clock = (atMs: number | null): string =>
  atMs === null ? '…' : new Date(atMs).toISOString().slice(5, 19);
const told = (each: {
  personId: string;
  kind: string;
  fromMs: number;
  toMs: number | null;
  detectedMs: number;
}) =>
  `${each.personId} ${each.kind} ${clock(each.fromMs)} to ${clock(each.toMs)}, detected ${clock(each.detectedMs)}`;
