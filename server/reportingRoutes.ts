/** Routes about what HR reads, and what other programs take. */
import type { Parts } from './createApp.ts';

export function reportingRoutes(parts: Parts): void {
  void parts;
}
