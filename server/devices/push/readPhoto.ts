/** ATTPHOTO: a few lines of text, a NUL, then a JPEG. Only its head is read: pictures of people at a door are not kept here. */
import { keyedOf } from './keyed.ts';

export type PhotoHead = { file: string; bytes: number };

/** null: not one. */
export function photoHead(body: Buffer): PhotoHead | null {
  const end = body.indexOf(0);
  if (end < 0 || end > 2_000) return null;
  const fields = keyedOf(body.subarray(0, end).toString('latin1'), /[\r\n\t&]/);
  const file = fields.get('pin');
  return file === undefined ? null : { file: file.slice(0, 100), bytes: body.length - end - 1 };
}
