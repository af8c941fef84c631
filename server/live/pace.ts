/**
 * How many pictures may be on their way to one viewer at once, learned from how long they take. Far away, one after the other
 * would leave the line empty most of the time; on a thin line or a slow page a second one only makes the first late. Pure.
 */
export type Pace = {
  mayBeUnderWay(): number;
  /** From sending to the page's "drawn". */
  taken(tookMs: number): void;
  /** No answer came for long. */
  lost(): void;
};

/** Four cover a round trip of 100 ms at 40 pictures a second: nine cameras at five. */
const underWayMost = 4;
/** Later than the quickest by so much: it waited behind another. */
const lateFactor = 1.5;
const lateMs = 30;
/** The quickest is forgotten by this share with each picture, so that a worse line is not measured by a better one. */
const forgets = 1.01;
/** So many pictures in time before one more is tried; each try that fails doubles that. */
const patienceLeast = 8;
const patienceMost = 128;

export function createPace(): Pace {
  let most = 1;
  let quickestMs = Infinity;
  let inTime = 0;
  /** Until the first late one each picture in time allows one more. */
  let patience = 1;

  function lower(): void {
    most = Math.max(1, most >> 1);
    inTime = 0;
    patience = Math.min(patienceMost, Math.max(patienceLeast, patience * 2));
  }

  return {
    mayBeUnderWay: () => most,
    taken(tookMs) {
      quickestMs = Math.min(quickestMs * forgets, tookMs);
      if (tookMs > quickestMs * lateFactor + lateMs) return lower();
      if (++inTime < patience || most === underWayMost) return;
      most += 1;
      inTime = 0;
    },
    lost: lower,
  };
}
