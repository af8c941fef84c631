/** Templates on their way from one terminal to others: in memory, bounded, and not for long. */
import { placeOf, type TemplateOf } from './syncRow.ts';

export type TemplatePool = ReturnType<typeof createTemplatePool>;
type Key = { personId: string; template: TemplateOf & { hash: string } };

const bytesMost = 64 * 1024 * 1024;
const keptMs = 10 * 60_000;

export function createTemplatePool(now: () => number, most = bytesMost) {
  const held = new Map<string, { bytes: Buffer; atMs: number }>();
  /** What was asked for and was not here. */
  const wanted = new Set<string>();
  let size = 0;
  const drop = (key: string): void => {
    size -= held.get(key)?.bytes.length ?? 0;
    held.delete(key);
  };
  return {
    put(of: Key, bytes: Buffer): void {
      const key = keyOf(of);
      drop(key);
      wanted.delete(key);
      // A copy: it may be a part of megabytes that were read together.
      held.set(key, { bytes: Buffer.from(bytes), atMs: now() });
      size += bytes.length;
      for (const [oldest] of held) {
        if (size <= most) break;
        drop(oldest);
      }
    },
    get: (of: Key): Buffer | null => held.get(keyOf(of))?.bytes ?? null,
    want: (of: Key): void => void (wanted.size < 100_000 && wanted.add(keyOf(of))),
    isWanted: (of: Key): boolean => wanted.has(keyOf(of)),
    /** What waited long enough; it can be read again. */
    forgetOld(): void {
      for (const [key, { atMs }] of held) if (now() - atMs > keptMs) drop(key);
    },
    forgetPerson(personId: string): void {
      for (const key of held.keys()) if (key.startsWith(`${personId} `)) drop(key);
    },
    size: () => size,
  };
}

const keyOf = ({ personId, template }: Key): string => `${personId} ${placeOf(template)} ${template.hash}`;
