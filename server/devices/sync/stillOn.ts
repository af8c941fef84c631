/** What is told of people who left and whom a terminal does not confirm to be gone: how many, since when, why, and what to do. Pure. */
import { DateTime } from 'luxon';
import type { StillOnNow } from '../../notices/noticesAfter.ts';
import type { DeviceView } from '../../wire.ts';
import type { MissingReceipts } from './missingReceipts.ts';

export type StillOnRules = {
  /** 0: nobody is told. */
  afterMs: number;
  /** After a start terminals have so long to answer before anything is told of them. */
  settledAtMs: number;
  nowMs: number;
};
type Told = Pick<DeviceView, 'deviceId' | 'name' | 'area' | 'state' | 'problem' | 'host' | 'port'> & {
  /** Of its site. */
  zone: string;
  missing: (Omit<MissingReceipts, 'who'> & { problem: string | null }) | null;
  confirmedAtMs: number | null;
};

export function stillOn(
  { deviceId: terminalId, name, area, zone, missing, confirmedAtMs, ...device }: Told,
  { afterMs, settledAtMs, nowMs }: StillOnRules,
): StillOnNow {
  const isOff = afterMs === 0;
  const { people = 0, sinceMs = 0 } = missing ?? {};
  const about = { terminalId, name, area, people, sinceMs, confirmedAtMs, isOff };
  if (missing === null || isOff) return { ...about, detail: null, trouble: '', isLate: false };
  const trouble = withoutAddress(whyMissing(device, missing.problem), { name, ...device });
  const since = DateTime.fromMillis(sinceMs, { zone }).toFormat('yyyy-MM-dd HH:mm');
  const detail = stillOnSentences.detail({ ...missing, since, trouble });
  return { ...about, detail, trouble, isLate: nowMs - sinceMs >= afterMs && nowMs >= settledAtMs };
}

function whyMissing({ state, problem }: Pick<DeviceView, 'state' | 'problem'>, refusal: string | null) {
  if (state !== 'online') return problem ?? stillOnSentences.connecting();
  return refusal ?? stillOnSentences.unanswered();
}

/** It goes out in messages, to whom nobody knows: its name says which one it is. */
function withoutAddress(
  text: string,
  { name, host, port }: Pick<DeviceView, 'name' | 'host' | 'port'>,
): string {
  if (host === null) return text;
  const plain = text.replaceAll(`[${host}]:${port}`, () => name).replaceAll(`${host}:${port}`, () => name);
  // A name without a dot may be a word of the sentence.
  return /[.:]/.test(host) ? plain.replaceAll(host, () => name) : plain;
}

/** A wording each; names are in none of them, for they outlive whoever is erased. */
export const stillOnSentences = {
  detail: ({ people, known, since, trouble }: { since: string; trouble: string } & Counted) =>
    `People who left and may still be on it: ${people} (on it when it was last read: ${known}), the longest since ${since}. ${trouble} Until it confirms that they are gone, they may punch and pass there: delete them at its menu, or remove it here if it is not used any more.`,
  connecting: () => 'It has not answered since this server started.',
  unanswered: () => 'It answers, and has not confirmed it yet.',
} as const;
type Counted = Pick<MissingReceipts, 'people' | 'known'>;
