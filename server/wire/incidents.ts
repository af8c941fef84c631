/** Absences, incidents, alerts and their messages, as they cross to the browser. Types only. */
import type { OffReason } from './shifts.ts';

/** What an absence stands on. `left`: was seen before. `notArrived`: never seen since the shift began. */
export type AbsenceEvidence = {
  kind: 'left' | 'notArrived';
  thresholdMs: number;
  /** Covered time unseen when it began to count as an absence. */
  coveredMs: number;
  lastSeen: {
    atMs: number;
    cameraId: string;
    cameraName: string;
    area: string;
    score: number;
    faces: number;
  } | null;
  /** Cameras of the work areas, and how many of them saw, at that moment. */
  cameras: number;
  camerasSeeing: number;
  /** Of that day. */
  punches: { atMs: number; direction: string }[];
  shift: { shiftId: string; startMs: number; endMs: number } | null;
};
/** `fromMs`: last seen, or the start of duty. `toMs` null: it lasts. */
export type AbsenceView = {
  absenceId: string;
  personId: string;
  fromMs: number;
  /** When the threshold was passed. */
  detectedAtMs: number;
  toMs: number | null;
  /** returned: seen again. off: duty ended. leave, checkedOut, paused: need not be there any more. */
  endedWhy: 'returned' | 'off' | OffReason | 'removed' | null;
  area: string | null;
  evidence: AbsenceEvidence;
};

/** What a state is based on: the sentence, and the facts in it. */
export type Why = { sentence: string; facts: { label: string; value: string }[] };
/** One name in two places at once: one of the two is somebody else. The first place is believed. */
export type DoubleView = {
  doubleId: string;
  fromMs: number;
  toMs: number;
  places: {
    cameraId: string;
    cameraName: string;
    area: string;
    score: number;
    margin: number;
    faces: number;
  }[];
};

/**
 * `jobFailed`: other work that the server does by itself every so often; `subjectId` says which: `employees` or `hours`. `stillOnTerminal`:
 * a terminal has not confirmed for long that people who left are gone from it; one incident, however many they are.
 */
export type IncidentKind =
  ('absence' | 'blindCamera' | 'unknownTerminal' | 'backupFailed') | ('jobFailed' | 'stillOnTerminal');
export type IncidentState = 'open' | 'acknowledged' | 'escalated' | 'resolved' | 'excused' | 'closed';
export type IncidentView = {
  incidentId: string;
  kind: IncidentKind;
  state: IncidentState;
  /** Id of the person, camera or terminal; `backup`, or which work of the server's. */
  subjectId: string;
  /** Empty for a backup and other work of the server's. */
  name: string;
  teamId: string | null;
  area: string | null;
  cameraId: string | null;
  /** Start of what is told: last seen, or blind since. */
  sinceMs: number;
  openedAtMs: number;
  /** Reached so far; 0: nobody was told yet. */
  level: number;
  /** When the next level is told; null: none, or somebody takes care. */
  nextLevelAtMs: number | null;
  acknowledged: { atMs: number; by: string; note: string } | null;
  snoozedUntilMs: number | null;
  /** null: it lasts. */
  endedAtMs: number | null;
  endedBy: string | null;
  absenceId: string | null;
  /** A sentence: what is believed and why. */
  why: string;
};
export type IncidentEventKind =
  | ('opened' | 'alerted' | 'held' | 'grouped' | 'inhibited' | 'noRecipient')
  | ('acknowledged' | 'escalated' | 'snoozed' | 'excused' | 'resolved' | 'closed');
export type IncidentEvent = { atMs: number; kind: IncidentEventKind; by: string | null; detail: string };
export type IncidentDetails = IncidentView & { events: IncidentEvent[]; alerts: AlertView[] };
/** raised: it began. resolved: it is over. */
export type AlertView = {
  alertId: string;
  kind: 'raised' | 'resolved';
  level: number;
  recipientId: string;
  recipient: string;
  createdAtMs: number;
  /** Why it is not sent yet, or to somebody else: quiet hours, a substitute; null: sent as planned. */
  note: string | null;
  messages: MessageView[];
};

