/** The words in which a simulated terminal answers. */
import { answers } from '../zk/commands.ts';
import type { Faults } from './faults.ts';
import type { SimulatedTerminal } from './simulatedTerminal.ts';

/** One client's conversation. */
export type Talk = {
  session: number;
  signedIn: boolean;
  eventMask: number;
  dataset: Buffer | null;
  partsRead: number;
  upload: Buffer | null;
  uploadBytes: number;
};

export type Answer =
  /** `state` stands where the session's number usually is. */
  | { kind: 'one'; command: number; data: Buffer; state?: number }
  /** Announced, sent in pieces and closed with "ok"; `part` when it is one of a dataset. */
  | { kind: 'stream'; data: Buffer; part: boolean }
  | { kind: 'none' };
export type Ask = {
  command: number;
  data: Buffer;
  talk: Talk;
  terminal: SimulatedTerminal;
  key: number;
  faults: Faults;
};
export type Handle = (ask: Ask) => Answer;

export const nothing = Buffer.alloc(0);
export const one = (command: number, data: Buffer = nothing): Answer => ({ kind: 'one', command, data });
export const ok = (data?: Buffer): Answer => one(answers.ok, data);
export const no: Answer = one(answers.error);
/** What goes into one message with its head, as terminals and their clients expect. */
export const oneMessageMax = 1000;

export function u32(value: number): Buffer {
  const data = Buffer.alloc(4);
  data.writeUInt32LE(value >>> 0);
  return data;
}
