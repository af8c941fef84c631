import { isDeepStrictEqual } from 'node:util';
import { Document, isNode, isScalar, isSeq, parseDocument, visit } from 'yaml';
import type { CameraFile, Zone } from '../wire.ts';
import { cameraSettings } from './cameraFile.ts';

/** The file's text with these settings, its comments and order kept; a new text when there was none to keep. */
export function editCameraFile(text: string | null, camera: CameraFile): string {
  const parsed = text === null ? new Document({}) : parseDocument(text, { logLevel: 'silent' });
  const document = parsed.errors.length > 0 || !isMapping(parsed) ? new Document({}) : parsed;
  for (const key of cameraSettings.keyof().options) {
    if (key === 'zones') editZones(document, camera.zones);
    else editPlain(document, key, camera[key]);
  }
  return document.toString({ lineWidth: 0 });
}

function editPlain(document: Document, key: string, value: unknown): void {
  const node: unknown = document.get(key, true);
  // Changing the scalar in place keeps the comment beside it.
  if (isScalar(node)) node.value = value;
  else document.set(key, value);
}

/** A zone that stays as it is keeps its lines, and so its comments; a file that never had any is not told of them. */
function editZones(document: Document, zones: Zone[]): void {
  const node: unknown = document.get('zones', true);
  if (zones.length === 0 && node === undefined) return;
  const before = isSeq(node) ? node.items : [];
  const items = zones.map((zone) => {
    const same = before.find((item) => isNode(item) && isDeepStrictEqual(zoneIn(item, document), zone));
    return same ?? zoneNode(document, zone);
  });
  if (!isSeq(node)) return document.set('zones', document.createNode(items));
  node.items = items;
  node.flow = items.length === 0;
}

const zoneIn = (item: unknown, document: Document): unknown => {
  const value = isNode(item) ? (item.toJS(document) as Partial<Zone> | null) : null;
  return value && { ...value, name: value.name ?? '' };
};

/** A point a line is easier to read than two numbers in two. */
function zoneNode(document: Document, zone: Zone) {
  const node = document.createNode(zone);
  visit(node, {
    Map: (_, map, path) => void (path.length > 1 && (map.flow = true)),
  });
  return node;
}

const isMapping = (document: Document): boolean =>
  typeof document.toJS() === 'object' && document.toJS() !== null && !Array.isArray(document.toJS());
