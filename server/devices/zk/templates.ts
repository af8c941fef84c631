/** Fingerprint templates: bytes of an algorithm's version, opaque to us, passed on only between terminals of the same one. */
import { bodyOf } from './rows.ts';
import { incomplete } from './zkError.ts';

export type FingerTemplate = {
  uid: number;
  /** 0 to 9, from the left little finger to the right. */
  finger: number;
  /** 0 not valid, 1 valid, 3 given under duress. */
  flag: number;
  template: Buffer;
};

const headBytes = 6;

/** The dataset of a bulk read, with the count the terminal gave. */
export function decodeTemplates(dataset: Buffer, count: number): FingerTemplate[] {
  const bytes = bodyOf(dataset, 'fingerprints');
  const templates: FingerTemplate[] = [];
  for (let at = 0; at < bytes.length;) {
    const size = at + headBytes <= bytes.length ? bytes.readUInt16LE(at) : 0;
    if (size <= headBytes || at + size > bytes.length)
      throw incomplete(`fingerprint ${templates.length + 1} claims ${size} bytes`);
    templates.push(templateOf(bytes.subarray(at, at + size)));
    at += size;
  }
  if (templates.length !== count)
    throw incomplete(`it counts ${count} fingerprints and sent ${templates.length}`);
  return templates;
}

const templateOf = (entry: Buffer): FingerTemplate => ({
  uid: entry.readUInt16LE(2),
  finger: entry.readUInt8(4),
  flag: entry.readUInt8(5),
  template: Buffer.from(entry.subarray(headBytes)),
});

/** The answer to a request for one: a byte follows it, and on some firmware six empty ones before that. */
export function decodeOneTemplate(data: Buffer): Buffer {
  const withoutMark = data.subarray(0, Math.max(0, data.length - 1));
  const padding = withoutMark.length > 6 && withoutMark.subarray(-6).every((byte) => byte === 0) ? 6 : 0;
  return Buffer.from(withoutMark.subarray(0, withoutMark.length - padding));
}
