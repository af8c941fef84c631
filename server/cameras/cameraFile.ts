/** Camera files: YAML text to CameraFile, and edits back into the text with its comments kept. */
import { isMap, isNode, isPair, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { problem, type UserFacingError } from '../errors.ts';
import type { CameraFile } from '../wire.ts';
import { hideSecrets } from './hideSecrets.ts';

const schemes = /^(rtsps?|rtmps?|https?|file|v4l2):\/\/|^webcam:\d+$|^\$\{\w+\}/;

/** What a camera file may hold; `cameras/example.yaml` explains each. */
export const cameraSettings = z.strictObject({
  name: shortText('a name'),
  area: shortText('the name of a place'),
  url: z
    .string(should('an address'))
    .trim()
    .min(1, should('an address'))
    .max(2000, should('at most 2000 characters long'))
    .refine(
      isAddress,
      should('rtsp://, rtsps://, rtmp://, http://, https://, webcam:0, v4l2:///dev/video0 or a file'),
    ),
  enabled: z.boolean(should('true or false')).default(true),
  fps: numberFrom(1, 30).default(5),
  smallestFacePx: numberFrom(16, 400).default(48),
  detectWidthPx: numberFrom(160, 1280).multipleOf(32, should('a multiple of 32')).nullable().default(null),
  loop: z.boolean(should('true or false')).default(true),
  zones: z.array(zone(), should('a list of zones')).max(20, should('at most 20 zones')).default([]),
}) satisfies z.ZodType<Omit<CameraFile, 'cameraId'>>;

function zone() {
  const share = numberFrom(0, 1);
  const zoneName = z.string(should('a name')).trim().max(100, should('at most 100 characters long'));
  return z.strictObject(
    {
      kind: z.enum(['privacy', 'ignore', 'desk'], should('privacy, ignore or desk')),
      name: zoneName.default(''),
      points: z
        .array(
          z.strictObject({ x: share, y: share }, should('a point such as {x: 0.1, y: 0.2}')),
          should('a list of points with x and y from 0 to 1'),
        )
        .min(3, should('at least three points'))
        .max(50, should('at most 50 points')),
    },
    should('a zone with kind, name and points'),
  );
}
function should(be: string): string {
  return `should be ${be}`;
}
function shortText(what: string) {
  return z.string(should(what)).trim().min(1, should(what)).max(100, should('at most 100 characters long'));
}
function numberFrom(min: number, max: number) {
  const wanted = should(`a number from ${min} to ${max}`);
  return z.number(wanted).min(min, wanted).max(max, wanted);
}

/** File names become ids, and ids become file names: nothing that could leave the folder. */
export const cameraId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/i, should('at most 63 letters, digits, - and _'));

/** More than any camera file needs. */
const textMaxLength = 20_000;

/** Throws CAMERA_FILE_BROKEN with the line, the column and what is wanted there. Never shows a value: it may be a password. */
export function parseCameraFile(file: string, text: string): CameraFile {
  const id = cameraId.safeParse(idOf(file));
  if (!id.success) throw broken(file, 'its name may hold only letters, digits, - and _');
  if (text.length > textMaxLength) throw broken(file, `it is longer than ${textMaxLength} characters`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
  const [fault] = document.errors;
  if (fault) throw broken(file, `${at(lines, fault.pos[0])}: ${faultWords(fault.code)}`);
  const read = cameraSettings.safeParse(valueOf(file, document));
  if (read.success) return { cameraId: id.data, ...read.data };
  const [issue] = read.error.issues;
  throw broken(file, issue ? issueText(issue, document, lines) : 'it does not fit');
}

export const idOf = (file: string): string => file.replace(/\.ya?ml$/i, '');

function valueOf(file: string, document: Document): unknown {
  try {
    const value = document.toJS() as unknown;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    throw broken(file, 'it refers to itself or to something that is not there');
  }
  throw broken(file, 'it should be a list of settings such as "name: Hall"');
}

function issueText(issue: z.core.$ZodIssue, document: Document, lines: LineCounter): string {
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    const inside: unknown = document.getIn(issue.path, true);
    return `${at(lines, keyOffset(inside, key))}: "${hideSecrets(key)}" is not a setting`;
  }
  const key = issue.path.join('.');
  const node: unknown = document.getIn(issue.path, true);
  if (node !== undefined) return `${at(lines, startOf(node))}: "${key}" ${issue.message}`;
  const around = issue.path.slice(0, -1);
  if (around.length === 0) return `"${key}" is missing`;
  return `${at(lines, startOf(document.getIn(around, true)))}: "${key}" is missing`;
}

const startOf = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0);

function keyOffset(inside: unknown, key: string): number {
  if (!isMap(inside)) return 0;
  for (const item of inside.items) {
    const name: unknown = isPair(item) ? item.key : null;
    if (isNode(name) && String(name) === key) return name.range?.[0] ?? 0;
  }
  return 0;
}

function at(lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `line ${line}, column ${col}`;
}

const faults: Record<string, string> = {
  DUPLICATE_KEY: 'the same setting stands there twice',
  TAB_AS_INDENT: 'a tab indents the line; use spaces',
  BAD_INDENT: 'the line is not indented as those around it',
  BAD_ALIAS: 'a text that begins with * needs quotes',
  MISSING_CHAR: 'a quote, a colon or a bracket is missing',
  MULTILINE_IMPLICIT_KEY: 'a colon is missing after the name of the setting',
};

const faultWords = (code: string): string =>
  faults[code] ?? 'this is not YAML; a text with : or # in it needs quotes';

const broken = (file: string, what: string): UserFacingError =>
  problem('CAMERA_FILE_BROKEN', { file, problem: what });

function isAddress(url: string): boolean {
  if (schemes.test(url)) return true;
  // Anything else is a path; other schemes would let ffmpeg open things that are no cameras.
  return !/^[a-z][a-z0-9+.-]*:/i.test(url);
}
