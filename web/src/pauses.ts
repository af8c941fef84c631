/** Pauses that hold now. Pure. */
import type { Pause } from '../../server/wire.ts';

/** They begin when somebody says so: none lies in the future. */
export const holdsNow = ({ toMs, endedBy }: Pause, nowMs: number): boolean =>
  endedBy === null && (toMs === null || nowMs < toMs);

export const pausesOf = (
  pauses: readonly Pause[],
  subject: Pause['subject'],
  subjectId: string,
  nowMs: number,
): Pause[] =>
  pauses.filter(
    (pause) => pause.subject === subject && pause.subjectId === subjectId && holdsNow(pause, nowMs),
  );
