/** What a terminal says about itself: options, its registry, and what it adds when it asks for work. */
import { type Keyed, keyedOf } from './keyed.ts';

/** `~DeviceName=..,MAC=..`, or a line each. */
export const optionsOf = (text: string): Keyed => keyedOf(text, /[,\r\n\t]/);

export type PushFacts = {
  mac: string | null;
  firmware: string | null;
  platform: string | null;
  model: string | null;
  fingerAlgorithm: string | null;
  faceAlgorithm: string | null;
  /** Versions by type of unified templates, `0:1:0:…`; null: it takes none. */
  bioVersions: string | null;
  counts: { users: number; fingers: number; faces: number; logs: number } | null;
  /** Which of them it told; the others are noughts. */
  countsTold: { users?: boolean; fingers: boolean; faces: boolean } | null;
  capacities: { users: number; fingers: number; faces: number; logs: number } | null;
};

/** Only what was told; the rest stays as it was known. */
export function factsOf(told: Keyed): Partial<PushFacts> {
  const text = (...keys: string[]): string | undefined => {
    const found = keys.map((key) => told.get(key)).find((value) => value !== undefined && value !== '');
    return found?.slice(0, 200);
  };
  const facts = {
    mac: text('mac'),
    firmware: text('fwversion', '~fwversion', 'firmver', 'fw'),
    platform: text('~platform', 'platform'),
    model: text('~devicename', 'devicename'),
    fingerAlgorithm: text('~zkfpversion', 'zkfpversion', 'fpversion'),
    faceAlgorithm: text('zkfaceversion', '~zkfaceversion', 'faceversion'),
    bioVersions: text('multibioversion'),
    counts: numbers(told, ['usercount', 'fpcount', 'facecount', 'transactioncount']),
    countsTold: toldOf(told),
    capacities: numbers(told, ['~maxusercount', '~maxfingercount', '~maxfacecount', '~maxattlogcount']),
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

/** Of a terminal in access control mode "hundreds" stand for capacities in some firmware; they are told as they came. */
function numbers(told: Keyed, keys: string[]): PushFacts['counts'] | undefined {
  const found = keys.map((key) => told.get(key));
  if (found.every((value) => value === undefined)) return undefined;
  const [users = 0, fingers = 0, faces = 0, logs = 0] = found.map(countOf);
  return { users, fingers, faces, logs };
}

const isNumber = (text: string | undefined): boolean => /^\d{1,9}$/.test(text ?? '');
function toldOf(told: Keyed): PushFacts['countsTold'] | undefined {
  const keys = ['usercount', 'fpcount', 'facecount', 'transactioncount'];
  if (keys.every((key) => told.get(key) === undefined)) return undefined;
  const [users, fingers, faces] = keys.map((key) => isNumber(told.get(key)));
  return { users: users ?? false, fingers: fingers ?? false, faces: faces ?? false };
}

const countOf = (text: string | undefined): number =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : 0;

/** `INFO=firmware,users,fingers,records,address,finger algorithm,face algorithm,faces needed,faces,…` of a request for work. */
export function infoOf(info: string): Partial<PushFacts> {
  const parts = info.split(',', 12).map((part) => part.trim());
  if (parts.length < 4 || parts[0] === '') return {};
  const [firmware = '', users, fingers, logs, , finger = '', face = '', , faces] = parts;
  return {
    firmware: firmware.slice(0, 200),
    counts: { users: countOf(users), fingers: countOf(fingers), faces: countOf(faces), logs: countOf(logs) },
    countsTold: { users: isNumber(users), fingers: isNumber(fingers), faces: isNumber(faces) },
    ...(/^\d{1,3}$/.test(finger) && finger !== '0' ? { fingerAlgorithm: finger } : {}),
    ...(/^\d{1,3}$/.test(face) && face !== '0' ? { faceAlgorithm: face } : {}),
  };
}
