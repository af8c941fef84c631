import { it } from 'vitest';
import { createTracker } from './createTracker.ts';
import { follow, plainCamera, walk, type Walker } from './walkers.ts';
it('x', () => {
  const lone: Walker = { headAt: walk({ x: 100, y: 250 }, { x: 110, y: 8 }), heightPx: 300, clothes: 1 };
  for (const fps of [1, 2, 3, 5, 10])
    for (const colours of [true, false]) {
      let bad = 0,
        cov = 0,
        most = 0;
      for (let seed = 0; seed < 200; seed++) {
        const r = follow(createTracker(), [lone], {
          ...plainCamera,
          fps,
          seed,
          colours,
          faceChance: 0.33,
          bodyChance: 0.7,
        });
        if ((r.idsOf.get(0)?.size ?? 0) !== 1) bad++;
        cov += r.covered[0] ?? 0;
        most = Math.max(most, r.mostPerWalker);
      }
      console.log('lone', fps, colours, 'bad', bad, 'cov', cov / 200, 'most', most);
    }
  for (const same of [false, true])
    for (const bounce of [false, true])
      for (const colours of [true, false])
        for (const fps of [1, 2, 5, 10]) {
          let swaps = 0,
            kept = 0,
            most = 0;
          for (let seed = 0; seed < 200; seed++) {
            const mid = 5000 + seed * 3;
            const a: Walker = {
              headAt: (t) => ({ x: 640 + (bounce ? -Math.abs(t - mid) : t - mid) * 0.1, y: 250 }),
              heightPx: 300,
              clothes: 1,
            };
            const b: Walker = {
              headAt: (t) => ({ x: 640 - (bounce ? -Math.abs(t - mid) : t - mid) * 0.1, y: 253 }),
              heightPx: 295,
              clothes: same ? 1 : 5,
            };
            const r = follow(createTracker(), [a, b], { ...plainCamera, fps, seed, colours });
            if ([...r.walkersOf.values()].some((s) => s.size > 1)) swaps++;
            if (r.idsOf.get(0)?.size === 1 && r.idsOf.get(1)?.size === 1) kept++;
            most = Math.max(most, r.mostPerWalker);
          }
          console.log('cross', JSON.stringify({ same, bounce, colours, fps, swaps, kept, most }));
        }
});
