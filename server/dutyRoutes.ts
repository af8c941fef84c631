/** Routes about who has to be there when. */
import type { Parts } from './createApp.ts';

export function dutyRoutes(parts: Parts): void {
  void parts;
}
