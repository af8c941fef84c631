/** What happens to a recording on its way through a worse camera: smaller faces, less light, noise, blur, few bits. */
import type { FrameSize } from '../../pipeline/messages.ts';

export type Look = keyof typeof looks;
export type Condition = {
  look: Look;
  /** Median width of the faces; null: as recorded. */
  faceWidthPx: number | null;
  /** The picture that the shrunken recording stands in the middle of, on grey; null: as recorded. */
  picture: FrameSize | null;
};

/** Nothing but what a condition names may cost detail. */
const goodX264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '14'];
const h265 = [
  '-c:v',
  'libx265',
  '-preset',
  'ultrafast',
  '-x265-params',
  'log-level=error:pools=1:frame-threads=1',
];
/** Linear in the stored values: black stays black, colours fade alike. */
const dimmed = (share: number): string =>
  `lutyuv=y='16+(val-16)*${share}':u='128+(val-128)*${share}':v='128+(val-128)*${share}'`;
/** New in every frame (`t`) and the same in every run (`all_seed`). */
const noise = (strength: number): string => `noise=all_seed=7:alls=${strength}:allf=t`;

/** ffmpeg filters after scaling, and how the result is encoded. */
const looks = {
  'as recorded': { filters: [], encoder: goodX264 },
  'light 40 %': { filters: [dimmed(0.4)], encoder: goodX264 },
  'light 20 %': { filters: [dimmed(0.2)], encoder: goodX264 },
  'light 20 %, noise': { filters: [dimmed(0.2), noise(8)], encoder: goodX264 },
  noise: { filters: [noise(30)], encoder: goodX264 },
  blur: { filters: ['gblur=sigma=2'], encoder: goodX264 },
  /** Five frames of a thirtieth of a second each: a sixth of a second of open shutter. */
  'motion blur': { filters: ['tmix=frames=5'], encoder: goodX264 },
  'x264 crf 40': { filters: [], encoder: ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '40'] },
  'x264 150 kbit/s': {
    filters: [],
    encoder: [
      '-c:v',
      'libx264',
      '-preset',
      'veryfast',
      '-b:v',
      '150k',
      '-maxrate',
      '150k',
      '-bufsize',
      '150k',
    ],
  },
  'H.265 crf 32': { filters: [], encoder: [...h265, '-crf', '32'] },
  '5 frames/s': { filters: ['fps=5'], encoder: goodX264 },
} as const satisfies Record<string, { filters: string[]; encoder: string[] }>;

export const lights = [
  'as recorded',
  'light 40 %',
  'light 20 %',
  'light 20 %, noise',
] as const satisfies Look[];
export const faults = (Object.keys(looks) as Look[]).filter(
  (look) => !(lights as readonly Look[]).includes(look),
);
export const faceWidthsPx = [24, 32, 40, 48, 64];
export const vga: FrameSize = { width: 640, height: 480 };
export const hd: FrameSize = { width: 1280, height: 720 };
export const fullHd: FrameSize = { width: 1920, height: 1080 };
export const asRecorded: Condition = { look: 'as recorded', faceWidthPx: null, picture: null };

export function nameOf({ look, faceWidthPx, picture }: Condition): string {
  const size =
    faceWidthPx === null || picture === null
      ? []
      : [`${faceWidthPx} px in ${picture.width}×${picture.height}`];
  return [...size, look].join(', ');
}

/** The recording's place in the worse picture, as shares of that picture's width. */
export type Place = { left: number; width: number };
export const wholePicture: Place = { left: 0, width: 1 };

export type Degradation = { filter: string; encoder: readonly string[]; place: Place };

/** A face is never enlarged: that would show nothing new. Colours go to the limited range, where `dimmed` finds black at 16. */
export function degradation(
  condition: Condition,
  recorded: FrameSize & { faceWidthPx: number },
): Degradation {
  const { look, faceWidthPx, picture } = condition;
  const share = faceWidthPx === null ? 1 : Math.min(1, faceWidthPx / recorded.faceWidthPx);
  const width = even(recorded.width * share);
  const height = even(recorded.height * share);
  const whole = picture ?? { width, height };
  const { filters, encoder } = looks[look];
  const placing = [
    `scale=${width}:${height}:flags=area:out_range=tv`,
    'format=yuv420p',
    // Larger than the picture only when the face is as recorded: then the edges are cut.
    `crop='min(iw,${whole.width})':'min(ih,${whole.height})'`,
    `pad=${whole.width}:${whole.height}:(ow-iw)/2:(oh-ih)/2:color=gray`,
  ];
  return {
    filter: [...placing, ...filters].join(','),
    encoder,
    place: { left: (1 - width / whole.width) / 2, width: width / whole.width },
  };
}

const even = (px: number): number => 2 * Math.round(px / 2);
