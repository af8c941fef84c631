import type { Size } from './geometry.ts';

/** A decoded picture, perhaps smaller than the frame it shows. Close it: it holds memory that nobody else frees. */
export type Decoded = Size & { source: ImageBitmap | VideoFrame; close: () => void };

/**
 * Decodes a JPEG to about the size in which it is drawn: a tile's 320 of 1280 pixels cost a quarter of the whole picture. Where the
 * browser cannot (or the page comes without TLS from another machine) it is the whole picture.
 */
export async function decodePicture(jpeg: ArrayBuffer, wanted: Size): Promise<Decoded> {
  if (!('ImageDecoder' in globalThis)) return whole(jpeg);
  const decoder = new ImageDecoder({
    data: jpeg,
    type: 'image/jpeg',
    desiredWidth: Math.max(1, Math.ceil(wanted.width)),
    desiredHeight: Math.max(1, Math.ceil(wanted.height)),
  });
  try {
    const { image } = await decoder.decode();
    return {
      source: image,
      width: image.displayWidth,
      height: image.displayHeight,
      close: () => image.close(),
    };
  } finally {
    decoder.close();
  }
}

async function whole(jpeg: ArrayBuffer): Promise<Decoded> {
  const source = await createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' }));
  return { source, width: source.width, height: source.height, close: () => source.close() };
}
