/** Writes text as fast as whoever reads it takes it. */
import { drained } from './drained.ts';
import { ended } from './ended.ts';
import type { Sink } from './reportFile.ts';

/** So much is put together before it is written. */
const atOnce = 64 * 1024;

export function textWriter(sink: Sink) {
  let held = '';
  const flush = async (): Promise<void> => {
    const text = held;
    held = '';
    if (text !== '' && !sink.write(text)) await drained(sink);
  };
  return {
    async write(text: string): Promise<void> {
      held += text;
      if (held.length >= atOnce) await flush();
    },
    async end(): Promise<void> {
      await flush();
      await ended(sink);
    },
  };
}
