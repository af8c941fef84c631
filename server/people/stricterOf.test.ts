import { describe, expect, it } from 'vitest';
import { stricterOf } from './stricterOf.ts';

const rules = { correctionStep: 0.04, strictestLimit: 0.2 };
const everybody = () => true;
const mistake = (actualId: string | null, distance: number, lead: number | null) => ({
  personId: 'ann',
  actualId,
  distance,
  lead,
});

describe('stricterOf()', () => {
  it('leaves everybody as they are whom nobody corrected', () => {
    expect(stricterOf('ben', [mistake(null, 0.35, null)], everybody, rules)).toBeNull();
  });

  it('puts the limit below the nearest mistake with a stranger', () => {
    const negatives = [mistake(null, 0.39, null), mistake(null, 0.35, null), mistake(null, 0.4, null)];
    expect(stricterOf('ann', negatives, everybody, rules)?.limit).toBeCloseTo(0.31);
  });

  it('leaves a limit that the person still passes, however near the mistake was', () => {
    for (const distance of [0.23, 0.03])
      expect(stricterOf('ann', [mistake(null, distance, null)], everybody, rules)?.limit).toBe(0.2);
  });

  it('asks two confused people to be told apart more clearly, both ways, and leaves their limits', () => {
    const negatives = [mistake('ben', 0.35, 0.1), mistake('ben', 0.36, 0.15)];
    const [ann, ben] = ['ann', 'ben'].map((each) => stricterOf(each, negatives, everybody, rules));
    expect(ann?.limit).toBeNull();
    expect(ann?.rivals).toMatchObject([{ personId: 'ben' }]);
    expect(ann?.rivals[0]?.lead).toBeCloseTo(0.19);
    expect(ben?.rivals).toMatchObject([{ personId: 'ann' }]);
    expect(ben?.limit).toBeNull();
  });

  it('falls back to the limit when the lead is not known, or the other is no longer recognised', () => {
    const gone = (personId: string) => personId === 'ann';
    expect(stricterOf('ann', [mistake('ben', 0.35, 0.1)], gone, rules)?.limit).toBeCloseTo(0.31);
    expect(stricterOf('ann', [mistake('ben', 0.35, null)], everybody, rules)?.limit).toBeCloseTo(0.31);
    expect(stricterOf('ben', [mistake('ben', 0.35, null)], everybody, rules)).toBeNull();
  });
});
