/** Step 1: the faces and bodies of one frame, joined into one candidate per person. */
import type { Box, FaceDetection, FrameSize, PersonDetection, Point } from '../messages.ts';
import { assign } from './assign.ts';
import { areaOf, centreOf, containment, iou, isBox, unitOf } from './boxes.ts';
import type { TrackerOptions } from './trackerOptions.ts';

export type Candidate = {
  face: FaceDetection | null;
  person: PersonDetection | null;
  /** Detected, or inferred from the face. */
  body: Box;
  score: number;
  /** May start a track. */
  high: boolean;
  /** The body itself was detected well. */
  solid: boolean;
};

export function joinDetections(
  faces: readonly FaceDetection[],
  persons: readonly PersonDetection[],
  frame: FrameSize,
  options: TrackerOptions,
): Candidate[] {
  const goodFaces = oneFacePerHead(faces.filter((face) => face.score >= options.faceLow && isBox(face.box)));
  const goodPersons = persons.filter((person) => person.score >= options.personLow && isBox(person.box));
  const chosen = assign(
    goodFaces.map((face) => goodPersons.map((person) => joinCost(face.box, person.box))),
    ALONE,
  );
  const joined = goodFaces.map((face, i) =>
    candidate(face, goodPersons[chosen[i] ?? -1] ?? null, frame, options),
  );
  const taken = new Set(chosen);
  const rest = goodPersons.flatMap((person, i) =>
    taken.has(i) ? [] : [candidate(null, person, frame, options)],
  );
  return withoutDuplicates([...joined, ...rest]);
}

/** A second box on a head (a part of the face, a hand before it) must not become a second person. */
function oneFacePerHead(faces: readonly FaceDetection[]): FaceDetection[] {
  const kept: FaceDetection[] = [];
  for (const face of faces.toSorted((a, b) => b.score - a.score)) {
    const repeated = kept.some(({ box }) => iou(box, face.box) > 0.3 || containment(box, face.box) > 0.6);
    if (!repeated) kept.push(face);
  }
  return kept;
}

/** Worse than this and a face is better off without the body. */
const ALONE = 3;
/** Of the body's width; portraits reach 0.85, a walker with spread arms 0.12. */
const FACE_SHARE = { least: 0.12, usual: 0.33, most: 0.85 };

/** How badly a face sits on a body; Infinity where it cannot be its face. */
export function joinCost(face: Box, body: Box): number {
  const share = face.width / body.width;
  const centre = centreOf(face);
  const across = (centre.x - body.x) / body.width;
  // In widths, unless that is more than the box: a desk hides the legs, never the shoulders.
  const down = (centre.y - body.y) / Math.min(body.height, 1.3 * body.width);
  if (share < FACE_SHARE.least || share > FACE_SHARE.most) return Infinity;
  if (across < 0 || across > 1 || down < -0.05 || down > 0.6) return Infinity;
  return (
    2 * Math.abs(across - 0.5) + 2 * Math.abs(down - 0.25) + Math.abs(Math.log(share / FACE_SHARE.usual))
  );
}

/** An adult is about three face boxes wide and seven tall; the frame's lower edge ends what can be seen. */
export function inferBody(face: Box, frame: FrameSize): Box {
  const centre = centreOf(face);
  const width = 3 * face.width;
  const y = centre.y - 0.85 * face.height;
  const height = Math.max(2 * face.height, Math.min(7 * face.height, frame.height - y));
  return { x: centre.x - width / 2, y, width, height };
}

export function candidate(
  face: FaceDetection | null,
  person: PersonDetection | null,
  frame: FrameSize,
  options: TrackerOptions,
): Candidate {
  const [faceScore, personScore] = [face?.score ?? 0, person?.score ?? 0];
  const body = person?.box ?? (face ? inferBody(face.box, frame) : NOTHING);
  const high = faceScore >= options.faceHigh || personScore >= options.personHigh;
  const solid = personScore >= options.personHigh;
  return { face, person, body, score: Math.max(faceScore, personScore), high, solid };
}

const NOTHING: Box = { x: 0, y: 0, width: 1, height: 1 };

/** Bodies without a face that repeat a better candidate are dropped; faces are evidence of their own. */
function withoutDuplicates(candidates: Candidate[]): Candidate[] {
  const ranked = candidates.toSorted(
    (a, b) => Number(b.face !== null) - Number(a.face !== null) || b.score - a.score,
  );
  const kept: Candidate[] = [];
  for (const next of ranked) if (!kept.some((other) => repeats(next, other))) kept.push(next);
  return kept;
}

/** Whether a candidate without a face shows the same person as `other`. */
export function repeats(next: Candidate, other: Candidate): boolean {
  if (next.face) return false;
  if (iou(next.body, other.body) > 0.6) return true;
  if (
    other.face &&
    other.person &&
    joinCost(other.face.box, next.body) < ALONE &&
    iou(next.body, other.body) > 0.35
  )
    return true;
  // A body inferred from a face covers whatever is behind it, and proves nothing about that.
  if (!other.person) return false;
  return areaOf(next.body) < areaOf(other.body) && containment(next.body, other.body) > 0.9;
}

/** Where the head of a body without a face is, by default: in units below the top edge. */
export const HEAD_BELOW_TOP = 0.28;

export function headOf(candidate: Candidate): Point {
  if (candidate.face) return centreOf(candidate.face.box);
  const { x, y, width } = candidate.body;
  return { x: x + width / 2, y: y + HEAD_BELOW_TOP * unitOf(candidate.body) };
}
