/** Everything that crosses between the server and a browser: types only, so the web client may import it. */
import type { IncidentView } from './wire/incidents.ts';
import type { OffReason } from './wire/shifts.ts';

export type * from './wire/devices.ts';
export type * from './wire/hours.ts';
export type * from './wire/employees.ts';
export type * from './wire/incidents.ts';
export type * from './wire/reports.ts';
export type * from './wire/shifts.ts';

export type Role = 'owner' | 'admin' | 'hr' | 'supervisor' | 'viewer';
/** `personId`: who of the hierarchy this user is; null when not said. `can`: what the page offers, as `action Subject`; the server checks again. */
export type Me = {
  userId: string;
  name: string;
  email: string;
  role: Role;
  personId: string | null;
  /** A supervisor's own areas, besides those of their people. */
  areaIds: string[];
  demo: boolean;
  twoFactor: boolean;
  /** A second factor must be set up before anything else works. */
  twoFactorDue: boolean;
  can: Permission[];
};
export type UserView = Pick<
  Me,
  'userId' | 'name' | 'email' | 'role' | 'personId' | 'areaIds' | 'twoFactor'
> & {
  createdAtMs: number;
  disabledAtMs: number | null;
  lastSignInMs: number | null;
};
export type NewUser = Pick<Me, 'name' | 'email' | 'role' | 'personId' | 'areaIds'> & { password: string };
export type UserChange = {
  [K in Exclude<keyof NewUser, 'password'>]?: NewUser[K] | undefined;
} & { disabled?: boolean | undefined };
/** `current`: of who asks. */
export type SessionView = {
  sessionId: string;
  current: boolean;
  createdAtMs: number;
  lastUsedMs: number;
  address: string;
  userAgent: string;
};
/** `secret`: for typing; `uri`: for the QR code. */
export type TwoFactorStart = { secret: string; uri: string };
/** A row of the audit log. `userId` null: the server itself. `subjectName`: of the person, user, team or area of that id, while known. */
export type AuditEntry = {
  auditId: string;
  atMs: number;
  userId: string | null;
  userName: string | null;
  action: string;
  subject: string;
  subjectName: string | null;
  detail: Record<string, string | number | boolean>;
  address: string | null;
};
/** `next`: where the following, older rows begin; null: there are none. */
export type AuditPage = { audits: AuditEntry[]; next: string | null };
export type Action = 'read' | 'create' | 'update' | 'delete';
/**
 * `Presence`: where people are and were. `Correction`: of a sighting. `Person`: their record, faces and consent. `CameraFile`:
 * addresses and settings. `Area`, `Team`: their names and how they nest. `Notice`: what the bell tells. `Leave`: days off.
 * `Shift`: with holidays, assignments and thresholds. `Policy`: escalation and substitutes. `Connector`: with keys for other programs. `EmployeeSource`: lists of who
 * works here, and the runs that follow them.
 */
export type Subject =
  | 'Overview'
  | 'Camera'
  | 'CameraFile'
  | 'Person'
  | 'Presence'
  | 'Correction'
  | 'Leave'
  | 'Area'
  | 'Team'
  | 'Notice'
  | 'User'
  | 'Audit'
  | 'Settings'
  | 'Backup'
  | 'Metrics'
  | 'Shift'
  | 'Punch'
  | 'Pause'
  | 'Incident'
  | 'Policy'
  | 'Channel'
  | 'Report'
  | 'DayCorrection'
  | 'Connector'
  | 'Device'
  | 'EmployeeSource';
export type Permission = `${Action} ${Subject}`;

export type HealthView =
  | { kind: 'starting'; sinceMs: number }
  | { kind: 'seeing'; sinceMs: number }
  /** `detail` is a sentence: what happened and what to do. */
  | { kind: 'blind'; sinceMs: number; detail: string };

export type CameraView = {
  cameraId: string;
  name: string;
  area: string;
  /** Frames of this camera were analysed within the last second, or five where nothing moves: the AI light. */
  analysing: boolean;
  moving: boolean;
  /** Why fewer pictures are analysed than should be: a sentence while the machine is too busy, null while it is not. */
  busy?: string | null;
  health: HealthView;
  demo: boolean;
  /** What is drawn on the picture; privacy zones are painted before it leaves the server. */
  zones: Zone[];
};

