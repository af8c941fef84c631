/** What a message says: its template, and the variables in the language of who reads it. Pure. */
import { DateTime } from 'luxon';
import type { TemplateKey } from '../channels/queueMessage.ts';
import type { JobName } from '../notices/noticesAfter.ts';
import type { Incident, Sending } from './incident.ts';

export type Language = 'en' | 'id';
export type Wordings = {
  language: Language;
  nowMs: number;
  zoneOf: (incident: Incident) => string;
  /** As it is called now. */
  nameOf: (incident: Incident) => string;
  /** Name of who leads them; null: nobody. */
  supervisorOf: (incident: Incident) => string | null;
};
export type Told = { template: TemplateKey; variables: Record<string, string> };

type JobNames = Record<JobName, string>;

const words = {
  en: {
    ...{ somewhere: 'an unknown place', nobody: 'nobody', and: 'and' },
    more: (n: number) => `and ${n} more`,
    jobs: { employees: 'the employee master', hours: 'the file of hours' } satisfies JobNames,
  },
  id: {
    ...{ somewhere: 'tempat yang tidak diketahui', nobody: 'tidak ada', and: 'dan' },
    more: (n: number) => `dan ${n} lainnya`,
    jobs: { employees: 'data induk karyawan', hours: 'berkas jam kerja' } satisfies JobNames,
  },
};

export function messageFor(sending: Sending, wordings: Wordings): Told {
  const [first, ...others] = sending.incidents;
  if (!first) throw new Error('a message about nothing');
  const told = others.length === 0 ? aboutOne(sending, first, wordings) : aboutMany(sending, wordings);
  const path = others.length === 0 ? `/incidents/${first.incidentId}` : '/incidents';
  const time = DateTime.fromMillis(wordings.nowMs, { zone: wordings.zoneOf(first) }).toFormat('HH:mm');
  return { ...told, variables: { ...told.variables, time, path } };
}

function aboutOne({ kind, level }: Sending, incident: Incident, wordings: Wordings): Told {
  const { detail } = incident;
  const { somewhere, nobody } = words[wordings.language];
  const name = wordings.nameOf(incident);
  const area = detail.area ?? somewhere;
  const minutes = minutesOf(incident, wordings.nowMs);
  switch (incident.kind) {
    case 'absence': {
      if (kind === 'resolved') return { template: 'absenceResolved', variables: { name, minutes } };
      if (detail.dueSinceMs !== null) return { template: 'notArrived', variables: { name, area, minutes } };
      const seen = {
        name,
        area,
        lastSeen: timeOf(detail.lastSeenMs ?? incident.sinceMs, incident, wordings),
      };
      if (level === 1) return { template: 'absenceRaised', variables: { ...seen, minutes } };
      const supervisor = wordings.supervisorOf(incident) ?? nobody;
      const more = { minutes, level: String(level), supervisor };
      return { template: 'absenceEscalated', variables: { ...seen, ...more } };
    }
    case 'blindCamera': {
      const camera = { camera: name, area, minutes };
      if (kind === 'resolved') return { template: 'cameraBack', variables: camera };
      return { template: 'cameraBlind', variables: { ...camera, problem: detail.trouble || '–' } };
    }
    case 'unknownTerminal':
      return { template: 'terminalUnknown', variables: { terminal: name } };
    case 'backupFailed':
      return { template: 'backupFailed', variables: { problem: detail.trouble || '–' } };
    case 'jobFailed':
      return aboutJobs(kind, [incident], wordings);
    case 'stillOnTerminal':
      return aboutLeavers(kind, [incident], wordings);
    default:
      return incident.kind satisfies never;
  }
}

