/** Everything that crosses the thread between the server and one camera's worker, and between a worker and inference. */
import type { NetworkName } from '../models/catalogue.ts';
import type { NetworkSpec } from '../models/networkSpec.ts';

export type CameraId = string & { readonly __brand: 'CameraId' };
/** Milliseconds since 1970, or since the start of a recording when `pace` is `everyFrame`. */
export type EpochMs = number;
/** Unique per camera for the life of the worker; never used again after `trackEnded`. */
export type TrackId = number;

/** Pixels of the full-size frame, origin top left. May reach past the edges. */
export type Box = { x: number; y: number; width: number; height: number };
export type Point = { x: number; y: number };
export type FrameSize = { width: number; height: number };
/** Part of the picture, in shares of its width and height. privacy: painted over before anything looks. ignore: nobody is looked for there. */
export type PictureZone = { kind: 'privacy' | 'ignore'; points: readonly Point[] };

/** In the order BlazeFace gives them; left and right are the person's own. Not every detector finds ears. */
export type FaceKeypoints = {
  rightEye: Point;
  leftEye: Point;
  nose: Point;
  mouth: Point;
  rightEar?: Point;
  leftEar?: Point;
};

export type FaceDetection = { kind: 'face'; box: Box; score: number; keypoints: FaceKeypoints };
export type PersonDetection = { kind: 'person'; box: Box; score: number };

/**
 * How usable a face is for recognition.
 * `sharpness`: variance of the Laplacian on the 150×150 chip, 0 upwards.
 * `turn`: 0 looks at the camera, 1 is a profile.
 * `quality`: 0 useless to 1 ideal; the weight of this face's vote.
 */
export type FaceQuality = { widthPx: number; sharpness: number; turn: number; quality: number };

/**
 * Why a face was not turned into an embedding. `doubtful`: a second look did not find it. `contested`: two people touch and
 * may be confused. `enoughSeen`: it would add nothing.
 */
export type Unusable =
  'tooSmall' | 'blurred' | 'turnedAway' | 'cutOff' | 'doubtful' | 'contested' | 'enoughSeen';

export type SightedFace = {
  box: Box;
  score: number;
  quality: FaceQuality;
  /** 128 numbers, of length about 1.4, or a custom recogniser's in the same unit; compared by L2 distance. null with the reason. */
  embedding: Float32Array | null;
  unusable: Unusable | null;
};

/** A track at one moment. */
export type Sighting = {
  trackId: TrackId;
  /** Measured in this frame, or predicted while the person is hidden (`seen` false). */
  body: Box;
  seen: boolean;
  face: SightedFace | null;
};

export type BlindReason =
  | 'unreachable'
  | 'signInRefused'
  | 'notFound'
  | 'noVideo'
  | 'stalled'
  | 'ended'
  | 'unreadable'
  | 'ffmpegMissing'
  | 'crashed'
  /** Pictures arrive, but nobody can be seen in them; the stream stays open. */
  | 'black'
  | 'covered'
  | 'frozen';

/** `retryInMs` is null while the stream stays open. `detail` is one sentence for a person: what happened and what to do. It never holds a password. */
export type Health =
  | { kind: 'starting' }
  | { kind: 'seeing'; frame: FrameSize }
  | { kind: 'blind'; reason: BlindReason; detail: string; retryInMs: number | null };

/** `live`: wall-clock time, newest frame wins, drops are counted. `everyFrame`: recording time, nothing is dropped. */
export type Pace = 'live' | 'everyFrame';

/** Passed as workerData, so a worker is never half configured. */
export type CameraSetup = {
  cameraId: CameraId;
  /** As people know it, for messages: "hall". */
  name: string;
  /** rtsp://, rtsps://, rtmp://, http(s)://, file path or file://, webcam:N or v4l2:///dev/video0; secrets already filled in. */
  url: string;
  pace: Pace;
  /** Frames decoded and, while something moves, analysed per second. */
  activeFps: number;
  /** Analyses per second while nothing moves. */
  idleFps: number;
  /** Width of the small stream that detection sees, a multiple of 32; or what it must show, which decides the width. */
  detectWidthPx: number | { smallestFacePx: number };
  /** A file played as a camera starts again when it ends. */
  loop: boolean;
  /** No frame for this long is blindness. */
  stalledAfterMs: number;
  /** None when left out. */
  zones?: readonly PictureZone[];
};