/**
 * Part of a camera's picture. privacy: painted over and never looked at. ignore: nobody is looked for there. desk: whoever is there
 * is told to be at `name`. `points`: shares of width and height, 0 to 1, at least three.
 */
export type Zone = { kind: ZoneKind; name: string; points: { x: number; y: number }[] };
export type ZoneKind = 'privacy' | 'ignore' | 'desk';

/**
 * expected: enrolled, not seen yet. away: unseen for longer than the grace. absent: unseen for longer than the absence threshold.
 * onLeave: not seen, and need not be. off: not seen, and not on duty. blind: not seen, and the cameras that could see them are blind.
 */
export type PresenceState = 'expected' | 'present' | 'away' | 'absent' | 'onLeave' | 'off' | 'blind';
export type PersonView = {
  personId: string;
  name: string;
  state: PresenceState;
  /** Where the person is, or was last; null before the first sighting. */
  cameraId: string | null;
  cameraName: string | null;
  area: string | null;
  /** Name of the desk zone they are in, or were last. */
  spot: string | null;
  /** Start of the present state. */
  sinceMs: number | null;
  lastSeenMs: number | null;
  code: string | null;
  job: string | null;
  teamId: string | null;
  /** Where they work. */
  areaIds: string[];
  badgeOnly: boolean;
  /** Why they need not be there; null or left out: they are due, or no shift says when. */
  offWhy?: OffReason | null;
  /** Seen by cameras of two places at once in the last minute: the other place; null or left out: no. */
  alsoSeenAt?: string | null;
};

export type Summary = {
  present: number;
  away: number;
  absent: number;
  onLeave: number;
  off: number;
  total: number;
  unknownInView: number;
  blindCameras: number;
  /** Why `people` stand still: a sentence while presence cannot be stored, null while it can. */
  storeTrouble?: string | null;
};

/** The whole live page. Sent on connect and on reconnect; changes follow. */
export type Overview = {
  company: string;
  /** IANA zone in which times are shown. */
  timeZone: string;
  demo: boolean;
  /** The server's clock, so the page can show ages although its own clock is wrong. */
  serverNowMs: number;
  cameras: CameraView[];
  people: PersonView[];
  summary: Summary;
  areas: AreaView[];
  teams: TeamView[];
  /** Open ones and the newest of the others, newest first. */
  notices: NoticeView[];
  /** Those that last, newest first. */
  incidents: IncidentView[];
  /** Unknown faces are made unrecognisable before a picture leaves the server. */
  blursUnknown: boolean;
};

/** A named place; nested by `parentId`. Cameras name their area by its name. */
export type AreaView = {
  areaId: string;
  name: string;
  parentId: string | null;
  /** IANA, of a site; null or left out: that of the area it lies in, or of the company. */
  timeZone?: string | null;
};
export type TeamView = { teamId: string; name: string; parentId: string | null; leadId: string | null };

/** An area with what belongs to it; only who and what the reader may see. */
export type AreaDetails = AreaView & {
  cameras: { cameraId: string; name: string }[];
  /** Who works there. */
  personIds: string[];
  terminals: { terminalId: string; name: string }[];
};
/** What went with a deleted area or team: what lay in it lies one higher now. */
export type Dissolved = { movedUp: number; people: number };

/** `supervisorId`: named in the record, or by the team; null: nobody, or nobody the reader may see. */
export type HierarchyPerson = {
  personId: string;
  name: string;
  code: string | null;
  job: string | null;
  teamId: string | null;
  supervisorId: string | null;
  /** Whether the record names the supervisor; else the team does. */
  named: boolean;
  deactivated: boolean;
};
/**
 * What keeps a hierarchy from being complete. noSupervisor: nobody above, nobody below. severalTops: nobody above any of them, and each
 * leads somebody. circle: each leads the next, the last the first. A gap about a team keeps nobody from having somebody above.
 */
