/** What can be told of a photo before it is sent: whether it is a picture, and a small copy to look at. */
import { msg, str } from '@lit/localize';

export type CheckedPhoto = {
  /** What is sent: of a very large photo, a smaller copy. */
  file: File;
  /** Address of the small copy; null: not a picture this browser can show. */
  thumbnail: string | null;
  /** Why it cannot be sent; null: it can. */
  refusal: string | null;
};

export const photosMax = 200;
/** As the server has it: larger than any telephone's JPEG. */
const photoMaxBytes = 15 * 1024 * 1024;
const smallestPx = 80;
/** Larger photos carry no more face for being larger, only longer on the way. */
const largestPx = 2000;
const largeBytes = 2 * 1024 * 1024;
const thumbnailPx = 72;

export async function checkPhoto(file: File): Promise<CheckedPhoto> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) {
    // The server knows more kinds of pictures, and says what is wrong.
    const tooLarge = file.size > photoMaxBytes;
    return { file, thumbnail: null, refusal: tooLarge ? msg(str`${file.name} is larger than 15 MB.`) : null };
  }
  const { width, height } = picture;
  const tooSmall = Math.min(width, height) < smallestPx;
  const checked = {
    file: await smaller(file, picture),
    thumbnail: drawn(picture, thumbnailPx).toDataURL('image/jpeg', 0.7),
    refusal: tooSmall
      ? msg(str`${file.name} is only ${width} × ${height} px: a face in it would be too small.`)
      : null,
  };
  picture.close();
  return checked;
}

async function smaller(file: File, picture: ImageBitmap): Promise<File> {
  if (file.size <= largeBytes || Math.max(picture.width, picture.height) <= largestPx) return file;
  const blob = await blobOf(drawn(picture, largestPx));
  if (!blob) return file;
  const made = new File([blob], file.name, { type: blob.type });
  return made;
}

function drawn(picture: ImageBitmap, longestPx: number): HTMLCanvasElement {
  const scale = Math.min(1, longestPx / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

export const blobOf = (canvas: HTMLCanvasElement): Promise<Blob | null> =>
  new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.93));