export type ChannelKind = 'whatsapp' | 'email' | 'webhook' | 'browser';
/**
 * queued: waits for its turn. sending: asked the provider. unknown: no answer came; found out before anything is sent again.
 * accepted … read: as the provider tells. failed: for good. dropped: no longer true, or too old, before it was sent.
 */
export type MessageState =
  ('queued' | 'sending' | 'unknown' | 'accepted' | 'sent' | 'delivered' | 'read') | ('failed' | 'dropped');
export type MessageView = {
  messageId: string;
  channel: ChannelKind;
  /** With its middle hidden. */
  address: string;
  state: MessageState;
  text: string;
  createdAtMs: number;
  sentAtMs: number | null;
  attempts: number;
  /** Of the provider; null: none. */
  errorCode: string | null;
  /** What it means and what to do; null: nothing is wrong. */
  problem: string | null;
};

/** Whom a level tells. supervisor: of the person. superior: of that one. */
export type RecipientRule =
  { kind: 'supervisor' | 'superior' | 'hr' | 'admins' } | { kind: 'person'; personId: string };
/** `urgent`: told in quiet hours too. */
export type EscalationLevel = { afterMinutes: number; to: RecipientRule[]; urgent?: boolean | undefined };
/** The nearest counts: the person's team or those above it, then their area, then the company's. */
export type EscalationPolicy = {
  policyId: string;
  name: string;
  subject: 'company' | 'team' | 'area';
  subjectId: string | null;
  /** For absences; `afterMinutes` after the threshold, rising. */
  levels: EscalationLevel[];
  /** For cameras, terminals, backups and other work of the server's. */
  deviceLevels: EscalationLevel[];
  /** Local times between which alerts wait; null: none. Levels marked urgent are not in it. */
  quietHours: { from: string; to: string } | null;
  /** Who is back before is not told of. */
  groupDelayMs: number;
  /** So many at once make one message. */
  digestFrom: number;
  /** Whether the end is told to whom the beginning was told. */
  tellsResolved: boolean;
};
export type NewPolicy = Omit<EscalationPolicy, 'policyId'>;
/** Somebody takes another's alerts. */
export type Substitute = {
  substituteId: string;
  personId: string;
  standInId: string;
  fromMs: number;
  toMs: number | null;
};
export type NewSubstitute = Omit<Substitute, 'substituteId'>;
/** Nothing is told about somebody until then. */
export type PersonSnooze = { personId: string; untilMs: number; by: string; atMs: number };

/** `isDefault`: nobody stored one for the company, so this holds. */
export type PoliciesView = { policies: EscalationPolicy[]; default: NewPolicy; isDefault: boolean };
/** Whom a level would tell. `note`: why somebody else than planned, or later. */
export type PreviewStep = {
  level: number;
  atMs: number;
  recipients: { recipientId: string; name: string; channel: ChannelKind | null; note: string | null }[];
  /** Why nobody is told; null: somebody is. */
  problem: string | null;
};
/** What would happen, were this person absent (or this camera blind) from now on. */
export type PolicyPreview = { policyName: string; sentence: string; steps: PreviewStep[] };
export type PreviewRequest = {
  /** A person, or a camera. */
  subject: 'person' | 'camera';
  subjectId: string;
  /** As it would be stored; left out: the one that holds. */
  policy?: NewPolicy | null | undefined;
  atMs?: number | undefined;
};

/** How somebody is told; the first channel that works. */
export type ContactPreference = { channels: ChannelKind[]; language: 'en' | 'id' };

/** What keeps messages from arriving, for administrators. */
export type ProblemView = {
  problemId: string;
  /** Where it is mended: an address of the page. */
  path: string;
  /** Action, state, remedy. */
  text: string;
  sinceMs: number | null;
};

/** Secrets never leave: `secretSet` says whether there is one. */
export type ChannelView = {
  channel: ChannelKind;
  enabled: boolean;
  /** Everything is there that sending needs. */
  ready: boolean;
  config: Record<string, string>;
  secretsSet: string[];
  /** A sentence; null: nothing is wrong. */
  problem: string | null;
  counts: { queued: number; sent: number; failed: number; oldestQueuedMs: number | null };
};
export type ChannelChange = { enabled?: boolean | undefined; config?: Record<string, string> | undefined };
