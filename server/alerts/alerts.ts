/** What other parts ask of the incidents. Types only; `startAlerts.ts` answers. */
import type { By } from '../access/audit.ts';
import type {
  IncidentDetails,
  IncidentKind,
  IncidentState,
  IncidentView,
  PersonSnooze,
  ProblemView,
} from '../wire.ts';

/** `name`: of who does it, as it is shown. */
export type Actor = By & { name: string };

export type IncidentFilter = {
  states?: readonly IncidentState[] | undefined;
  kind?: IncidentKind | undefined;
  /** Person, camera or terminal. */
  subjectId?: string | undefined;
  /** Opened not before. */
  sinceMs?: number | undefined;
  /** Older than this incident. */
  before?: { openedAtMs: number; incidentId: string } | undefined;
  limit: number;
};

export type Alerts = {
  /** Those that last, as stored, newest first. */
  open: () => IncidentView[];
  /** Newest first. */
  page: (filter: IncidentFilter) => Promise<IncidentView[]>;
  get: (incidentId: string) => Promise<IncidentDetails | undefined>;
  /** Somebody takes care: no further level is told. undefined: it is over already, or there is none. */
  acknowledge: (incidentId: string, note: string, by: Actor) => Promise<IncidentView | undefined>;
  /** The absence is all right: it ends as excused, and reports say so. Afterwards too, while it is not excused yet. */
  excuse: (incidentId: string, why: string, by: Actor) => Promise<IncidentView | undefined>;
  /** Nothing more is told about it until then. */
  snooze: (incidentId: string, untilMs: number, by: Actor) => Promise<IncidentView | undefined>;
  /** It needs no care any more, whatever the world looks like. */
  close: (incidentId: string, why: string, by: Actor) => Promise<IncidentView | undefined>;
  /** Nothing is told about this person until then, whatever happens. A moment that has passed ends it. */
  snoozePerson: (personId: string, untilMs: number, by: Actor) => Promise<void>;
  /** Those that last. */
  snoozes: () => PersonSnooze[];
  /** Those this recipient (`person:ID` or `user:ID`) was told of and that last, the newest first: what a reply is about. */
  toldTo: (recipientId: string) => Promise<IncidentView[]>;
  /** What keeps the right people from being told. */
  problems: () => ProblemView[];
  /** Looks at the world from now on. */
  start: () => void;
  /** Looks at the world now; resolves when what follows is stored. */
  look: () => Promise<void>;
  stop: () => Promise<void>;
};
