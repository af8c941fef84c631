/** What is known of somebody on one terminal: what it is to hold, what it holds, and how far the one became the other. */
import { createHash } from 'node:crypto';
import type { DevicePersonState, DevicePersonView } from '../../wire.ts';
import type { TemplateKind } from '../push/rows.ts';

export type TemplateOf = {
  kind: TemplateKind;
  number: number;
  /** Templates go only between equal ones. */
  algorithm: string;
};
export type HeldTemplate = TemplateOf & {
  hash: string;
  /** When it took the place of another or came to a terminal that was known; 0: it was there from the beginning. */
  changedAtMs: number;
};

export type SyncRow = {
  deviceId: string;
  userId: string;
  personId: string | null;
  wanted: DevicePersonView['wanted'];
  state: DevicePersonState;
  problem: string | null;
  held: boolean;
  added: boolean;
  recordHash: string | null;
  templates: readonly HeldTemplate[];
  tries: number;
  retryAtMs: number | null;
  cleanedAtMs: number | null;
  changedAtMs: number;
  confirmedAtMs: number | null;
};

export const freshRow = (deviceId: string, userId: string, nowMs: number): SyncRow => ({
  ...{ deviceId, userId, personId: null, wanted: null, state: 'waiting', problem: null },
  ...{ held: false, added: false, recordHash: null, templates: [], tries: 0, retryAtMs: null },
  ...{ cleanedAtMs: null, changedAtMs: nowMs, confirmedAtMs: null },
});

export type RecordOf = { name: string; privilege: number; card: string; group?: string };
export const recordHashOf = ({ name, privilege, card }: RecordOf): string =>
  hashOf(Buffer.from(JSON.stringify([name, privilege, card])));

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const versions = new Map<string, string>();
/** `10` and `10.0` are one. There are few, and they are asked for at every template. */
export function versionOf(text: string): string {
  const known = versions.get(text);
  if (known !== undefined) return known;
  const version = text
    .trim()
    .replace(/^0+(?=\d)/, '')
    .replace(/\.0+$/, '');
  if (versions.size < 1_000) versions.set(text, version);
  return version;
}

/** The same finger or face, of the same algorithm, whatever its bytes. */
export const placeOf = ({ kind, number, algorithm }: TemplateOf): string =>
  `${kind} ${number} ${kind === 'finger' || kind === 'face' ? versionOf(algorithm) : algorithm}`;

const faceTypes = ['2:', '9:'];
export function countsOf(templates: readonly TemplateOf[]): {
  fingers: number;
  faces: number;
  photo: boolean;
} {
  const of = (kind: TemplateKind, types: readonly string[]) =>
    templates.filter(
      (each) =>
        each.kind === kind || (each.kind === 'bio' && types.some((type) => each.algorithm.startsWith(type))),
    );
  const faces = of('face', faceTypes);
  return {
    fingers: of('finger', ['1:']).length,
    // A face is of many parts.
    faces: faces.length > 0 ? 1 : 0,
    photo: templates.some(({ kind }) => kind === 'photo'),
  };
}
