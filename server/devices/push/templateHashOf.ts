/** One name for the same template, wherever it comes from: terminals give noughts at the end back or not. */
import { createHash } from 'node:crypto';

export function templateHashOf(template: Buffer): string {
  let end = template.length;
  while (end > 0 && template[end - 1] === 0) end--;
  return createHash('sha256').update(template.subarray(0, end)).digest('hex');
}
