/** Whose picture is to be taken now: seldom for each person, few at a time for all. Reads no clock, does no I/O. */

/** A last picture of the day is at most so much older than the last sighting. */
export const everyMs = 60_000;
/** The camera gave none, or it could not be stored: not with every frame again. */
const retryMs = 5_000;
/** Of both kinds together; a camera answers eight, and people who press its button come first. */
const mostUnderWay = 4;

type Turn = { takenAtMs: number; nextMs: number; isUnderWay: boolean };

export type PictureTurns = ReturnType<typeof createPictureTurns>;

export function createPictureTurns() {
  const turns = new Map<string, Turn>();
  let underWay = 0;
  let putOff = 0;
  return {
    /** A clock that was set back makes it due too. */
    isDue(personId: string, atMs: number): boolean {
      const turn = turns.get(personId);
      return !turn || (!turn.isUnderWay && (atMs >= turn.nextMs || atMs < turn.takenAtMs));
    },
    /** False: too many are under way; the next sighting asks again. */
    begin(personId: string, atMs: number): boolean {
      if (underWay >= mostUnderWay) {
        putOff += 1;
        return false;
      }
      underWay += 1;
      turns.set(personId, { takenAtMs: atMs, nextMs: Infinity, isUnderWay: true });
      return true;
    },
    /** `dayEndsMs`: the first picture of the next day does not wait. */
    end(personId: string, atMs: number, isKept: boolean, dayEndsMs = Infinity): void {
      underWay -= 1;
      const nextMs = isKept ? Math.min(atMs + everyMs, dayEndsMs) : atMs + retryMs;
      turns.set(personId, { takenAtMs: atMs, nextMs, isUnderWay: false });
    },
    /** Nothing is to be kept of them now. */
    skip: (personId: string, atMs: number): void =>
      void turns.set(personId, { takenAtMs: atMs, nextMs: atMs + retryMs, isUnderWay: false }),
    putOff: () => putOff,
  };
}
