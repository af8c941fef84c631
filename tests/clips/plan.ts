/** Which recording is made worse in which way: the same few for the tables, a choice that meets every way for the suite. */
import { type Condition, faceWidthsPx, faults, fullHd, hd, lights, nameOf, vga } from './conditions.ts';
import type { Run } from './runClip.ts';
import { type OfficeClip, officeClips } from './timelines.ts';

export const lightConditions: Condition[][] = faceWidthsPx.map((faceWidthPx) =>
  lights.map((look) => ({ look, faceWidthPx, picture: hd })),
);
/** A face of so many pixels is harder to find in a larger picture: detection sees all pictures at one width. */
export const pictureConditions: Condition[][] = faceWidthsPx.map((faceWidthPx) =>
  [vga, hd, fullHd].map((picture) => ({ look: 'as recorded', faceWidthPx, picture })),
);
export const faultConditions: Condition[] = faults.map((look) => ({
  look,
  faceWidthPx: null,
  picture: null,
}));

/** Two recordings of each person, so that each person counts alike in the tables. */
const tableClips = officeClips.filter(({ id }) =>
  ['A_no', 'A_help', 'C_book', 'C_learn', 'E_hungry', 'E_want'].includes(id.replace('person', '')),
);

/** What the tables are made of: every condition with the same recordings. */
export function tableRuns(): Run[] {
  const conditions = [
    ...lightConditions.flat(),
    ...pictureConditions.flat().filter(({ picture }) => picture !== hd),
    ...faultConditions,
  ];
  return conditions.flatMap((condition) => tableClips.map((clip) => ({ clip, condition })));
}

/** All that has a baseline, made worse. */
export function everyRun(): Run[] {
  const table = tableRuns();
  const known = new Set(table.map(keyOf));
  return [...table, ...chosenRuns().filter((run) => !known.has(keyOf(run)))];
}

export const keyOf = ({ clip, condition }: Run): string => `${clip.id}, ${nameOf(condition)}`;

/**
 * Every condition once or twice, each time with another clip: a Latin square, in which no clip comes twice in a row or a column.
 */
export function chosenRuns(): Run[] {
  return [
    ...square(lightConditions, 0),
    ...square(
      pictureConditions.map((row) => row.filter(({ picture }) => picture !== hd)),
      6,
    ),
    ...square([faultConditions, faultConditions], 2),
  ];
}

/** Coprime with the number of clips. */
const columnStep = 5;

function square(conditions: Condition[][], start: number): Run[] {
  return conditions.flatMap((row, y) =>
    row.map((condition, x) => ({
      clip: officeClips[(start + y + columnStep * x) % officeClips.length] as OfficeClip,
      condition,
    })),
  );
}
