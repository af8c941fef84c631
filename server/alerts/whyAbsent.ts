import { DateTime } from 'luxon';
import { durationText } from '../presence/timeText.ts';
import type { AbsenceEvidence } from '../wire.ts';

/** Why somebody counts as absent, in a sentence. Pure. */
export function whyAbsent(evidence: AbsenceEvidence, zone: string): string {
  const { kind, lastSeen, shift, coveredMs, cameras, camerasSeeing } = evidence;
  const time = (atMs: number): string => DateTime.fromMillis(atMs, { zone }).toFormat('HH:mm');
  const unseen = durationText(coveredMs);
  const seeing = `${camerasSeeing} of ${cameras} cameras saw`;
  if (kind === 'notArrived' && shift)
    return `Not seen since the shift began at ${time(shift.startMs)}; ${seeing} for ${unseen}.`;
  if (!lastSeen) return `Not seen for ${unseen}, while ${seeing}.`;
  return `Last seen at ${time(lastSeen.atMs)} at ${lastSeen.cameraName}, ${lastSeen.area}; not seen for ${unseen} while ${seeing}.`;
}
