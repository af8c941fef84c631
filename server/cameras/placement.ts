/** Whether a camera hangs where it can recognise people: measured on the faces that passed. Pure. */
import type { FrameSize } from '../../pipeline/messages.ts';
import type { PlacementView } from '../wire.ts';
import type { FaceLook } from './cameraTally.ts';

type Verdict = PlacementView['verdict'];
type Measured = { widthPx: number; turn: number; sharpness: number };

/** Fewer people than this may all have been far away, or in a hurry. */
const facesMin = 5;

/**
 * Where recognition begins to suffer (`fair`) and where it fails (`poor`), from the measurements in the pipeline's
 * judgeQuality, which skips faces beyond its own limits, and from "Limits" in the README.
 * Width: 60 px 99.0 % of pairs right, 40 px 98.7 %, 30 px 94.7 %, 20 px 84.0 %; 48 leaves room for people of other sizes.
 * Sharpness: 4.5 98.7 %, 2.1 93.3 %, 1.5 86.3 %. Turn: 5 % farther from one's own photos at 0.5, one eye hidden beyond 0.8.
 */
export const placementLimits = {
  widthPx: { fair: 48, poor: 30 },
  sharpness: { fair: 4.5, poor: 1.8 },
  turn: { fair: 0.5, poor: 0.8 },
} as const;

/** Cameras call this size their second stream; their first is 1280 wide and more. */
const smallPictureWidthPx = 800;

export function placementOf(
  looks: readonly FaceLook[],
  camera: { frame: FrameSize | null; subStream: boolean },
): PlacementView {
  const measured = medians(looks);
  const verdict = measured ? verdictOf(measured, looks.length) : 'unsure';
  return {
    verdict,
    faces: looks.length,
    widthPx: measured && Math.round(measured.widthPx),
    turn: measured && round(measured.turn),
    sharpness: measured && round(measured.sharpness),
    sentence: sentenceOf(verdict, measured, looks.length),
    remedies: measured ? remediesFor(verdict, measured, camera) : [],
  };
}

/** A small face is blurred too, so its size goes first. */
function verdictOf({ widthPx, turn, sharpness }: Measured, faces: number): Verdict {
  const { widthPx: width, turn: turned, sharpness: sharp } = placementLimits;
  if (faces < facesMin) return 'unsure';
  if (widthPx < width.poor) return 'tooSmall';
  if (turn > turned.poor) return 'turnedAway';
  if (sharpness < sharp.poor) return 'tooBlurred';
  const isFair = widthPx < width.fair || turn > turned.fair || sharpness < sharp.fair;
  return isFair ? 'borderline' : 'good';
}

function sentenceOf(verdict: Verdict, measured: Measured | null, faces: number): string {
  if (!measured) return 'No face was seen in the last hour.';
  const { fair } = placementLimits.widthPx;
  const wide = `Faces here are ${Math.round(measured.widthPx)} px wide (median of ${faces} in the last hour)`;
  const size = `${wide}; ${fair} or more recognise reliably.`;
  switch (verdict) {
    case 'unsure':
      return `${wide}: too few to tell. Walk past the camera ${facesMin - faces} more ${facesMin - faces === 1 ? 'time' : 'times'}.`;
    case 'turnedAway':
      return `Most faces here are turned away: half of them by more than ${percent(measured.turn)} of a profile.`;
    case 'tooBlurred':
      return `Faces here are blurred: sharpness ${measured.sharpness.toFixed(1)} (median of ${faces} in the last hour); ${placementLimits.sharpness.fair} or more recognise reliably.`;
    case 'borderline':
      return measured.widthPx < fair ? size : `${wide}, but ${borderline(measured)}.`;
    case 'tooSmall':
    case 'good':
      return size;
    default:
      return verdict satisfies never;
  }
}

const borderline = ({ turn }: Measured): string =>
  turn > placementLimits.turn.fair ? 'often turned to the side' : 'a little blurred';

function remediesFor(
  verdict: Verdict,
  { widthPx, turn, sharpness }: Measured,
  { frame, subStream }: { frame: FrameSize | null; subStream: boolean },
): string[] {
  if (verdict === 'good' || verdict === 'unsure') return [];
  const { widthPx: width, turn: turned, sharpness: sharp } = placementLimits;
  const isSmall = widthPx < width.fair;
  return [
    ...(isSmall ? sizeRemedies(widthPx, frame, subStream) : []),
    ...(turn > turned.fair ? ['Hang the camera lower, near head height, where people walk towards it.'] : []),
    ...(sharpness < sharp.fair && !isSmall
      ? [
          'Give more light, clean and focus the lens, or set a shorter exposure and a higher bit rate in the camera.',
        ]
      : []),
  ];
}

function sizeRemedies(widthPx: number, frame: FrameSize | null, subStream: boolean): string[] {
  const nearer = (placementLimits.widthPx.fair / widthPx).toFixed(1);
  const closer = `Hang the camera closer or use a longer lens: ${nearer} times the present size is needed.`;
  return [...streamRemedy(frame, subStream), closer];
}

function streamRemedy(frame: FrameSize | null, subStream: boolean): string[] {
  if (!frame) return [];
  const size = `${frame.width}×${frame.height}`;
  const isSmall = frame.width < smallPictureWidthPx;
  if (subStream)
    return [
      `The address is of the camera's second stream (${size}): take its main stream, where faces are larger.`,
    ];
  if (isSmall)
    return [
      `The picture is only ${size}: set the camera's stream to 1280×720 or more, or take its main stream.`,
    ];
  return frame.width < 1920 ? [`Set the camera's stream to more than ${size}, if it can.`] : [];
}

function medians(looks: readonly FaceLook[]): Measured | null {
  if (looks.length === 0) return null;
  const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
  return {
    widthPx: median(looks.map(({ widthPx }) => widthPx)),
    turn: median(looks.map(({ turn }) => turn)),
    sharpness: median(looks.map(({ sharpness }) => sharpness)),
  };
}

const round = (value: number): number => Math.round(value * 100) / 100;
const percent = (share: number): string => `${Math.round(share * 100)} %`;
