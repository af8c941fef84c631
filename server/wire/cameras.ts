/** Cameras: how they are set up, tried, found, and whether they see. Types only. */

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
