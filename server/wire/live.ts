/** What a socket tells and hears: the whole live page, its changes and its pictures. Types only. */
import type { CameraView } from './cameras.ts';
import type { AreaView, TeamView } from './directory.ts';
import type { IncidentView } from './incidents.ts';
import type { JobView } from './jobs.ts';
import type { NoticeView } from './notices.ts';
import type { PersonView, Summary } from './presence.ts';

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
