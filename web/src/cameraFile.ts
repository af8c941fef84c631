import type { CameraFile } from '../../server/wire.ts';
import type { CameraEntry } from './api.ts';
import { formText } from './formText.ts';

/** What the form of a new camera starts from. */
export const newCamera: CameraFile = {
  cameraId: '',
  name: '',
  area: '',
  url: '',
  enabled: true,
  fps: 5,
  smallestFacePx: 48,
  detectWidthPx: null,
  loop: false,
  zones: [],
};

/** The camera that a filled form describes; zones are drawn elsewhere. */
export function cameraIn(form: FormData): CameraFile {
  const text = (name: string) => formText(form, name).trim();
  return {
    cameraId: text('cameraId'),
    name: text('name'),
    area: text('area'),
    url: text('url'),
    enabled: form.has('enabled'),
    fps: Number(text('fps')),
    smallestFacePx: Number(text('smallestFacePx')),
    detectWidthPx: text('detectWidthPx') === '' ? null : Number(text('detectWidthPx')),
    loop: form.has('loop'),
    zones: [],
  };
}

/** A broken file may lack anything: what is missing is left for the form to ask. */
export function fileOnly(entry: CameraEntry): CameraFile {
  const { cameraId, name, area, url, enabled, fps, smallestFacePx, detectWidthPx, loop, zones } = {
    ...newCamera,
    ...entry,
  };
  return { cameraId, name, area, url, enabled, fps, smallestFacePx, detectWidthPx, loop, zones };
}
