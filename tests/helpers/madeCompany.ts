/** A small company with incidents, without a database: a world and a clock of its own, every second looked at. */
import { DateTime } from 'luxon';
import { acknowledged, snoozed } from '../../server/alerts/answer.ts';
import { changeBook } from '../../server/alerts/changeBook.ts';
import { defaultPolicy } from '../../server/alerts/defaultPolicy.ts';
import type { AbsenceEnd, Alert, Changes, Incident } from '../../server/alerts/incident.ts';
import { keyOf, lasts } from '../../server/alerts/incident.ts';
import { incidentsAfter, type Rules } from '../../server/alerts/incidentsAfter.ts';
import { createMemory } from '../../server/alerts/memory.ts';
import { problemsOf } from '../../server/alerts/problemsOf.ts';
import { lastsAgain } from '../../server/alerts/reopen.ts';
import type { Directory, DirectoryPerson } from '../../server/directory/directory.ts';
import type { JobNow, StillOnNow } from '../../server/notices/noticesAfter.ts';
import type {
  AbsenceView,
  CameraView,
  EscalationPolicy,
  IncidentEventKind,
  NewPolicy,
  OffReason,
  Substitute,
} from '../../server/wire.ts';

export const aDay = (text: string): number => DateTime.fromISO(text, { zone: 'Asia/Jakarta' }).toMillis();

const person = (personId: string, more: Partial<DirectoryPerson>): [string, DirectoryPerson] => [
  personId,
  {
    ...{
      personId,
      name: personId,
      code: null,
      job: null,
      teamId: null,
      supervisorId: null,
      areaIds: ['hall'],
    },
    ...{ badgeOnly: false, deactivatedAtMs: null, ...more },
  },
];

/** Ayu, Budi and Cici are led by Farid, he by Clara, she by Dewi, whom nobody leads. Gita leads nobody. */
export const madeDirectory = (): Directory => ({
  people: new Map([
    ...['ayu', 'budi', 'cici', 'farid'].map((id) => person(id, { teamId: 'line' })),
    person('clara', { teamId: 'works', supervisorId: 'dewi' }),
    ...['dewi', 'gita'].map((id) => person(id, {})),
  ]),
  teams: new Map([
    ['works', { teamId: 'works', name: 'Works', parentId: null, leadId: 'clara' }],
    ['line', { teamId: 'line', name: 'Line', parentId: 'works', leadId: 'farid' }],
  ]),
  areas: new Map([
    ['site', { areaId: 'site', name: 'Site', parentId: null, timeZone: 'Asia/Jakarta' }],
    ['hall', { areaId: 'hall', name: 'Hall', parentId: 'site' }],
  ]),
});

type World = {
  absences: AbsenceView[];
  cameras: CameraView[];
  terminals: { terminalId: string; name: string; detail: string; sinceMs: number }[];
  backup: { detail: string | null; sinceMs: number } | null;
  jobs: JobNow[];
  stillOn: StillOnNow[];
};
/** When, to whom, which alert, about whom. */
type Sent = [string, string, string, string[]];

