import type { SyncPassParts } from './syncPass.ts';

/** A terminal is relied on again: whoever stays on another only because of that can leave it now. */
export function soonKept({ book, soon }: Pick<SyncPassParts, 'book' | 'soon'>): void {
  for (const { deviceId } of book.terminals())
    if ([...book.rowsOn(deviceId).values()].some(({ held, wanted }) => held && wanted === 'gone'))
      soon(deviceId);
}
