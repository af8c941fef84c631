/** Routes about incidents, whom they are told to, and how. */
import type { Parts } from './createApp.ts';

export function messagingRoutes(parts: Parts): void {
  void parts;
}