export type HierarchyGap =
  | { kind: 'noSupervisor'; personId: string }
  | { kind: 'severalTops'; personIds: string[] }
  | { kind: 'circle'; personIds: string[] }
  | { kind: 'supervisorDeactivated'; personId: string; supervisorId: string }
  | { kind: 'leadDeactivated'; teamId: string; leadId: string }
  | { kind: 'teamWithoutLead'; teamId: string }
  | { kind: 'leadOutside'; teamId: string; leadId: string };
export type Hierarchy = {
  people: HierarchyPerson[];
  teams: TeamView[];
  gaps: HierarchyGap[];
  /** Everybody active has somebody above, up to one top. Whoever sees a part is told about that part. */
  complete: boolean;
};

/** What the bell tells. `untilMs` null: it lasts. */
export type NoticeView = {
  noticeId: string;
  kind: NoticeKind;
  /** Id of the person, camera or terminal. */
  subjectId: string;
  name: string;
  /** A sentence for a camera, terminal or backup; for a person, where they were last. */
  detail: string;
  area: string | null;
  cameraId: string | null;
  sinceMs: number;
  untilMs: number | null;
  acknowledged: { atMs: number; by: string; note: string } | null;
  /** By who asks. */
  read: boolean;
};
/** `jobFailed`: what the server does by itself every so often; `subjectId` says what. */
export type NoticeKind = 'away' | 'absent' | 'blindCamera' | 'unknownTerminal' | 'backupFailed' | 'jobFailed';

/** A setting: what it is now and may be. `default` null: it has none. What each does is said on the page. */
export type SettingView = {
  key: string;
  value: string | number | boolean;
  default: string | number | boolean | null;
  unit: SettingUnit;
  min: number | null;
  max: number | null;
  /** null: nobody changed it. */
  changed: { changedAtMs: number; changedBy: string } | null;
};
export type SettingUnit =
  | ('ms' | 'days' | 'count' | 'characters' | 'yesNo')
  | ('text' | 'longText' | 'timeOfDay' | 'timeZone' | 'language');
export type SettingsView = { settings: SettingView[] };
/** What a change of settings would do, were it saved now. */
export type SettingEffect =
  /** How many people would be so. */
  | { kind: 'away' | 'absent'; now: number; then: number }
  | { kind: 'blurOn' | 'blurOff' | 'timeZone' | 'language' | 'passwords' | 'noSecondFactor' | 'evidenceOn' }
  | { kind: 'pushOn' | 'pushOff' | 'templatesOn' | 'templatesOff' }
  | { kind: 'privacyNotice'; consents: number }
  | { kind: 'nextBackup'; atMs: number | null }
  | { kind: 'backupsDeleted' | 'sessionsEnd' | 'evidenceOff' | 'evidenceDeleted'; count: number }
  | { kind: 'secondFactor'; users: number }
  | { kind: 'incidentsDeleted'; incidents: number; messages: number }
  | { kind: 'auditDeleted'; rows: number };

/** A backup on the server. safety: made before a restore. */
export type BackupView = {
  name: string;
  kind: 'manual' | 'scheduled' | 'safety' | 'uploaded';
  atMs: number;
  bytes: number;
};
export type BackupsView = {
  backups: BackupView[];
  nextAtMs: number | null;
  canRestore: boolean;
  canDownload: boolean;
};
/** What a backup holds, after everything in it was checked; `stagedId` names it to the restore. */
export type StagedBackup = {
  stagedId: string;
  name: string;
  madeAtMs: number;
  version: string;
  company: string;
  counts: { people: number; users: number; samples: number; sojourns: number; cameras: number };
};

