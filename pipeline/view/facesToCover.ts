/** Where faces of people without a name are, or may be. Pure. */
import type { Box, PictureTrack, TrackId } from '../messages.ts';
import { iou } from '../track/boxes.ts';

/** What is known of people in one frame. */
export type InPicture = {
  /** Those that are seen. */
  tracks: PictureTrack[];
  /** Followed, but not found in this frame: the detector may have missed somebody who can be seen. */
  hidden: PictureTrack[];
  /** Every face found, also of nobody who is followed yet. */
  faces: Box[];
};
export const nobody: InPicture = { tracks: [], hidden: [], faces: [] };

/** A face box ends at brow and chin; hair and ears tell too. */
const faceGrows = 1.5;
/** Where no face was found: the head and the shoulders' beginning, as a share of the body's height. */
const headShare = 0.28;
/** A face that lies on a named person's by so much is theirs. */
const sameFace = 0.3;

export function facesToCover({ tracks, hidden, faces }: InPicture, named: ReadonlySet<TrackId>): Box[] {
  const isNamed = ({ trackId }: PictureTrack): boolean => named.has(trackId);
  const unnamed = [...tracks, ...hidden].filter((track) => !isNamed(track));
  const theirs = tracks.filter(isNamed).flatMap(({ face }) => face ?? []);
  const ofNobody = faces.filter((face) => !theirs.some((known) => iou(known, face) >= sameFace));
  return [...unnamed.map(faceOf), ...ofNobody.map(grown)];
}

const faceOf = ({ face, body }: PictureTrack): Box => (face ? grown(face) : headIn(body));

function grown({ x, y, width, height }: Box): Box {
  const [moreX, moreY] = [(width * (faceGrows - 1)) / 2, (height * (faceGrows - 1)) / 2];
  return { x: x - moreX, y: y - moreY, width: width * faceGrows, height: height * faceGrows };
}

const headIn = ({ x, y, width, height }: Box): Box => ({
  x,
  y: y - 0.03 * height,
  width,
  height: height * headShare,
});
