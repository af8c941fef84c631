/** How much a terminal holds and could hold: 92 bytes, or 80 on one that knows no faces. */
import { incomplete } from './zkError.ts';

export type TerminalCounts = {
  users: number;
  logs: number;
  fingers: number;
  /** Null where the terminal does not say. */
  faces: number | null;
  admins: number;
  passwords: number;
  operations: number;
  capacity: { users: number; logs: number; fingers: number; faces: number | null };
};

export function decodeCounts(data: Buffer): TerminalCounts {
  if (data.length < 80) throw incomplete(`its counts take ${data.length} bytes instead of 80 or 92`);
  const at = (offset: number): number => data.readUInt32LE(offset);
  const faces = data.length >= 92;
  return {
    users: at(16),
    fingers: at(24),
    logs: at(32),
    operations: at(40),
    admins: at(48),
    passwords: at(52),
    faces: faces ? at(80) : null,
    capacity: { fingers: at(56), users: at(60), logs: at(64), faces: faces ? at(88) : null },
  };
}
