/** Camera files, and cameras that are tried or asked. */
import type { ErrorTable } from './errorTable.ts';

export const cameraErrors = {
  CAMERA_FILE_BROKEN: {
    status: 422,
    text: 'Cannot read {file}: {problem}. Correct the file; the other cameras go on.',
  },
  CAMERA_SECRET_MISSING: {
    status: 422,
    text: 'Cannot use {file}: the environment variable {variable} is not set. Set it and restart, or write the value in the file.',
  },
  CAMERA_BLIND: {
    status: 409,
    text: 'Cannot take a picture of {camera}: it does not see now. Try again when it does.',
  },
  CAMERA_TEST_BUSY: {
    status: 429,
    text: 'Cannot test this camera: {problem}. Try again in a moment.',
  },
  ONVIF_FAILED: {
    status: 422,
    text: 'Cannot ask the camera at {host}: {problem}. {remedy}',
  },
} as const satisfies ErrorTable;