export function madeCompany(policy: Partial<NewPolicy> = {}, startMs = aDay('2026-11-20T08:00')) {
  let nowMs = startMs;
  /** Of the clock, against the time that passed. */
  let setMs = 0;
  let skippedMs = 0;
  let count = 0;
  const newId = () => `id${(count += 1)}`;
  const directory = madeDirectory();
  const policies: EscalationPolicy[] = [{ ...defaultPolicy, ...policy, policyId: 'company' }];
  const substitutes: Substitute[] = [];
  const offs = new Map<string, OffReason>();
  const snoozes = new Map<string, number>();
  const blind = new Set<string>();
  const answered = new Set<string>();
  const ends = new Map<string, AbsenceEnd>();
  const lastEnded = new Map<string, AbsenceView>();
  const world: World = { absences: [], cameras: [], terminals: [], backup: null, jobs: [], stillOn: [] };
  let memory = createMemory();
  const all = new Map<string, Incident>();
  const alerts = new Map<string, Alert>();
  const events: Changes['events'] = [];
  const createdAt = new Map<string, number>();
  const sent: Sent[] = [];
  /** Every alert that went out, and how much time had passed. */
  const gone: { alertId: string; atMs: number }[] = [];

  const rules = (): Rules => ({
    ...{ directory, policies, substitutes, zone: 'UTC' },
    users: [
      { userId: 'hr', name: 'hr', role: 'hr', personId: null },
      { userId: 'admin', name: 'admin', role: 'admin', personId: null },
    ],
    offWhy: (personId) => offs.get(personId) ?? null,
    snoozedUntilMs: (personId) => snoozes.get(personId) ?? null,
  });

  function keep(changes: Changes): void {
    for (const incident of changes.incidents) all.set(incident.incidentId, incident);
    for (const alert of changes.alerts) {
      if (!alerts.has(alert.alertId)) createdAt.set(alert.alertId, passed());
      alerts.set(alert.alertId, alert);
    }
    events.push(...changes.events);
    for (const { recipientId, kind, level, incidents, alertIds } of changes.sendings) {
      for (const alertId of alertIds) gone.push({ alertId, atMs: passed() });
      const about = incidents.map(({ subjectId }) => subjectId).sort();
      sent.push([elapsed(), recipientId, `${kind} ${level}`, about]);
    }
    memory.put(changes, new Map(), new Set());
  }
  const passed = (): number => nowMs - setMs - startMs;
  const elapsed = () => {
    const seconds = Math.round(passed() / 1_000);
    return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
  };

  function look(): Changes {
    // The store knows every episode there ever was.
    const lasting = new Set(world.absences.map(({ absenceId }) => absenceId));
    const again = [...all.values()].filter((each) => lastsAgain(each, lasting));
    const ids = new Set(again.map(({ incidentId }) => incidentId));
    const theirs = [...alerts.values()].filter(({ incidentId }) => ids.has(incidentId));
    memory.recall({ incidents: again, alerts: theirs });
    const settled = new Set([...all.values()].filter((each) => !lasts(each)).map(keyOf));
    const seen = {
      ...{ ...world, settled, absenceEnd: (id: string) => ends.get(id) },
      isBlind: (personId: string) => blind.has(personId),
      answered: ({ subjectId }: Incident) =>
        answered.has(subjectId) ? { name: 'Farid', userId: null, note: '' } : null,
    };
    const changes = incidentsAfter(memory.book(), seen, rules(), { nowMs, skippedMs, newId });
    skippedMs = 0;
    keep(changes);
    return changes;
  }
  const incident = (subjectId: string) =>
    [...all.values()].reverse().find((each) => each.subjectId === subjectId);
  const by = () => ({ name: 'Farid', userId: 'u1', note: '', nowMs });

  function absent(personId: string): void {
    if (world.absences.some((absence) => absence.personId === personId)) return;
    const fromMs = nowMs - 300_000;
    world.absences.push({
      ...{ absenceId: `${personId} ${fromMs}`, personId, fromMs, detectedAtMs: nowMs, toMs: null },
      ...{ endedWhy: null, area: 'Hall' },
      evidence: {
        ...{ kind: 'left', thresholdMs: 300_000, coveredMs: 300_000, cameras: 2, camerasSeeing: 2 },
        ...{ lastSeen: null, punches: [], shift: null },
      },
    });
  }
  function back(personId: string, endedWhy: NonNullable<AbsenceEnd['endedWhy']> = 'returned'): void {
    for (const absence of world.absences)
      if (absence.personId === personId) {
        ends.set(absence.absenceId, { toMs: nowMs, endedWhy });
        if (endedWhy === 'returned') lastEnded.set(personId, absence);
      }
    world.absences = world.absences.filter((absence) => absence.personId !== personId);
  }
  /** The sighting that ended the last absence was of somebody else: it goes on, and one that stood on it is a part of it. */
  function corrected(personId: string): void {
    const wrong = lastEnded.get(personId);
    if (!wrong || world.absences.includes(wrong)) return;
    for (const { absenceId, fromMs } of world.absences.filter((each) => each.personId === personId))
      ends.set(absenceId, { toMs: fromMs, endedWhy: 'returned' });
    world.absences = [...world.absences.filter((each) => each.personId !== personId), wrong];
    ends.delete(wrong.absenceId);
  }
  function act(run: (changes: ReturnType<typeof changeBook>) => void): void {
    const changes = changeBook(memory.book());
    run(changes);
    keep(changes.changes());
  }

  return {
    ...{ world, look, absent, back, corrected, incident, directory, rules },
    now: () => nowMs,
    /** Looks again and again. */
    run(ms: number, everyMs = 1_000): void {
      for (const endMs = nowMs + ms; nowMs < endMs; nowMs += everyMs) look();
    },
    sent: () => sent,
    gone: () => gone,
    /** How much time had passed. */
    createdAt: (alertId: string) => createdAt.get(alertId),
    passed,
    incidents: () => [...all.values()],
    alerts: () => [...alerts.values()],
    events: (kind: IncidentEventKind) => events.filter((event) => event.kind === kind),
    problems: () => problemsOf([...all.values()].filter(lasts), rules()),
    acknowledge: (subjectId: string) =>
      act((changes) => {
        const known = incident(subjectId);
        if (known && lasts(known)) acknowledged(changes, known, by());
      }),
    snooze: (subjectId: string, ms: number) =>
      act((changes) => {
        const known = incident(subjectId);
        if (known && lasts(known)) snoozed(changes, known, nowMs + ms, by());
      }),
    snoozePerson: (personId: string, ms: number) => void snoozes.set(personId, nowMs + ms),
    answeredOnBell: (subjectId: string) => void answered.add(subjectId),
    off: (personId: string, why: OffReason | null) =>
      void (why === null ? offs.delete(personId) : offs.set(personId, why)),
    standsIn: (standInId: string, personId: string) =>
      void substitutes.push({ substituteId: newId(), personId, standInId, fromMs: startMs, toMs: null }),
    leads(supervisorId: string, personId: string): void {
      const known = directory.people.get(personId);
      if (known) known.supervisorId = supervisorId;
    },
    policy: (changed: Partial<NewPolicy>) =>
      void policies.push({ ...defaultPolicy, ...changed, policyId: newId() }),
    blind: (personId: string, isBlind: boolean) =>
      void (isBlind ? blind.add(personId) : blind.delete(personId)),
    camera(cameraId: string, kind: CameraView['health']['kind'], area = 'Hall'): void {
      const health = { kind, sinceMs: nowMs, detail: 'It is covered.' };
      const camera = { cameraId, name: cameraId, area, health, zones: [] } as unknown as CameraView;
      world.cameras = [...world.cameras.filter((each) => each.cameraId !== cameraId), camera];
    },
    setClock(ms: number): void {
      nowMs += ms;
      setMs += ms;
      skippedMs += ms;
    },
    /** As a new start: memory is read again, and the time in between has passed. */
    restartAfter(ms: number): void {
      nowMs += ms;
      memory = createMemory();
      const open = [...all.values()].filter(lasts);
      const waiting = new Set(
        [...alerts.values()].flatMap(({ state, incidentId }) => (state === 'waiting' ? incidentId : [])),
      );
      const kept = [...all.values()].filter((each) => open.includes(each) || waiting.has(each.incidentId));
      const ids = new Set(kept.map(({ incidentId }) => incidentId));
      memory.load({
        incidents: kept,
        alerts: [...alerts.values()].filter(({ incidentId }) => ids.has(incidentId)),
      });
    },
  };
}
