/** What passes between the host and one inference thread. */
import type { NetworkName } from '../../models/catalogue.ts';
import type { InferenceAnswer, InferenceRequest } from '../messages.ts';

/** Passed as workerData. `files`: networks that lie elsewhere than in `networksDir`. */
export type ThreadSetup = {
  networksDir: string;
  networks: NetworkName[];
  files?: Partial<Record<NetworkName, string>>;
};

/** Host to thread. Runs come one at a time, each after the last one's answer; nothing follows `stop`. */
export type ToThread = { kind: 'run'; request: InferenceRequest } | { kind: 'stop' };

export type RunMs = Partial<Record<NetworkName, number>>;

/** Thread to host. `ready` or `unloadable` comes first, once. */
export type FromThread =
  | { kind: 'ready' }
  | { kind: 'unloadable'; file: string; reason: string }
  | { kind: 'answer'; answer: InferenceAnswer; runMs: RunMs }
  /** The request could not be run (a network that is not loaded, a wrong size); the thread is well. */
  | { kind: 'refused'; error: string };
