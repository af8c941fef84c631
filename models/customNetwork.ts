/**
 * A user's own network in the place of one of ours: what `networks/face.yaml` and `networks/recognition.yaml` say about it.
 * docs/networks.md explains every key.
 */
import { createHash } from 'node:crypto';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import {
  chipPointNames,
  type ChipTemplate,
  chipsPerRunMax,
  type FaceSpec,
  type RecognitionSpec,
  sameFaceDistance,
} from './networkSpec.ts';

export type CustomName = 'face' | 'recognition';
export type CustomFace = z.infer<typeof faceEntry>;
export type CustomRecognition = z.infer<typeof recognitionEntry>;
export type CustomNetwork =
  { network: 'face'; entry: CustomFace } | { network: 'recognition'; entry: CustomRecognition };

/** A network that cannot be used, in words for whoever wrote the entry. */
export class NetworkRefused extends Error {
  /** The entry's file. */
  readonly file: string;
  readonly problem: string;
  readonly remedy: string;

  constructor(file: string, problem: string, remedy: string) {
    super(`Cannot use ${file}: ${problem}. ${remedy}`);
    this.name = 'NetworkRefused';
    this.file = file;
    this.problem = problem;
    this.remedy = remedy;
  }
}

const text = z.string('should be a text').trim().min(1, 'should not be empty').max(500, 'is too long');
const number = z.number('should be a number');
const perChannel = z.union([number, z.tuple([number, number, number])], {
  error: 'should be a number, or three: one for each channel in the order of "colours"',
});

const common = {
  file: text,
  sha256: z.string('should be a text').regex(/^[0-9a-f]{64}$/, 'should be 64 digits, 0–9 and a–f'),
  licence: text,
  source: text,
  pixel: z.strictObject({ mean: perChannel, scale: perChannel }, 'should hold "mean" and "scale"'),
};
const order = {
  layout: z.enum(['NCHW', 'NHWC'], 'should be NCHW or NHWC'),
  colours: z.enum(['RGB', 'BGR'], 'should be RGB or BGR'),
};
const share = number.gt(0, 'should be above 0').lt(1, 'should be below 1');

const faceEntry = z.strictObject({
  ...common,
  input: z.strictObject(
    {
      ...order,
      sizeMultiple: number.refine(
        (px) => px > 0 && 32 % px === 0,
        'should be 32 or a number that divides it',
      ),
    },
    'should hold "layout", "colours" and "sizeMultiple"',
  ),
  output: z.strictObject(
    { kind: z.enum(['blazeface', 'yunet'], 'should be blazeface or yunet') },
    'should hold "kind"',
  ),
  threshold: share,
});

const point = z
  .tuple([number, number], 'should be two numbers: x and y in the chip')
  .transform(([x, y]) => ({ x, y }));
const namedPoints = z
  .strictObject(Object.fromEntries(chipPointNames.map((name) => [name, point.optional()])))
  .refine((points) => Object.keys(points).length >= 2, 'should hold at least two points');

/** The chip our own recogniser looks at. */
const ourChipSizePx = 150;

const recognitionEntry = z
  .strictObject({
    ...common,
    input: z.strictObject(
      { ...order, sizePx: number.int().min(16, 'should be at least 16').max(512, 'should be at most 512') },
      'should hold "layout", "colours" and "sizePx"',
    ),
    output: z.strictObject(
      { name: text.optional(), length: number.int().min(8).max(4096) },
      'should hold "length"',
    ),
    chip: z.union([z.enum(['arcface', 'whereabouts']), namedPoints], {
      error: `should be arcface, whereabouts, or at least two of ${chipPointNames.join(', ')}`,
    }),
    distance: z.enum(['l2', 'cosine'], 'should be l2 or cosine'),
    threshold: number,
  })
  .refine(({ chip, input }) => chip !== 'whereabouts' || input.sizePx === ourChipSizePx, {
    path: ['chip'],
    message: `whereabouts is ${ourChipSizePx} px wide, so "sizePx" should be ${ourChipSizePx}`,
  })
  .refine(
    ({ distance, threshold }) => (distance === 'l2' ? threshold > 0 : threshold > -1 && threshold < 1),
    { path: ['threshold'], message: 'should be above 0 for l2, between -1 and 1 for cosine' },
  );

