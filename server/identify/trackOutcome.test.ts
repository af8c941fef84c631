import { describe, expect, it } from 'vitest';
import type { Sighting, Unusable } from '../../pipeline/messages.ts';
import type { Identity } from './judgeTrack.ts';
import { noFaces, outcomeOf, withSighting } from './trackOutcome.ts';

const body = { x: 0, y: 0, width: 50, height: 100 };
const quality = { widthPx: 40, sharpness: 5, turn: 0.1, quality: 0.5 };

/** `'none'`: a body without a face; null: a usable face. */
type Shown = Unusable | 'none' | null;
const sighting = (shown: Shown): Sighting => ({
  ...{ trackId: 1, body, seen: true },
  face: shown === 'none' ? null : { box: body, score: 0.9, quality, embedding: null, unusable: shown },
});

const everyMs = 200;
const facesOf = (...shown: Shown[]) =>
  shown.reduce((faces, each, i) => withSighting(faces, sighting(each), 5_000 + i * everyMs), noFaces);
const times = (count: number, shown: Shown): Shown[] => Array<Shown>(count).fill(shown);

const unknown = (reason: string) => ({ kind: 'unknown', reason, nearest: null }) as Identity;
const named = { kind: 'named', personId: 'p', name: 'Ann' } as Identity;

describe('outcomeOf()', () => {
  it('tells a track without a face from one whose faces were spoilt, by what spoilt most of them', () => {
    expect(outcomeOf(facesOf(...times(8, 'none')), unknown('noFace'))).toBe('noFace');
    for (const fault of ['tooSmall', 'blurred', 'turnedAway', 'cutOff'] as const)
      expect(outcomeOf(facesOf(...times(6, 'none'), ...times(4, fault), 'doubtful'), unknown('noFace'))).toBe(
        fault,
      );
    expect(outcomeOf(facesOf(...times(4, 'doubtful'), ...times(4, 'contested')), unknown('noFace'))).toBe(
      'unclear',
    );
  });

  it('blames what spoilt the faces when hardly any was usable, and the short look otherwise', () => {
    const hardly = facesOf(null, ...times(9, 'turnedAway'));
    expect(outcomeOf(hardly, unknown('tooFewFaces'))).toBe('turnedAway');
    const short = facesOf(...times(4, null), ...times(3, 'turnedAway'));
    expect(outcomeOf(short, unknown('tooFewFaces'))).toBe('tooFewFaces');
    const seenEnough = facesOf(null, ...times(9, 'enoughSeen'));
    expect(outcomeOf(seenEnough, unknown('tooFewFaces'))).toBe('tooFewFaces');
  });

  it('passes on what the gallery decided', () => {
    const seen = facesOf(...times(8, null));
    expect(outcomeOf(seen, unknown('belowThreshold'))).toBe('belowThreshold');
    expect(outcomeOf(seen, unknown('tie'))).toBe('lookAlike');
    expect(outcomeOf(seen, named)).toBe('named');
  });

  it('counts no track seen for less than a second, unless it got a name', () => {
    const ghost = facesOf(...times(5, 'none'));
    expect(outcomeOf(ghost, unknown('noFace'))).toBeNull();
    expect(outcomeOf(facesOf(...times(6, 'none')), unknown('noFace'))).toBe('noFace');
    expect(outcomeOf(facesOf(null), named)).toBe('named');
    expect(outcomeOf(noFaces, unknown('noFace'))).toBeNull();
  });

  it('counts no time in which a track was only predicted', () => {
    const hidden = { ...sighting('none'), seen: false };
    const faces = withSighting(facesOf('none', 'none'), hidden, 60_000);
    expect(outcomeOf(faces, unknown('noFace'))).toBeNull();
  });
});
