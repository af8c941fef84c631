/** What is asked of the ONVIF thread, and what it answers. */
export type OnvifQuestion =
  /** `device`: the name of a network interface of this machine; null: the system's choice. */
  | { kind: 'discover'; device: string | null; forMs: number }
  | { kind: 'streams'; service: OnvifService; user: string; password: string };

/** Where a camera's device service is. */
export type OnvifService = { secure: boolean; host: string; port: number; path: string };

/** A camera that answered a probe. */
export type Found = { address: string; host: string; name: string; model: string };

export type Profile = {
  name: string;
  url: string;
  encoding: string;
  width: number;
  height: number;
  fps: number | null;
};
export type Streams = { manufacturer: string; model: string; profiles: Profile[] };

export type OnvifAnswer =
  | { kind: 'found'; found: Found }
  | { kind: 'streams'; streams: Streams }
  /** Why there is no more. */
  | { kind: 'failed'; trouble: Trouble }
  | { kind: 'done' };

export type Trouble = 'unreachable' | 'silent' | 'signInRefused' | 'notOnvif' | 'noVideo' | 'tooMuch';
