/** One room as SVG: what is always behind people, and what stands before those who are farther away. */
export type Scene = { background: string; props: { z: number; svg: string }[] };