/** Throws NetworkRefused with the first thing that does not fit. */
export function parseCustomNetwork(network: CustomName, file: string, yaml: string): CustomNetwork {
  const document = parseDocument(yaml, { prettyErrors: false, logLevel: 'silent' });
  const value = document.errors.length > 0 ? undefined : (document.toJS() as unknown);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new NetworkRefused(file, 'it is not YAML with settings such as "file: face.onnx"', correctIt);
  const read =
    network === 'face'
      ? asEntry(value, faceEntry.safeParse(value), (entry) => ({ network, entry }))
      : asEntry(value, recognitionEntry.safeParse(value), (entry) => ({ network, entry }));
  if ('fault' in read) throw new NetworkRefused(file, read.fault, correctIt);
  return read.custom;
}

const correctIt = 'Correct the file; docs/networks.md explains every key.';

function asEntry<Entry>(
  value: object,
  read: z.ZodSafeParseResult<Entry>,
  asCustom: (entry: Entry) => CustomNetwork,
): { custom: CustomNetwork } | { fault: string } {
  if (read.success) return { custom: asCustom(read.data) };
  const [issue] = read.error.issues;
  if (!issue) return { fault: 'it does not fit' };
  const key = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const within = key === '' ? '' : `${key}.`;
    return { fault: `"${within}${issue.keys[0] ?? ''}" is not a setting` };
  }
  return { fault: isThere(value, issue.path) ? `"${key}" ${issue.message}` : `"${key}" is missing` };
}

const isThere = (value: unknown, path: PropertyKey[]): boolean =>
  path.reduce<unknown>(
    (within, key) => (within as Record<PropertyKey, unknown> | undefined)?.[key],
    value,
  ) !== undefined;

export const faceSpec = ({ output, threshold }: CustomFace): FaceSpec => ({
  decoder: output.kind,
  threshold,
});

export function recognitionSpec(entry: CustomRecognition): RecognitionSpec {
  const unitLength = entry.distance === 'cosine';
  const threshold = unitLength ? l2OfCosine(entry.threshold) : entry.threshold;
  return {
    id: recogniserId(entry),
    length: entry.output.length,
    chip: chipOf(entry),
    unitLength,
    scale: sameFaceDistance / threshold,
    batchMax: chipsPerRunMax,
  };
}

/** Between two vectors of length 1: |a − b|² = 2 − 2·cos. */
export const l2OfCosine = (cosine: number): number => Math.sqrt(2 - 2 * cosine);

/**
 * Everything that changes the numbers is in it: the file, and how a face is put into it. The threshold is not, so it can be
 * tuned without enrolling anybody again.
 */
function recogniserId({ sha256, input, pixel, output, chip, distance }: CustomRecognition): string {
  const how = JSON.stringify([
    sha256,
    input.layout,
    input.colours,
    input.sizePx,
    pixel,
    output.name,
    chip,
    distance,
  ]);
  return `recognition@${createHash('sha256').update(how).digest('hex').slice(0, 12)}`;
}

/** Where InsightFace's ArcFace networks, and OpenCV's SFace, want eyes, nose and the middle of the mouth; 112×112. */
const arcface: ChipTemplate = {
  sizePx: 112,
  points: {
    rightEye: { x: 38.2946, y: 51.6963 },
    leftEye: { x: 73.5318, y: 51.5014 },
    nose: { x: 56.0252, y: 71.7366 },
    mouth: { x: 56.1396, y: 92.2848 },
  },
};

function chipOf({ chip, input: { sizePx } }: CustomRecognition): ChipTemplate | null {
  if (chip === 'whereabouts') return null;
  if (chip === 'arcface') return scaledTo(arcface, sizePx);
  return { sizePx, points: chip };
}

function scaledTo({ sizePx: from, points }: ChipTemplate, sizePx: number): ChipTemplate {
  const scale = sizePx / from;
  const scaled = Object.entries(points).map(([name, { x, y }]) => [name, { x: x * scale, y: y * scale }]);
  return { sizePx, points: Object.fromEntries(scaled) as ChipTemplate['points'] };
}