/** Server to worker. */
export type ToWorker =
  | { kind: 'watch'; watched: boolean }
  /** The last picture was taken; the next may come. One picture is under way at most. */
  | { kind: 'pictureTaken' }
  | { kind: 'zones'; zones: readonly PictureZone[] }
  /** From now on the faces of tracks without a name are made unrecognisable in pictures, or are not. */
  | { kind: 'blurUnknown'; on: boolean }
  /** These tracks have a name; all others have none. */
  | { kind: 'named'; trackIds: TrackId[] }
  /** The next frame, as a picture of its own, whether watched or not. `clear` as `SnapshotWish` says. */
  | { kind: 'snapshot'; requestId: number; clear: SnapshotWish }
  | { kind: 'stop' };

/** Counts are since the camera started, over every reconnection. */
export type CameraStats = {
  framesDecoded: number;
  framesAnalysed: number;
  /** Analyses that a network failed at; the camera goes on with the next frame. */
  analysesFailed: number;
  /** Frames replaced by a newer one before they could be analysed. */
  framesDropped: number;
  /** Analyses in the last second. */
  analysesPerSecond: number;
  /** How many a second this camera's pictures call for now, and how many of them a busy machine leaves. */
  analysesWanted: number;
  analysesGranted: number;
  /** Analyses that were due while something moved, and did not run because the machine was too busy. */
  analysesSkipped: number;
  /** JPEGs made for whoever watches: one of a frame, however many they are. */
  picturesMade: number;
  /** Mean of the last second's runs, waiting for a free inference thread included. */
  stageMs: { motion: number; detect: number; track: number; embed: number };
  /** The same since the camera started, all runs added up. */
  busyMs: { motion: number; detect: number; track: number; embed: number };
  moving: boolean;
};

/**
 * Whose faces may be clear while unknown faces are hidden: of tracks with a name these; null: all of them. `only`: a smaller picture,
 * made to be kept, in which the faces of all others are hidden whatever the setting says.
 */
export type SnapshotWish = readonly TrackId[] | { readonly only: readonly TrackId[] } | null;

/** `jpeg` null: there are too many requests. */
export type SnapshotAnswer = {
  kind: 'snapshot';
  requestId: number;
  atMs: EpochMs;
  jpeg: Uint8Array | null;
};

/** Worker to server, besides what a camera tells: the answers to what it was asked. */
export type FromWorkerThread = FromWorker | SnapshotAnswer;

/** What a camera tells. `health` comes first; nothing follows `failed` or `finished`. */
export type FromWorker =
  | { kind: 'health'; atMs: EpochMs; health: Health }
  /** One per analysed frame, also when nobody is in it. */
  | { kind: 'sightings'; atMs: EpochMs; frame: FrameSize; sightings: Sighting[] }
  | { kind: 'trackEnded'; atMs: EpochMs; trackId: TrackId }
  /** A JPEG and the boxes of that very frame; only while watched. `analysed` false: boxes are predictions. */
  | {
      kind: 'picture';
      atMs: EpochMs;
      frame: FrameSize;
      jpeg: Uint8Array;
      tracks: PictureTrack[];
      analysed: boolean;
    }
  | { kind: 'stats'; atMs: EpochMs; stats: CameraStats }
  /** A recording (pace `everyFrame`) was read to its end. */
  | { kind: 'finished'; durationMs: number; stats: CameraStats }
  | { kind: 'failed'; message: string };

export type PictureTrack = { trackId: TrackId; body: Box; face: Box | null };

/**
 * What inference is asked: one picture batch and the networks to run on it.
 * `pixels` is RGB, `count × height × width × 3` bytes; its buffer is transferred and comes back in the answer.
 */
export type InferenceRequest = {
  networks: NetworkName[];
  pixels: Uint8Array;
  count: number;
  width: number;
  height: number;
};
export type Tensor = { dims: number[]; data: Float32Array };
/** Outputs by network, in the order the catalogue names them; `pixels` is the caller's buffer, given back. */
export type InferenceAnswer = { outputs: Partial<Record<NetworkName, Tensor[]>>; pixels: Uint8Array };

/**
 * The one thing a camera knows about inference. Rejects with an Error when a network fails. `networks` says how to talk to
 * the networks behind it; absent, they are ours.
 */
export type Infer = {
  (request: InferenceRequest): Promise<InferenceAnswer>;
  readonly networks?: NetworkSpec;
};

/** Over the MessagePort each camera worker gets. */
export type ToInference = { requestId: number; request: InferenceRequest };
export type FromInference =
  { requestId: number; answer: InferenceAnswer } | { requestId: number; error: string };