/** Pixels of the picture. */
export type WireBox = { x: number; y: number; width: number; height: number };
export type PictureBox = {
  trackId: number;
  body: WireBox;
  face: WireBox | null;
  /** null: unknown. */
  personId: string | null;
  name: string | null;
  /** A guess at an unknown person's name: shown as one, and nothing else. */
  likelyName: string | null;
  /** Known, but none of the people who ask may see: no name, and not counted as unknown. */
  outside: boolean;
  /** When the track began: how long they are in view. */
  sinceMs: number;
};
/** One live picture: the JPEG and the boxes of that very frame. `jpeg` travels as a binary attachment of the same event. */
export type Picture = {
  cameraId: string;
  atMs: number;
  /** Size of the frame the boxes are measured in. */
  width: number;
  height: number;
  boxes: PictureBox[];
  jpeg: ArrayBuffer;
};

export type ServerToClient = {
  overview: (overview: Overview) => void;
  cameras: (cameras: CameraView[], serverNowMs: number) => void;
  /** Only those that changed, with the new summary. */
  people: (changed: PersonView[], summary: Summary, serverNowMs: number) => void;
  personRemoved: (personId: string, summary: Summary) => void;
  /** Those that are new or changed. */
  notices: (changed: NoticeView[], serverNowMs: number) => void;
  /** Those that are new or changed. */
  incidents: (changed: IncidentView[], serverNowMs: number) => void;
  /** Something about terminals or their records is another now: ask for it again. */
  devicesChanged: () => void;
  /** A message for this user by browser; shown by the browser itself where it may. */
  alert: (
    alert: { messageId: string; title: string; text: string; path: string },
    /** The page calls it when it shows the alert. */
    taken: () => void,
  ) => void;
  /** Long work of this user went on, ended or failed. */
  job: (job: JobView) => void;
  /** The page calls `taken` when it has drawn the picture; the next one is sent only then, always the newest. */
  picture: (picture: Picture, taken: () => void) => void;
  /** The session ended elsewhere: go to the sign-in page. */
  signedOut: () => void;
};
export type ClientToServer = {
  /** Exactly these cameras from now on, at most `watchedMax`; none: []. */
  watch: (cameraIds: string[]) => void;
};

/** More than any wall screen shows at once. */
export type WatchedMax = 16;

/** Long work: enrolling, importing, backing up. `done` of `total`, null while not known. */
export type JobView = {
  jobId: string;
  kind: 'enrol' | 'import' | 'backup' | 'restore' | 'diagnostics' | 'discovery' | 'deviceScan';
  state: 'running' | 'done' | 'failed' | 'cancelled';
  done: number;
  total: number | null;
  startedAtMs: number;
  /** What came out, by kind; null before the end. Of a failure, `problem` has the sentence. */
  result: unknown;
  problem: string | null;
};

/** What every refused request answers with. `code` is in ERRORS.md. */
export type Problem = { error: { code: string; message: string; fields?: Record<string, string> } };

/** `code`: of the authenticator or a recovery code; asked for with TOTP_NEEDED. */
export type SignIn = { email: string; password: string; code?: string | undefined };
export type PasswordChange = { current: string; next: string };
export type SetupRequest = {
  token: string;
  company: string;
  timeZone: string;
  name: string;
  email: string;
  password: string;
};
/** `steps`: what is done, for who may do it; null for everybody else. */
/** `language`: of the page for who has not chosen one; null: what their browser asks for. */
export type SetupState = { needed: boolean; steps: SetupSteps | null; language: 'en' | 'id' | null };
export type SetupSteps = Record<'account' | 'area' | 'camera' | 'notice' | 'person', boolean>;

/** A camera as its YAML file says, secrets still as ${ENV}. */
export type CameraFile = {
  cameraId: string;
  name: string;
  area: string;
  url: string;
  enabled: boolean;
  fps: number;
  /** In pixels of the full-size frame; decides how wide the picture is in which people are looked for. */
  smallestFacePx: number;
  /** That width given outright; null: as `smallestFacePx` decides. */
  detectWidthPx: number | null;
  loop: boolean;
  zones: Zone[];
};
/** `url` as the form has it, masked passwords too; `cameraId`: whose stored password a mask stands for. */
export type CameraTestRequest = { url: string; cameraId: string | null };
/** One picture of an address, or why there is none. */
export type CameraTest =
  | {
      kind: 'seen';
      /** Base64; privacy zones of a stored camera are painted. */
      jpeg: string;
      /** Of the frames that are analysed, in pixels. */
      width: number;
      height: number;
      /** As ffmpeg spells it; null: not told. */
      source: {
        codec: string;
        pixelFormat: string;
        width: number;
        height: number;
        fps: number | null;
      } | null;
      firstPictureMs: number;
      hints: CameraHint[];
    }
  | { kind: 'blind'; detail: string; hints: CameraHint[] };
