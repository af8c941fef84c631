/** Which areas are watched by cameras that are seeing. */

export type CoveringCamera = { area: string; seeing: boolean };
export type Coverage = {
  /** Every camera is seeing. */
  isWhole: boolean;
  /** Whether any camera that could see a person last seen in this area (null: anywhere) is seeing: else nobody can know. */
  sees: (area: string | null) => boolean;
  /** Whether every camera of these areas is seeing: else somebody may be where nobody looks. */
  seesAll: (areas: Iterable<string>) => boolean;
  /** Cameras of these areas, and how many of them are seeing. */
  count: (areas: Iterable<string>) => { cameras: number; seeing: number };
};

/** Areas without cameras, and a person never seen who works nowhere, are covered by all cameras; where there are none, nothing is broken. */
export function coverage(cameras: Iterable<CoveringCamera>): Coverage {
  const byArea = new Map<string, { cameras: number; seeing: number }>();
  const all = { cameras: 0, seeing: 0 };
  for (const { area, seeing } of cameras) {
    const own = byArea.get(area) ?? { cameras: 0, seeing: 0 };
    byArea.set(area, own);
    for (const each of [own, all]) {
      each.cameras++;
      if (seeing) each.seeing++;
    }
  }
  const isWhole = all.seeing === all.cameras;
  const anywhere = all.seeing > 0 || all.cameras === 0;

  function count(areas: Iterable<string>): { cameras: number; seeing: number } {
    const sum = { cameras: 0, seeing: 0 };
    for (const area of areas) {
      sum.cameras += byArea.get(area)?.cameras ?? 0;
      sum.seeing += byArea.get(area)?.seeing ?? 0;
    }
    return sum.cameras === 0 ? all : sum;
  }

  return {
    isWhole,
    count,
    sees(area) {
      const own = area === null ? undefined : byArea.get(area);
      return own ? own.seeing > 0 : anywhere;
    },
    seesAll: (areas) => isWhole || isEven(count(areas)),
  };
}

const isEven = ({ cameras, seeing }: { cameras: number; seeing: number }): boolean => cameras === seeing;
