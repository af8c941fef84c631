import type {
  CameraView,
  IncidentView,
  JobView,
  NoticeView,
  Overview,
  PersonView,
  Summary,
} from '../../server/wire.ts';

/** All the page knows of the site. Changed only by the pure functions below. */
export type LiveState = {
  overview: Overview | null;
  /** Server clock minus this browser's clock. */
  clockOffsetMs: number;
  connected: boolean;
  /** Long work of this user, the newest first; what ended stays until others push it out. */
  jobs: JobView[];
  /** Incidents that ended while the page was open, the last one first. */
  endedIncidents: IncidentView[];
};

export const emptyState: LiveState = {
  overview: null,
  clockOffsetMs: 0,
  connected: true,
  jobs: [],
  endedIncidents: [],
};

/** The page stays open for days. */
const noticesMax = 200;
const jobsMax = 20;
const endedIncidentsMax = 200;

export function applyOverview(state: LiveState, overview: Overview, localNowMs: number): LiveState {
  const clockOffsetMs = nextOffsetMs(
    state.overview ? state.clockOffsetMs : null,
    overview.serverNowMs - localNowMs,
  );
  return { ...state, clockOffsetMs, overview };
}

/** The event carries every camera, so one that is missing was removed. */
export function applyCameras(
  state: LiveState,
  cameras: CameraView[],
  serverNowMs: number,
  localNowMs: number,
): LiveState {
  if (!state.overview) return state;
  const clockOffsetMs = nextOffsetMs(state.clockOffsetMs, serverNowMs - localNowMs);
  const blindCameras = cameras.filter((camera) => camera.health.kind === 'blind').length;
  const summary = { ...state.overview.summary, blindCameras };
  return { ...state, clockOffsetMs, overview: { ...state.overview, cameras, summary } };
}

/** The event carries only the people that changed; one not known yet was just enrolled. */
export function applyPeople(
  state: LiveState,
  changed: PersonView[],
  summary: Summary,
  serverNowMs: number,
  localNowMs: number,
): LiveState {
  if (!state.overview) return state;
  const clockOffsetMs = nextOffsetMs(state.clockOffsetMs, serverNowMs - localNowMs);
  const byId = new Map(changed.map((person) => [person.personId, person]));
  const kept = state.overview.people.map((person) => byId.get(person.personId) ?? person);
  const known = new Set(kept.map((person) => person.personId));
  const people = [...kept, ...changed.filter((person) => !known.has(person.personId))];
  return { ...state, clockOffsetMs, overview: { ...state.overview, people, summary } };
}

export function applyPersonRemoved(state: LiveState, personId: string, summary: Summary): LiveState {
  if (!state.overview) return state;
  const people = state.overview.people.filter((person) => person.personId !== personId);
  return { ...state, overview: { ...state.overview, people, summary } };
}

/** The event carries only the notices that are new or changed: open ones first, then the newest, as the overview has them. */
export function applyNotices(
  state: LiveState,
  changed: NoticeView[],
  serverNowMs: number,
  localNowMs: number,
): LiveState {
  if (!state.overview) return state;
  const clockOffsetMs = nextOffsetMs(state.clockOffsetMs, serverNowMs - localNowMs);
  const changedIds = new Set(changed.map(({ noticeId }) => noticeId));
  const kept = state.overview.notices.filter(({ noticeId }) => !changedIds.has(noticeId));
  const notices = [...changed, ...kept].sort(openThenNewest).slice(0, noticesMax);
  return { ...state, clockOffsetMs, overview: { ...state.overview, notices } };
}

function openThenNewest(a: NoticeView, b: NoticeView): number {
  return Number(a.untilMs !== null) - Number(b.untilMs !== null) || b.sinceMs - a.sinceMs;
}

/** The event carries those that are new or changed; what ended is no longer among those that last. */
export function applyIncidents(
  state: LiveState,
  changed: IncidentView[],
  serverNowMs: number,
  localNowMs: number,
): LiveState {
  if (!state.overview) return state;
  const clockOffsetMs = nextOffsetMs(state.clockOffsetMs, serverNowMs - localNowMs);
  const changedIds = new Set(changed.map(({ incidentId }) => incidentId));
  const others = (incidents: IncidentView[]) =>
    incidents.filter(({ incidentId }) => !changedIds.has(incidentId));
  const lasting = changed.filter(({ endedAtMs }) => endedAtMs === null);
  const ended = changed.filter(({ endedAtMs }) => endedAtMs !== null);
  const incidents = [...lasting, ...others(state.overview.incidents)].sort(
    (a, b) => b.openedAtMs - a.openedAtMs,
  );
  const endedIncidents = [...ended, ...others(state.endedIncidents)].slice(0, endedIncidentsMax);
  return { ...state, clockOffsetMs, endedIncidents, overview: { ...state.overview, incidents } };
}

export function applyJob(state: LiveState, job: JobView): LiveState {
  const others = state.jobs.filter(({ jobId }) => jobId !== job.jobId);
  const jobs = [job, ...others].sort((a, b) => b.startedAtMs - a.startedAtMs).slice(0, jobsMax);
  return { ...state, jobs };
}

export function serverNowMs(state: LiveState, localNowMs: number): number {
  return localNowMs + state.clockOffsetMs;
}

/** A message is late by its travel, so each sample is too low by that much: the largest one is the best. A large change means that a clock was set. */
function nextOffsetMs(beforeMs: number | null, sampleMs: number): number {
  const clockWasSetMs = 5000;
  if (beforeMs === null || Math.abs(sampleMs - beforeMs) > clockWasSetMs) return sampleMs;
  return Math.max(beforeMs, sampleMs);
}

/** Holds the one LiveState and tells who listens. */
export class Store {
  #state = emptyState;
  readonly #listeners = new Set<() => void>();

  get state(): LiveState {
    return this.#state;
  }

  update(change: (state: LiveState) => LiveState): void {
    const next = change(this.#state);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  /** Returns the way to stop listening. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
