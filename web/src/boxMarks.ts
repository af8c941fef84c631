/** What is drawn on a picture, and in which words: decided here, so that who draws knows geometry and colours only. */
import type { Picture, PictureBox, PresenceState, WireBox, Zone } from '../../server/wire.ts';
import { boxLabel } from './boxText.ts';

export type BoxLook = PresenceState | 'guess' | 'unknown' | 'outside';
export type Mark = {
  body: WireBox;
  /** null: not seen. */
  face: WireBox | null;
  label: string;
  look: BoxLook;
  tracked: boolean;
  /** The region to make unrecognisable. */
  blurred: WireBox | null;
};

/** How the page wants its pictures. */
export type Look = {
  /** Of people the page knows. */
  states: ReadonlyMap<string, PresenceState>;
  trackedPersonId: string | null;
  blur: boolean;
  /** Outlined; none: not wanted. */
  zones: readonly Zone[];
};

type Boxes = Pick<Picture, 'atMs' | 'boxes'>;

export function marksOf({ atMs, boxes }: Boxes, { states, trackedPersonId, blur }: Look): Mark[] {
  return boxes.map((box) => ({
    body: box.body,
    face: box.face,
    label: boxLabel(box, atMs),
    look: lookOf(box, states),
    tracked: box.personId !== null && box.personId === trackedPersonId,
    blurred: blur && box.personId === null ? faceRegion(box) : null,
  }));
}

export const isUnknown = ({ personId, outside }: Pick<PictureBox, 'personId' | 'outside'>): boolean =>
  personId === null && !outside;

function lookOf(box: PictureBox, states: Look['states']): BoxLook {
  if (box.outside) return 'outside';
  // Who is in the picture is present, whatever the list has not heard yet.
  if (box.personId !== null) return states.get(box.personId) ?? 'present';
  return box.likelyName === null ? 'unknown' : 'guess';
}

/** A face and what surrounds it; without a face, where a head would be. */
function faceRegion({ face, body }: PictureBox): WireBox {
  if (!face) return { ...body, height: body.height * 0.25 };
  const more = 0.25;
  return {
    x: face.x - face.width * more,
    y: face.y - face.height * more,
    width: face.width * (1 + 2 * more),
    height: face.height * (1 + 2 * more),
  };
}
