import { Document, isScalar, parseDocument } from 'yaml';
import type { CameraFile } from '../wire.ts';
import { cameraSettings } from './cameraFile.ts';

/** The file's text with these settings, its comments and order kept; a new text when there was none to keep. */
export function editCameraFile(text: string | null, camera: CameraFile): string {
  const parsed = text === null ? new Document({}) : parseDocument(text, { logLevel: 'silent' });
  const document = parsed.errors.length > 0 || !isMapping(parsed) ? new Document({}) : parsed;
  for (const key of cameraSettings.keyof().options) {
    const value = camera[key];
    const node: unknown = document.get(key, true);
    // Changing the scalar in place keeps the comment beside it.
    if (isScalar(node)) node.value = value;
    else document.set(key, value);
  }
  return document.toString({ lineWidth: 0 });
}

const isMapping = (document: Document): boolean =>
  typeof document.toJS() === 'object' && document.toJS() !== null && !Array.isArray(document.toJS());