/** What somebody who sets a camera up should know of its stream; `reachM`: up to where a usual lens shows faces large enough. */
export type CameraHint =
  | { kind: 'subStream' }
  | { kind: 'lowResolution'; reachM: number }
  | { kind: 'highResolution' }
  | { kind: 'h265' }
  | { kind: 'mjpeg' }
  | { kind: 'lowRate'; fps: number }
  | { kind: 'slowStart'; seconds: number };

/** What one camera costs and gives, of the last second where nothing else is said; null before its first second. */
export type CameraStatsView = {
  cameraId: string;
  stats: {
    framesDecoded: number;
    framesAnalysed: number;
    framesDropped: number;
    analysesFailed: number;
    analysesSkipped: number;
    analysesPerSecond: number;
    analysesWanted: number;
    analysesGranted: number;
    stageMs: { motion: number; detect: number; track: number; embed: number };
    moving: boolean;
  } | null;
};

/** A network this machine is in, where cameras are looked for. */
export type NetworkView = { name: string; address: string };
/** A camera that answered; the result of a `discovery` job is a list of them. */
export type DiscoveredCamera = {
  /** Where its ONVIF service is. */
  address: string;
  host: string;
  name: string;
  model: string;
  /** The camera whose file names this host; null: none. */
  cameraId: string | null;
};
export type OnvifRequest = { address: string; user: string; password: string };
/** The streams of one ONVIF camera, the best first. `url` without a password. */
export type OnvifCamera = {
  manufacturer: string;
  model: string;
  streams: OnvifStream[];
};
export type OnvifStream = {
  name: string;
  url: string;
  /** As ONVIF spells it: H264, H265, JPEG. */
  encoding: string;
  width: number;
  height: number;
  fps: number | null;
  /** sub: smaller than another of the same camera; main: the one to choose. */
  role: 'main' | 'sub' | 'other';
};

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
export type Leave = {
  leaveId: string;
  fromMs: number;
  toMs: number;
  why: string;
  recordedBy: string;
};
/** What was erased with a person; the audit log keeps the receipt, without the name. */
export type ErasureReceipt = {
  receiptId: string;
  personId: string;
  name: string;
  erasedAtMs: number;
  by: string;
  erased: {
    samples: number;
    consents: number;
    sojourns: number;
    corrections: number;
    notices: number;
    leaves: number;
  };
};
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
export type Sojourn = {
  sojournId: string;
  cameraId: string;
  cameraName: string;
  area: string;
  fromMs: number;
  toMs: number;
  /** What the name was based on: score 0 to 1, lead over the second person, faces that voted. */
  evidence: { score: number; margin: number; faces: number };
  /** Somebody said it was not this person: it stands in the record and counts for nothing. */
  correction: Correction | null;
};
/** `actual`: who it really was, where that is known and they are enrolled. */
export type Correction = { atMs: number; by: string; why: string; actual: string | null };
/** `actualId`: an enrolled person; null: somebody else, or not known. */
export type NotThisPerson = { actualId: string | null; why: string };

