/** Photos of one request, in memory only. One that is too large is told apart; the others stay usable. */
import type { Request, RequestHandler } from 'express';
import multer, { type StorageEngine } from 'multer';
import { photoMaxBytes, photosMax, type UploadedPhoto } from './enrol.ts';

export const photosField = 'photos';
/** As many as a job takes. */
const manyMax = 200;

export const receivePhotos: RequestHandler = receiver(photosMax);
export const receiveManyPhotos: RequestHandler = receiver(manyMax);

function receiver(files: number): RequestHandler {
  return multer({
    storage: inMemory(),
    // Browsers send file names as UTF-8.
    defParamCharset: 'utf8',
    // Of several people the folder says who it is; no file is ever opened by this name.
    preservePath: true,
    limits: { files, parts: files + 10, fields: 10, fieldSize: 10_000 },
  }).array(photosField, files);
}

export function photosOf(request: Request): UploadedPhoto[] {
  const files = (request.files ?? []) as (Express.Multer.File & { bytes: Buffer | null })[];
  return files.map(({ originalname, bytes }) => ({ file: originalname.slice(0, 200), bytes }));
}

function inMemory(): StorageEngine {
  return {
    _handleFile(_request, { stream }, done) {
      const parts: Buffer[] = [];
      let size = 0;
      stream.on('data', (part: Buffer) => {
        size += part.length;
        // Read to its end all the same, so that the files after it arrive.
        if (size > photoMaxBytes) parts.length = 0;
        else parts.push(part);
      });
      stream.once('error', done);
      stream.once('end', () => {
        const file = { bytes: size > photoMaxBytes ? null : Buffer.concat(parts), size };
        done(null, file);
      });
    },
    _removeFile: (_request, _file, done) => done(null),
  };
}
