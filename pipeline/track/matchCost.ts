/**
 * How well a candidate continues a track: twice a negative log likelihood, or Infinity where it cannot be the same person.
 * Overlap alone (SORT, arXiv:1602.00763) fails at one analysis per second, where a walker's boxes no longer touch.
 */
import { appearanceDistance } from './appearanceOf.ts';
import { distanceBetween, iou, unitOf } from './boxes.ts';
import type { Candidate } from './joinDetections.ts';
import { bodyAt, headPoint, measureHead, type Track, trackUnit } from './track.ts';
import type { TrackerOptions } from './trackerOptions.ts';

/** Leaving a track without a detection; above the worst possible match, so that gates decide and not this figure. */
export const COST_OF_NONE = 60;

/** `track` must stand at the time of the candidate. */
export function matchCost(
  track: Track,
  found: Candidate,
  look: Float32Array | null,
  options: TrackerOptions,
): number {
  const { surprise, doubt } = surpriseOf(track, found);
  const overlap = iou(bodyAt(track, headPoint(track)), found.body);
  const change = sizeChange(track, found);
  if (!withinReach(track, found, options) || change > MAX_SIZE_CHANGE) return Infinity;
  if (surprise > GATE && overlap < 0.3) return Infinity;
  const shape = 3 * Math.log(1 + (change / 0.3) ** 2) + 2 * (1 - overlap);
  // Student's t with three degrees of freedom: people stop and turn more often than a Gauss curve allows.
  const motion = 5 * Math.log(1 + surprise / 3) + doubt;
  return motion + shape + likenessCost(track, look, overlap, options);
}

/** Squared Mahalanobis distance beyond which only overlapping boxes are believed: five standard deviations. */
const GATE = 25;
/** Natural logarithm of a size ratio: 2.2 times. */
const MAX_SIZE_CHANGE = 0.8;

/** Squared Mahalanobis distance, and what the width of the curve costs: a track that could be anywhere must not win. */
function surpriseOf(track: Track, found: Candidate): { surprise: number; doubt: number } {
  const { at, std } = measureHead(track, found);
  // Boxes snap to the network's grid; nothing is known more finely than a tenth of a unit.
  const floor = (0.1 * trackUnit(track)) ** 2;
  const x = track.headX.pp + std * std + floor;
  const y = track.headY.pp + std * std + floor;
  const surprise = (at.x - track.headX.position) ** 2 / x + (at.y - track.headY.position) ** 2 / y;
  return { surprise, doubt: Math.log((x * y) / (floor * floor)) };
}

/** How far a person can have come since last detected; nobody runs on unseen for long. */
function withinReach(track: Track, found: Candidate, options: TrackerOptions): boolean {
  const sinceSeenS = (track.atMs - track.seenAtMs) / 1000;
  const reach = 0.6 + options.maxSpeed * Math.min(sinceSeenS, 1);
  return distanceBetween(measureHead(track, found).at, headPoint(track)) <= reach * trackUnit(track);
}

/** Faces are compared with faces, detected bodies with detected bodies; a mixture tells little. */
function sizeChange(track: Track, found: Candidate): number {
  if (found.face && track.faceWidth) return Math.abs(Math.log(found.face.box.width / track.faceWidth));
  const change = Math.abs(Math.log(unitOf(found.body) / trackUnit(track)));
  return found.person && track.bodyKnown ? change : change / 2;
}

/** Within this time a changed look is a turn or a shadow rather than an exchange of people. */
const UNBROKEN_MS = 600;

function likenessCost(
  track: Track,
  look: Float32Array | null,
  overlap: number,
  options: TrackerOptions,
): number {
  if (!look || !track.appearance) return 0;
  const distance = appearanceDistance(track.appearance, look);
  const unbroken = track.atMs - track.seenAtMs <= UNBROKEN_MS && overlap > 0.3;
  if (distance > (unbroken ? options.otherUnbroken : options.otherAfterGap)) return Infinity;
  // The same torso a moment later is usually within 0.2.
  return Math.min(12, (distance / 0.2) ** 2);
}
