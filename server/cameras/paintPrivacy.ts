import sharp from 'sharp';
import type { Zone } from '../wire.ts';

/** The JPEG with what lies in privacy zones painted over, the edges included. */
export async function paintPrivacy(jpeg: Uint8Array, zones: Zone[]): Promise<Uint8Array> {
  const privacy = zones.filter(({ kind }) => kind === 'privacy');
  if (privacy.length === 0) return jpeg;
  const picture = sharp(jpeg);
  const { width, height } = await picture.metadata();
  const outlines = privacy.map(({ points }) => {
    const corners = points.map(({ x, y }) => `${x * width},${y * height}`).join(' ');
    return `<polygon points="${corners}"/>`;
  });
  const svg = `<svg width="${width}" height="${height}" fill="#333" stroke="#333" stroke-width="2">${outlines.join('')}</svg>`;
  return picture
    .composite([{ input: Buffer.from(svg) }])
    .jpeg()
    .toBuffer();
}
