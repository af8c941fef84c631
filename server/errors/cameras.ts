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
  CAMERA_SECRET_NAME: {
    status: 422,
    text: 'Cannot use {file}: {variable} does not begin with CAMERA_, and only variables that do are given to cameras. Rename it in the environment and in the address, then restart.',
  },
  CAMERA_SECRET_ELSEWHERE: {
    status: 422,
    text: "Cannot use {variable} for this address: no camera's file has it for this host, port and user. Type the password itself, or write the address into the camera's file on the server.",
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
