/**
 * What follows from what the world looks like now. Pure: what is known, the world, the rules and the time in; changes out. Looking
 * twice at the same world changes nothing the second time.
 */
import type { EscalationPolicy, NewPolicy } from '../wire.ts';
import { acknowledged } from './answer.ts';
import { type Book, type ChangeBook, changeBook } from './changeBook.ts';
import { escalate } from './escalate.ts';
import { type Changes, type Incident, isUnanswered, keyOf, lasts } from './incident.ts';
import { ended, type IncidentWorld, opened } from './openAndEnd.ts';
import { policyFor, zoneFor } from './policyFor.ts';
import { quietUntilMs } from './quietUntilMs.ts';
import type { Staff } from './recipients.ts';
import { release } from './release.ts';
import { lastsAgain, reopened } from './reopen.ts';
import { retoldStillOn } from './stillOnTerminal.ts';

export type Rules = Staff & {
  policies: readonly EscalationPolicy[];
  /** Until when nothing is told about a person. */
  snoozedUntilMs: (personId: string) => number | null;
  /** Of the company. */
  zone: string;
};
export type Moment = {
  nowMs: number;
  /** What the clock moved by without time passing. */
  skippedMs: number;
  newId: () => string;
};
/** What the steps of a look share. */
export type Look = Moment & {
  world: IncidentWorld;
  /** Ids of the absences that last. */
  lasting: ReadonlySet<string>;
  rules: Rules;
  policyOf: (incident: Incident) => NewPolicy;
  /** In which its times are told. */
  zoneOf: (incident: Incident) => string;
  /** When the quiet hours end that hold for it now; null: there are none. */
  quietUntilMs: (incident: Incident) => number | null;
};

export function incidentsAfter(book: Book, world: IncidentWorld, rules: Rules, moment: Moment): Changes {
  const changes = changeBook(book);
  const look = lookAt(world, rules, moment);
  if (moment.skippedMs !== 0) skip(changes, moment.skippedMs);
  for (const incident of changes.incidents()) if (lasts(incident)) ended(changes, incident, look);
  for (const incident of changes.incidents())
    if (lastsAgain(incident, look.lasting)) reopened(changes, incident, look);
  const known = new Set(changes.incidents().filter(lasts).map(episodeOf));
  const isKnown = (about: Episode): boolean => known.has(episodeOf(about)) || world.settled.has(keyOf(about));
  for (const incident of opened(look, isKnown)) {
    changes.put(incident);
    const { incidentId, detail, openedAtMs: atMs } = incident;
    changes.event({ incidentId, atMs, kind: 'opened', by: null, detail: detail.why });
  }
  retoldStillOn(changes, world.stillOn);
  for (const incident of changes.incidents()) if (isUnanswered(incident)) answer(changes, incident, look);
  for (const incident of changes.incidents()) if (isUnanswered(incident)) escalate(changes, incident, look);
  release(changes, look);
  return changes.changes();
}

type Episode = Pick<Incident, 'kind' | 'subjectId' | 'sinceMs'>;
/** Of a device there is one that lasts, whatever it says of its beginning after a restart. */
const episodeOf = (incident: Episode): string =>
  incident.kind === 'absence' ? keyOf(incident) : `${incident.kind} ${incident.subjectId}`;

/** Policies and quiet hours are worked out once for each incident and place. */
function lookAt(world: IncidentWorld, rules: Rules, moment: Moment): Look {
  const policies = new Map<string, NewPolicy>();
  const quiets = new Map<string, number | null>();
  const about = ({ kind, subjectId, detail }: Incident) => ({ kind, subjectId, area: detail.area });
  const policyOf = (incident: Incident): NewPolicy => {
    const key = `${incident.kind} ${incident.subjectId} ${incident.detail.area}`;
    const known = policies.get(key) ?? policyFor(about(incident), rules.policies, rules.directory);
    policies.set(key, known);
    return known;
  };
  const zoneOf = (incident: Incident): string => zoneFor(about(incident), rules.directory) ?? rules.zone;
  const lasting = new Set(world.absences.map(({ absenceId }) => absenceId));
  return {
    ...{ ...moment, world, lasting, rules, policyOf, zoneOf },
    quietUntilMs(incident) {
      const { quietHours } = policyOf(incident);
      if (quietHours === null) return null;
      const zone = zoneOf(incident);
      const key = `${quietHours.from} ${quietHours.to} ${zone}`;
      const known = quiets.get(key);
      const until = known === undefined ? quietUntilMs(quietHours, zone, moment.nowMs) : known;
      quiets.set(key, until);
      return until;
    },
  };
}

/** A clock that was set moves what is planned with it: nobody waits longer, and nothing comes sooner. */
function skip(changes: ChangeBook, ms: number): void {
  const moved = (atMs: number | null): number | null => (atMs === null ? null : atMs + ms);
  for (const incident of changes.incidents()) {
    if (lasts(incident))
      changes.put({
        ...incident,
        nextLevelAtMs: moved(incident.nextLevelAtMs),
        standingSinceMs: moved(incident.standingSinceMs),
        snoozedUntilMs: moved(incident.snoozedUntilMs),
      });
    for (const alert of changes.alertsOf(incident.incidentId))
      if (alert.state === 'waiting') changes.putAlert({ ...alert, dueAtMs: alert.dueAtMs + ms });
  }
}

/** Somebody answered for it on the bell. */
function answer(changes: ChangeBook, incident: Incident, { world, nowMs }: Look): void {
  const by = world.answered(incident);
  if (by) acknowledged(changes, incident, { ...by, nowMs });
}
