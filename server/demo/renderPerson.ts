/** A whole person as pixels: the drawn body with a real face on it. */
import sharp, { type Sharp } from 'sharp';
import { bodyFrame, drawPerson } from './drawPerson.ts';
import { cutHead } from './faces.ts';
import type { FaceSpot, Look } from './looks.ts';
import { faceHeightM, faceWidthM, type Facing } from './stage.ts';

export type Posture = { look: Look; facing: Facing; stride: number | null; spot: FaceSpot | undefined };

/** Transparent around the person; `bodyFrame` at `pxPerCm`. */
export async function renderPerson({ look, facing, stride, spot }: Posture, pxPerCm: number): Promise<Sharp> {
  const { left, top, width, height } = bodyFrame;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(width * pxPerCm)}" height="${Math.round(height * pxPerCm)}" ` +
    `viewBox="${left} ${top} ${width} ${height}">${drawPerson(look, facing, stride)}</svg>`;
  const body = sharp(Buffer.from(svg));
  if (facing === 'away' || !spot) return body;
  const head = await cutHead(spot, faceWidthM * 100 * pxPerCm);
  return body.composite([
    {
      input: head.data,
      raw: { width: head.width, height: head.height, channels: 4 },
      left: Math.round(-left * pxPerCm - head.faceX),
      top: Math.round((-top - faceHeightM * 100) * pxPerCm - head.faceY),
    },
  ]);
}

/** Part of the body frame that a portrait shows, in centimetres from its top left. */
const portraitFrame = { left: 16, top: 0, size: 64 };

/**
 * Portraits as for a staff badge, for enrolment. Never the very pictures that the cameras show: other pictures of the
 * person where there are some, otherwise another size, another background, and mirrored.
 */
export async function enrolmentPhotos(look: Look): Promise<Buffer[]> {
  const photos = look.enrolFaces.map((spot) =>
    portrait(look, spot, { pxPerCm: 8, mirrored: false, quality: 88 }),
  );
  const only = look.enrolFaces.length === 1 ? look.enrolFaces[0] : undefined;
  if (only) photos.push(portrait(look, only, { pxPerCm: 6, mirrored: true, quality: 75 }));
  return Promise.all(photos);
}

type PortraitStyle = { pxPerCm: number; mirrored: boolean; quality: number };

async function portrait(
  look: Look,
  spot: FaceSpot,
  { pxPerCm, mirrored, quality }: PortraitStyle,
): Promise<Buffer> {
  const person = await renderPerson({ look, facing: 'camera', stride: null, spot }, pxPerCm);
  const { left, top, size } = portraitFrame;
  // Two steps, because sharp cuts and mirrors before it composites.
  return sharp(await person.png().toBuffer())
    .extract({ left: left * pxPerCm, top: top * pxPerCm, width: size * pxPerCm, height: size * pxPerCm })
    .flop(mirrored)
    .flatten({ background: '#b9c0c4' })
    .jpeg({ quality })
    .toBuffer();
}