function aboutMany(sending: Sending, wordings: Wordings): Told {
  const { kind, incidents, of } = sending;
  const [first] = incidents;
  const { language } = wordings;
  const names = listed(incidents.map(wordings.nameOf), language);
  if (of === 'absence') {
    const template = kind === 'resolved' ? 'absencesResolved' : 'absenceDigest';
    return { template, variables: { count: String(incidents.length), names } };
  }
  if (of === 'jobFailed') return aboutJobs(kind, incidents, wordings);
  if (of === 'stillOnTerminal') return aboutLeavers(kind, incidents, wordings);
  if (first === undefined || of !== 'blindCamera')
    return { template: 'terminalUnknown', variables: { terminal: names } };
  // One text for one camera and for many: what fails together mostly has one reason.
  const { area, minutes = '', problem = '' } = aboutOne(sending, first, wordings).variables;
  const areas = listed([...new Set(incidents.map(({ detail }) => detail.area ?? area ?? ''))], language);
  const cameras = { camera: names, area: areas, minutes };
  if (kind === 'resolved') return { template: 'cameraBack', variables: cameras };
  return { template: 'cameraBlind', variables: { ...cameras, problem } };
}

function aboutJobs(kind: Sending['kind'], incidents: Incident[], { language, nowMs }: Wordings): Told {
  const known: Record<string, string> = words[language].jobs;
  const job = listed(
    incidents.map(({ subjectId }) => known[subjectId] ?? subjectId),
    language,
  );
  if (kind === 'resolved') {
    const minutes = String(Math.max(...incidents.map((each) => Number(minutesOf(each, nowMs)))));
    return { template: 'jobWorks', variables: { job, minutes } };
  }
  // The text goes on behind it with a full stop of its own.
  const problem = incidents.map(({ detail }) => detail.trouble).join(' ');
  return { template: 'jobFailed', variables: { job, problem: problem.replace(/\.$/, '') || '–' } };
}

/** What keeps several terminals from confirming mostly has one reason: that of the first is told. */
function aboutLeavers(kind: Sending['kind'], incidents: Incident[], wordings: Wordings): Told {
  const sinceOf = ({ detail, sinceMs }: Incident): number => detail.longestSinceMs ?? sinceMs;
  const [first] = incidents.toSorted((a, b) => sinceOf(a) - sinceOf(b));
  const terminal = listed(incidents.map(wordings.nameOf), wordings.language);
  if (kind === 'resolved' || !first) return { template: 'goneFromTerminal', variables: { terminal } };
  const count = incidents.reduce((sum, { detail: { people = 0 } }) => sum + people, 0);
  const since = timeOf(sinceOf(first), first, wordings);
  const problem = first.detail.trouble.replace(/\.$/, '') || '–';
  return { template: 'stillOnTerminal', variables: { count: String(count), terminal, since, problem } };
}

/** As many as are read at a glance. */
const namedMost = 8;

export function listed(names: string[], language: Language): string {
  const { and, more } = words[language];
  const last = names.at(-1);
  if (names.length <= 1 || last === undefined) return last ?? '–';
  if (names.length > namedMost)
    return `${names.slice(0, namedMost).join(', ')} ${more(names.length - namedMost)}`;
  return `${names.slice(0, -1).join(', ')} ${and} ${last}`;
}

/** From its beginning to its end, or to now. */
function minutesOf({ sinceMs, endedAtMs, detail }: Incident, nowMs: number): string {
  const fromMs = endedAtMs === null ? (detail.dueSinceMs ?? sinceMs) : sinceMs;
  return String(Math.max(1, Math.floor(((endedAtMs ?? nowMs) - fromMs) / 60_000)));
}

/** Of another day with its date. */
function timeOf(atMs: number, incident: Incident, { language, nowMs, zoneOf }: Wordings): string {
  const zone = zoneOf(incident);
  const at = DateTime.fromMillis(atMs, { zone }).setLocale(language);
  const isToday = at.hasSame(DateTime.fromMillis(nowMs, { zone }), 'day');
  return at.toFormat(isToday ? 'HH:mm' : 'd LLL HH:mm');
}
