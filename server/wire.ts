/** Everything that crosses between the server and a browser: types only, so the web client may import it. */

export type Role = 'admin' | 'viewer';
export type Me = { userId: string; name: string; email: string; role: Role; demo: boolean };

export type HealthView =
  | { kind: 'starting'; sinceMs: number }
  | { kind: 'seeing'; sinceMs: number }
  /** `detail` is a sentence: what happened and what to do. */
  | { kind: 'blind'; sinceMs: number; detail: string };

export type CameraView = {
  cameraId: string;
  name: string;
  area: string;
  /** Frames of this camera were analysed within the last second or so: the AI light. */
  analysing: boolean;
  moving: boolean;
  health: HealthView;
  demo: boolean;
};

/** expected: enrolled, not seen yet. blind: not seen, and the cameras that could see them are blind. */
export type PresenceState = 'expected' | 'present' | 'away' | 'blind';
export type PersonView = {
  personId: string;
  name: string;
  state: PresenceState;
  /** Where the person is, or was last; null before the first sighting. */
  cameraId: string | null;
  cameraName: string | null;
  area: string | null;
  /** Start of the present state. */
  sinceMs: number | null;
  lastSeenMs: number | null;
};

export type Summary = {
  present: number;
  away: number;
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
  /** The page calls `taken` when it has drawn the picture; the next one is sent only then, always the newest. */
  picture: (picture: Picture, taken: () => void) => void;
  /** The session ended elsewhere: go to the sign-in page. */
  signedOut: () => void;
};
export type ClientToServer = {
  /** Join a camera's room, leaving any other. null leaves only. */
  watch: (cameraId: string | null) => void;
};

/** What every refused request answers with. `code` is in ERRORS.md. */
export type Problem = { error: { code: string; message: string; fields?: Record<string, string> } };

export type SignIn = { email: string; password: string };
export type PasswordChange = { current: string; next: string };
export type SetupRequest = {
  token: string;
  company: string;
  timeZone: string;
  name: string;
  email: string;
  password: string;
};
export type SetupState = { needed: boolean };

/** A camera as its YAML file says, secrets still as ${ENV}. */
export type CameraFile = {
  cameraId: string;
  name: string;
  area: string;
  url: string;
  enabled: boolean;
  fps: number;
  detectWidthPx: number;
  loop: boolean;
};
export type Person = {
  personId: string;
  name: string;
  samples: SampleView[];
  consent: { givenAtMs: number; recordedBy: string } | null;
  createdAtMs: number;
};
/** quality 0–1, where 1 is best. */
export type SampleView = { sampleId: string; quality: number; faceWidthPx: number; createdAtMs: number };
/** Answer to a photo upload: one entry a file, in order. */
export type PhotoResult =
  | { file: string; accepted: true; sample: SampleView }
  | { file: string; accepted: false; code: string; message: string };
export type Sojourn = { cameraId: string; cameraName: string; area: string; fromMs: number; toMs: number };
