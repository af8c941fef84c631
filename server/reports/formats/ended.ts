/** Ends a file, and waits until all of it is taken. Throws when nobody takes it any more. */
import { finished } from 'node:stream/promises';
import type { Sink } from './reportFile.ts';

export async function ended(sink: Sink): Promise<void> {
  const done = finished(sink, { readable: false });
  sink.end();
  await done;
}
