/** The server's sentences in Indonesian; tests/documents/serverTexts.test.ts holds them against the server's own tables. */
import type { Wording } from '../serverText.ts';
import { adviceWordings } from './serverAdvice.id.ts';
import { cameraWordings } from './serverCameras.id.ts';
import { errorWordings } from './serverErrors.id.ts';

export const wordings: readonly Wording[] = [...errorWordings, ...cameraWordings, ...adviceWordings];