/** How samples of enrolled people were judged by the gallery without them. */
export type SampleTally = { judged: number; right: number; unknown: number; wrong: number };
/** `distance`: 0 is the same face; names are given up to about 0.4. */
export type AlikePair = {
  people: [{ personId: string; name: string }, { personId: string; name: string }];
  distance: number;
  verdict: 'tooAlike' | 'mayBeConfused' | 'apart';
  /** A sentence or two: what may happen, and what to do. */
  advice: string;
};
export type PersonCoverage = {
  personId: string;
  name: string;
  samples: number;
  /** Mean, 0 to 1; null without samples. */
  quality: number | null;
  /** Median; null when not known. */
  faceWidthPx: number | null;
  /** Samples by where the head is turned; left is the person's own. */
  frontal: number;
  left: number;
  right: number;
  turnUnknown: number;
  /** Samples nearly the same as another. */
  redundant: number;
  /** Samples unlike the others, which recognition does not use. */
  setAside: number;
  leftOut: SampleTally;
  /** The names that wrongly judged samples got. */
  takenFor: string[];
  nearest: { personId: string; name: string; distance: number } | null;
  /** What to add or check, most important first; empty: nothing. */
  advice: string[];
};
export type GalleryReport = {
  people: number;
  samples: number;
  /** Each person with the one most alike, the closest first. */
  pairs: AlikePair[];
  /** Of very many people only the newest are compared with all. */
  compared: { people: number; of: number };
  leftOut: SampleTally & { withSuggested: SampleTally };
  /** The distance up to which a name is given; `suggested` is the loosest that the closest pair allows. `sentence` says why. */
  limit: { used: number; suggested: number; sentence: string };
  /** Those with most to do first. */
  coverage: PersonCoverage[];
};

/**
 * How a track ended: with a name, or without one for this main reason. unclear: covered, or too close to another person.
 * belowThreshold: like nobody enrolled. lookAlike: two people fit, or the person is elsewhere in the same picture.
 */
export type TrackOutcome =
  | 'named'
  | 'noFace'
  | 'tooSmall'
  | 'blurred'
  | 'turnedAway'
  | 'cutOff'
  | 'unclear'
  | 'tooFewFaces'
  | 'belowThreshold'
  | 'lookAlike';
export type TrackCounts = Record<TrackOutcome, number>;
/** Whether a camera hangs where it can recognise people, from the faces of the last hour. */
export type PlacementView = {
  /** unsure: too few faces to tell. */
  verdict: 'unsure' | 'good' | 'borderline' | 'tooSmall' | 'tooBlurred' | 'turnedAway';
  /** People whose faces were measured. */
  faces: number;
  /** Medians; null without a face. `turn`: 0 looks at the camera, 1 is a profile. */
  widthPx: number | null;
  turn: number | null;
  sharpness: number | null;
  /** What was measured, and what it should be. */
  sentence: string;
  /** What to do, most useful first. */
  remedies: string[];
};
export type RecognitionView = {
  cameraId: string;
  /** Tracks that ended since midnight at the site, and since the server started. */
  today: TrackCounts;
  sinceStart: TrackCounts;
  /** What today's biggest cause means and what to do; null while nobody was left unnamed. */
  advice: string | null;
  placement: PlacementView;
};

/** A new person; what is left out is not said. */
export type NewPerson = Some<Profile> & { name: string; consent?: ConsentGiven | null };
type Some<Of> = { [Key in keyof Of]?: Of[Key] | undefined };
/** `locale`: the language the statement was shown in. */
export type ConsentGiven = { statement: string; locale?: string };
/** Only what is named changes. `confirm`: turning `badgeOnly` on erases faces and consent, and asks for this. */
export type PersonChange = Some<Profile & { deactivated: boolean; confirm: boolean }>;
/** What became of consent, oldest first. Withdrawing erased `samples` faces. */
export type ConsentEvent = {
  kind: 'given' | 'withdrawn';
  atMs: number;
  by: string;
  statement: string;
  locale: string;
  samples: number;
};
/** `samples`: how many faces were erased. */
export type ConsentWithdrawn = { samples: number };
/** Result of the job that enrols many photos. `unmatched`: files whose name says nobody who is enrolled. */
export type EnrolResult = {
  people: { personId: string; name: string; photos: PhotoResult[] }[];
  unmatched: { file: string; message: string }[];
};
/** "This is …": what of a living track was learned. `known`: faces left out because samples show the same. */
export type TrackEnrolment = { samples: SampleView[]; known: number };
export type NewLeave = Pick<Leave, 'fromMs' | 'toMs' | 'why'>;

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
