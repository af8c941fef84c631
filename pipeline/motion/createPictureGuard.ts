/** Says when pictures arrive but show nothing: black, one even surface, or the same picture over and over. */
import type { RgbPicture } from '../pictures.ts';
import { createStillness } from './createStillness.ts';
import { measureStructure, type Structure } from './measureStructure.ts';
import { shrinkLuma } from './shrinkLuma.ts';

export type PictureFault = 'black' | 'covered' | 'frozen';
/** One per camera, kept over reconnections: it learns what the camera usually shows. */
export type PictureGuard = {
  /** `painted`: which cells of a grid so large are painted over. */
  look(small: RgbPicture, atMs: number, painted?: Painted): PictureFault | null;
};
export type Painted = (columns: number, rows: number) => Uint8Array | null;

/** Seldom enough to cost nothing, often enough to tell within the times below. */
const lookEveryMs = 400;
/** An idle camera may send a key frame every ten seconds only. A longer pause is an outage: nobody looked. */
const pauseMostMs = 15_000;
/** Longer than the exposure takes to settle, or than somebody takes to pass close to the lens. */
const emptyAfterMs = 2_500;
/** One good picture may be a flash of light under the cloth. */
const goodLooks = 2;
/** An even surface: no more than seven cells of a 64 × 36 picture differ from a neighbour. */
const bareStructure = 0.004;
/** A hand or cloth keeps soft shadows, but no more than this, nor than a fifth of what was there before. */
const coveredStructure = 0.02;
const coveredShare = 0.2;
/** Of 255. A dark picture with anything in it is not black. */
const blackBrightness = 20;
/** What is usual follows the scene this slowly, and is known after so long. */
const usualMs = 60_000;
const usualAfterMs = 10_000;

export function createPictureGuard(): PictureGuard {
  const stillness = createStillness();
  let lookedAtMs: number | null = null;
  let told: PictureFault | null = null;
  const usual = { structure: 0, knownMs: 0 };
  /** Looks in a row at an empty picture, and how long that was; at a picture that shows something. */
  let empty = { looks: 0, ms: 0 };
  let good = 0;

  function learn({ structure }: Structure, sinceMs: number): void {
    const pace = usual.knownMs === 0 ? 1 : 1 - Math.exp(-sinceMs / usualMs);
    usual.structure += (structure - usual.structure) * pace;
    usual.knownMs += sinceMs;
  }

  /** Black or covered is told when it stays so, and until it has been good for a while. */
  function judge(emptyNow: PictureFault | null, sinceMs: number): PictureFault | null {
    if (emptyNow !== null) {
      empty = { looks: empty.looks + 1, ms: empty.looks > 0 ? empty.ms + sinceMs : 0 };
      good = 0;
      return empty.ms >= emptyAfterMs || (told !== null && told !== 'frozen') ? emptyNow : told;
    }
    empty = { looks: 0, ms: 0 };
    good += 1;
    return good >= goodLooks ? null : told;
  }

  function look(small: RgbPicture, sinceMs: number, painted?: Painted): PictureFault | null {
    const grid = shrinkLuma(small);
    const structure = measureStructure(grid, painted?.(grid.columns, grid.rows));
    const emptyNow = emptiness(structure, usual.knownMs >= usualAfterMs ? usual.structure : 0);
    if (emptyNow === null) learn(structure, sinceMs);
    const frozen = stillness.isFrozen(small.data, grid, sinceMs);
    const fault = judge(emptyNow, sinceMs);
    // What is black has no noise left and stands still too, but that is not what is wrong with it.
    return emptyNow === null && frozen ? 'frozen' : fault;
  }

  return {
    look(small, atMs, painted) {
      const sinceMs = lookedAtMs === null ? 0 : atMs - lookedAtMs;
      if (lookedAtMs !== null && sinceMs >= 0 && sinceMs < lookEveryMs) return told;
      lookedAtMs = atMs;
      told = look(small, Math.min(pauseMostMs, Math.max(0, sinceMs)), painted);
      return told;
    },
  };
}

/** Twice black: below, a camera in the dark cannot be told from a covered one, and is left seeing. */
const dimBrightness = 2 * blackBrightness;

function emptiness({ brightness, structure }: Structure, usualStructure: number): PictureFault | null {
  if (brightness <= blackBrightness) return structure <= bareStructure ? 'black' : null;
  // Lights that go out leave a dim picture with little in it; a cloth before the lens in a lit room does not.
  const gone =
    brightness >= dimBrightness &&
    structure <= coveredStructure &&
    structure <= coveredShare * usualStructure;
  return structure <= bareStructure || gone ? 'covered' : null;
}
