import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDispatch } from './dispatch.ts';

const takeAll = (dispatch: ReturnType<typeof createDispatch<string>>): string[] => {
  const taken: string[] = [];
  for (let next = dispatch.next(); next; next = dispatch.next()) taken.push(next.job);
  return taken;
};

describe('createDispatch()', () => {
  it('serves clients in turn, and each in its own order', () => {
    const dispatch = createDispatch<string>(8);
    for (const job of ['a1', 'a2', 'a3']) dispatch.add(1, job);
    dispatch.add(2, 'b1');
    dispatch.add(3, 'c1');
    expect(takeAll(dispatch)).toEqual(['a1', 'b1', 'c1', 'a2', 'a3']);
  });

  it('refuses a client beyond its cap and still accepts the others', () => {
    const dispatch = createDispatch<string>(2);
    expect([dispatch.add(1, 'a'), dispatch.add(1, 'b'), dispatch.add(1, 'c')]).toEqual([true, true, false]);
    expect(dispatch.add(2, 'd')).toBe(true);
    expect(dispatch.queued()).toBe(3);
  });

  it('serves a job that was put back before anything newer of that client', () => {
    const dispatch = createDispatch<string>(1);
    dispatch.add(1, 'newer');
    dispatch.putBack(1, 'older');
    expect(takeAll(dispatch)).toEqual(['older', 'newer']);
  });

  it('returns the waiting jobs of a dropped client and serves the rest', () => {
    const dispatch = createDispatch<string>(8);
    dispatch.add(1, 'a1');
    dispatch.add(1, 'a2');
    dispatch.add(2, 'b1');
    expect(dispatch.drop(1)).toEqual(['a1', 'a2']);
    expect(takeAll(dispatch)).toEqual(['b1']);
  });

  it('never lets a waiting client be passed over twice by the same other client', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 40 }), (clients) => {
        const dispatch = createDispatch<string>(8);
        clients.forEach((client, index) => dispatch.add(client, `${client}:${index}`));
        const served: number[] = [];
        for (let next = dispatch.next(); next; next = dispatch.next()) served.push(next.client);
        served.forEach((client, index) => {
          const again = served.indexOf(client, index + 1);
          if (again === -1) return;
          const waiting = new Set(served.slice(again));
          const between = new Set(served.slice(index + 1, again));
          waiting.delete(client);
          for (const other of waiting) expect(between.has(other)).toBe(true);
        });
      }),
    );
  });
});
