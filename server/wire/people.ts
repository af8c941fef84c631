/** People: their record, their faces and their consent, and lists of them. Types only. */

/** What is known of a person besides their face; null and empty: not said. */
export type Profile = {
  name: string;
  code: string | null;
  job: string | null;
  teamId: string | null;
  /** null: the team's lead. */
  supervisorId: string | null;
  areaIds: string[];
  badge: string | null;
  phone: string | null;
  email: string | null;
  /** No face is kept of them: they are recognised by badge, with equal standing. */
  badgeOnly: boolean;
};

/** A new person; what is left out is not said. */
export type NewPerson = Some<Profile> & { name: string; consent?: ConsentGiven | null };

/** Only what is named changes. `confirm`: turning `badgeOnly` on erases faces and consent, and asks for this. */
export type PersonChange = Some<Profile & { deactivated: boolean; confirm: boolean }>;

type Some<Of> = { [Key in keyof Of]?: Of[Key] | undefined };

export type Person = Profile & {
  personId: string;
  deactivatedAtMs: number | null;
  samples: SampleView[];
  /** Made by another recogniser than the one that runs: nobody is recognised by them. */
  outdatedSamples: SampleView[];
  /**
   * After corrections: how near a face must be at most (null: as usual), and whom it must not resemble as well. `isStrictest`:
   * a stricter limit would miss the person too; only new photos help.
   */
  stricter: { limit: number | null; usual: number; isStrictest: boolean; apartFrom: string[] } | null;
  consent: { givenAtMs: number; recordedBy: string; statement: string; locale: string } | null;
  createdAtMs: number;
};

/** `locale`: the language the statement was shown in. */
export type ConsentGiven = { statement: string; locale?: string };

/**
 * What became of consent, oldest first. Withdrawing erased `samples` faces; `why`: with the record of somebody who is recognised by
 * badge alone from then on, null: by itself.
 */
export type ConsentEvent = {
  kind: 'given' | 'withdrawn';
  atMs: number;
  by: string;
  statement: string;
  locale: string;
  samples: number;
  why: 'badgeOnly' | null;
};

/** `samples`: how many faces were erased. */
export type ConsentWithdrawn = { samples: number };

/** quality 0–1, where 1 is best. */
export type SampleView = {
  sampleId: string;
  quality: number;
  faceWidthPx: number;
  createdAtMs: number;
  source: SampleSource;
};

export type SampleSource = 'photo' | 'webcam' | 'track';

/** Answer to a photo upload: one entry a file, in order. `replaced`: it took the place of a poorer one that showed the same. */
export type PhotoResult =
  | { file: string; accepted: true; sample: SampleView; replaced: boolean }
  | { file: string; accepted: false; code: string; message: string };

/** Result of the job that enrols many photos. `unmatched`: files whose name says nobody who is enrolled. */
export type EnrolResult = {
  people: { personId: string; name: string; photos: PhotoResult[] }[];
  unmatched: { file: string; message: string }[];
};

/** "This is …": what of a living track was learned. `known`: faces left out because samples show the same. */
export type TrackEnrolment = { samples: SampleView[]; known: number };

export type Leave = {
  leaveId: string;
  fromMs: number;
  toMs: number;
  why: string;
  recordedBy: string;
};

export type NewLeave = Pick<Leave, 'fromMs' | 'toMs' | 'why'>;

/** What was erased with a person; the audit log keeps the receipt, without the name. */
export type ErasureReceipt = {
  receiptId: string;
  personId: string;
  name: string;
  erasedAtMs: number;
  by: string;
  erased: {
    samples: number;
    /** Those that were withdrawn, too. */
    consents: number;
    sojourns: number;
    corrections: number;
    notices: number;
    leaves: number;
  };
};

export type ImportField =
  | 'code'
  | 'name'
  | 'job'
  | 'team'
  | 'supervisor'
  | 'areas'
  | 'badge'
  | 'phone'
  | 'email'
  | 'badgeOnly'
  | 'deactivated';

/** What an imported file would change; nothing is written. `hash` names this very plan: applying it asks for it. */
export type ImportPreview = {
  hash: string;
  delimiter: ',' | ';' | '\t';
  encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252';
  /** `field` null: the column is not known, and left out. */
  columns: { header: string; field: ImportField | null }[];
  newTeams: string[];
  counts: Record<ImportAction, number>;
  rows: ImportRow[];
};

export type ImportAction = 'create' | 'update' | 'deactivate' | 'unchanged' | 'problem';

export type ImportRow = {
  /** null: not in the file. */
  line: number | null;
  action: ImportAction;
  name: string;
  code: string | null;
  personId: string | null;
  changes: { field: ImportField; from: string | null; to: string | null }[];
  problems: { field: ImportField | null; problem: string }[];
};

export type ImportResult = { created: number; updated: number; deactivated: number; skipped: number };
