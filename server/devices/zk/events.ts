/** What a terminal tells by itself: the kind is where the session's number usually is. */
import { eventKinds } from './commands.ts';
import { decodeId } from './deviceText.ts';
import { decodeTimeBytes } from './deviceTime.ts';

export type TerminalEvent =
  | {
      kind: 'log';
      userId: string;
      /** What the terminal's clock showed; null for what is on no calendar. */
      at: string | null;
      verify: number;
      status: number;
    }
  | { kind: 'finger' | 'button' | 'unlock' }
  | { kind: 'userEnrolled'; userId: string }
  | { kind: 'fingerEnrolled'; result: number; size: number; userId: string | null; finger: number | null }
  /** `uid` is null where nobody was recognised. */
  | { kind: 'verify'; uid: number | null }
  /** 100 is a good print of the finger. */
  | { kind: 'score'; score: number }
  | { kind: 'alarm'; cause: number }
  /** Of a kind or a width that we do not know: kept, never guessed. */
  | { kind: 'unknown'; code: number; bytes: Buffer };

/** One message may tell several records. */
export function decodeEvent(code: number, data: Buffer): TerminalEvent[] {
  return decoders[code]?.(data) ?? [{ kind: 'unknown', code, bytes: data }];
}

/** Null for a width that is not known. */
type Decode = (data: Buffer) => TerminalEvent[] | null;
const decoders: Record<number, Decode> = {
  [eventKinds.log]: decodeLogEvent,
  [eventKinds.finger]: () => [{ kind: 'finger' }],
  [eventKinds.button]: () => [{ kind: 'button' }],
  [eventKinds.unlock]: () => [{ kind: 'unlock' }],
  [eventKinds.userEnrolled]: (data) =>
    data.length > 0 ? [{ kind: 'userEnrolled', userId: decodeId(data) }] : null,
  [eventKinds.fingerEnrolled]: decodeEnrolment,
  [eventKinds.verify]: decodeVerify,
  [eventKinds.score]: (data) => (data.length > 0 ? [{ kind: 'score', score: data.readUInt8(0) }] : null),
  [eventKinds.alarm]: (data) => (data.length > 0 ? [{ kind: 'alarm', cause: data.readUInt8(0) }] : null),
};

/** Bytes of the user's id by the width of the message. */
const idBytes: Record<number, 2 | 4 | 24> = { 10: 2, 12: 4, 14: 2, 32: 24, 36: 24, 37: 24, 52: 24 };
export const logEventWidths = Object.keys(idBytes).map(Number);

function decodeLogEvent(data: Buffer): TerminalEvent[] | null {
  const width = data.length > 52 && data.length % 52 === 0 ? 52 : data.length;
  const bytes = idBytes[width];
  if (bytes === undefined) return null;
  const events: TerminalEvent[] = [];
  for (let at = 0; at < data.length; at += width) events.push(logOf(data.subarray(at, at + width), bytes));
  return events;
}

function logOf(record: Buffer, bytes: 2 | 4 | 24): TerminalEvent {
  const userId = bytes === 24 ? decodeId(record.subarray(0, 24)) : String(record.readUIntLE(0, bytes));
  const at = decodeTimeBytes(record.subarray(bytes + 2, bytes + 8));
  return { kind: 'log', userId, at, verify: record.readUInt8(bytes), status: record.readUInt8(bytes + 1) };
}

/** Only what went well says whose finger it is: in 9 bytes of an id, or in 24. */
function decodeEnrolment(data: Buffer): TerminalEvent[] | null {
  if (data.length < 2) return null;
  const result = data.readUInt16LE(0);
  const told = data.length >= 29 ? 24 : data.length >= 14 ? 9 : 0;
  return [
    {
      kind: 'fingerEnrolled',
      result,
      size: data.length >= 4 ? data.readUInt16LE(2) : 0,
      userId: told > 0 ? decodeId(data.subarray(4, 4 + told)) : null,
      finger: told > 0 ? data.readUInt8(4 + told) : null,
    },
  ];
}

function decodeVerify(data: Buffer): TerminalEvent[] | null {
  if (data.length < 4) return null;
  const uid = data.readUInt32LE(0);
  return [{ kind: 'verify', uid: uid === 0xffff_ffff ? null : uid }];
}
