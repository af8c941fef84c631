/** What a file tells: whether it is as we left it, and how far a write that was broken off has come. Pure. */

/** A file at one moment. */
export type FileMark = {
  size: number;
  /** Hash of its last 4 KiB, or of all of it. */
  end: string;
  endsLine: boolean;
  /** When it was changed last, in ns. */
  changed: string;
  /** Its number on the disk: stays when it gets another name. */
  inode: string;
};
/** As the last write left it. */
export type LeftFile = { path: string; size: number; end: string; layout: string };

/** `new`: not there, or empty. `same`: as we left it. `layout`: so, but its rows look different. `changed`: somebody else wrote to it. */
export type PlaceVerdict = 'new' | 'same' | 'layout' | 'changed';

export function placeOf(
  left: LeftFile | null,
  now: { path: string; layout: string; mark: FileMark | null },
): PlaceVerdict {
  const { path, layout, mark } = now;
  if (mark === null || mark.size === 0) return 'new';
  if (left?.path !== path || left.size !== mark.size || left.end !== mark.end) return 'changed';
  return left.layout === layout ? 'same' : 'layout';
}

/** What was about to be added, and to what. */
export type Planned = Pick<FileMark, 'size' | 'end' | 'changed'> & { payload: Buffer };
/** The file as it is now. `rest`: what stands behind where ours begins, as much as could matter. */
export type Found = Pick<FileMark, 'size' | 'changed'> & { endBefore: string; rest: Buffer };
/** `nothing` was added, the first `part` of it, or the `whole`; `unclear`: it cannot be told from the file. */
export type WriteVerdict = 'nothing' | 'part' | 'whole' | 'unclear';

export function howFar(planned: Planned, found: Found): WriteVerdict {
  const { payload } = planned;
  const { rest } = found;
  if (found.size < planned.size || found.endBefore !== planned.end) return 'unclear';
  if (rest.length === 0) {
    // An empty file that was touched may have been read and emptied.
    return planned.size === 0 && found.changed !== planned.changed ? 'unclear' : 'nothing';
  }
  const same = Math.min(rest.length, payload.length);
  if (rest.subarray(0, same).equals(payload.subarray(0, same)))
    return rest.length < payload.length ? 'part' : 'whole';
  // Another program was quicker, and ours stands behind.
  return rest.includes(payload) ? 'whole' : 'unclear';
}
