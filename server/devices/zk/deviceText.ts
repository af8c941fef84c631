/** Names on a terminal: UTF-8 on newer firmware, else the code page of the country it was sold in. */
import { ZkError } from './zkError.ts';

export const codePages = [
  ...['utf-8', 'windows-1252', 'iso-8859-1', 'windows-1250', 'windows-1251', 'windows-1253', 'windows-1254'],
  ...['windows-1255', 'windows-1256', 'windows-1258', 'windows-874', 'gbk', 'big5', 'shift_jis', 'euc-kr'],
] as const;
export type CodePage = (typeof codePages)[number];

export type DeviceText = {
  /** Up to the first NUL; a character that was cut off at the end of the field is left out. */
  decode: (field: Buffer) => string;
  /** Throws DEVICE_VALUE_UNFIT for a character the code page lacks. */
  encode: (text: string) => Buffer;
};

export function createDeviceText(codePage: CodePage = 'utf-8'): DeviceText {
  const decoder = new TextDecoder(codePage);
  const encode = codePage === 'utf-8' ? (text: string) => Buffer.from(text, 'utf8') : encoderOf(codePage);
  return {
    decode(field) {
      const text = decoder.decode(untilNul(field), { stream: true });
      decoder.decode();
      return text.trim();
    },
    encode,
  };
}

/** What of a text fits into a field, never half a character. */
export function cutToFit(text: string, bytes: number, { encode }: DeviceText): string {
  let fitting = '';
  for (const character of text) {
    if (encode(fitting + character).length > bytes) break;
    fitting += character;
  }
  return fitting;
}

/** Ids are digits and letters; whatever else a field holds is kept byte for byte. */
export function decodeId(field: Buffer): string {
  return untilNul(field).toString('latin1');
}

/** Filled up with NULs. Throws DEVICE_VALUE_UNFIT. */
export function fieldOf(text: Buffer, bytes: number, name: string): Buffer {
  if (text.length > bytes) {
    const what = `"${name}" takes ${text.length} bytes and ${bytes} fit`;
    throw ZkError.of('DEVICE_VALUE_UNFIT', { problem: what });
  }
  return Buffer.concat([text], bytes);
}

/** Throws DEVICE_VALUE_UNFIT for anything but what a terminal's keys can type. */
export function idField(userId: string, bytes: number): Buffer {
  if (!/^[\x21-\x7e]+$/.test(userId))
    throw ZkError.of('DEVICE_VALUE_UNFIT', {
      problem: `the user id "${userId}" is not of letters and digits`,
    });
  return fieldOf(Buffer.from(userId, 'latin1'), bytes, userId);
}

function untilNul(field: Buffer): Buffer {
  const end = field.indexOf(0);
  return end < 0 ? field : field.subarray(0, end);
}

/** The platform decodes code pages and does not encode them: the table is turned round, once it is needed. */
function encoderOf(codePage: CodePage): DeviceText['encode'] {
  let bytesOf: Map<string, number[]> | undefined;
  return (text) => {
    bytesOf ??= turnedRound(codePage);
    const bytes = [...text].flatMap((character) => {
      const found = bytesOf?.get(character);
      if (found) return found;
      const problem = `"${character}" does not exist in ${codePage}`;
      throw ZkError.of('DEVICE_VALUE_UNFIT', { problem });
    });
    return Buffer.from(bytes);
  };
}

function turnedRound(codePage: CodePage): Map<string, number[]> {
  const decoder = new TextDecoder(codePage);
  const bytesOf = new Map<string, number[]>();
  const add = (...bytes: number[]): void => {
    const text = decoder.decode(Uint8Array.from(bytes));
    if ([...text].length === 1 && text !== '\ufffd' && !bytesOf.has(text)) bytesOf.set(text, bytes);
  };
  for (let byte = 1; byte < 256; byte++) add(byte);
  if (!['gbk', 'big5', 'shift_jis', 'euc-kr'].includes(codePage)) return bytesOf;
  for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) add(lead, trail);
  return bytesOf;
}
