/** Picture buffers that are used again, so a camera does not ask for megabytes five times a second. */
export type FramePool = { take: (size: number) => Uint8Array; give: (buffer: Uint8Array) => void };

/** Keeps `spare` unused buffers at most; one that nobody gives back is left to the garbage collector. */
export function createFramePool(spare: number): FramePool {
  const unused: Uint8Array[] = [];
  return {
    take(size) {
      const at = unused.findLastIndex((buffer) => buffer.length === size);
      // A buffer in transit to another thread has been emptied; the size tells.
      return at < 0 ? new Uint8Array(size) : (unused.splice(at, 1)[0] ?? new Uint8Array(size));
    },
    give(buffer) {
      if (buffer.length === 0) return;
      if (unused.length >= spare) unused.shift();
      unused.push(buffer);
    },
  };
}
