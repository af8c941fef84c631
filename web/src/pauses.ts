/** Pauses that hold now. Pure. */
import type { Pause } from '../../server/wire.ts';

export const holdsNow = ({ fromMs, toMs }: Pause, nowMs: number): boolean =>
  fromMs <= nowMs && (toMs === null || nowMs < toMs);

export const pausesOf = (
  pauses: readonly Pause[],
  subject: Pause['subject'],
  subjectId: string,
  nowMs: number,
): Pause[] =>
  pauses.filter(
    (pause) => pause.subject === subject && pause.subjectId === subjectId && holdsNow(pause, nowMs),
  );
