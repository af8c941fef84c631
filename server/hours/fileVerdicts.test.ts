import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FileMark, howFar, placeOf } from './fileVerdicts.ts';

const mark: FileMark = { size: 10, end: 'e', endsLine: true, changed: '1', inode: '1:2' };
const left = { path: '/x', size: 10, end: 'e', layout: 'l' };
const now = { path: '/x', layout: 'l', mark };

describe('placeOf()', () => {
  it('knows a file as it was left, whatever its number on the disk and its time are now', () => {
    expect(placeOf(left, now)).toBe('same');
    expect(placeOf(left, { ...now, mark: { ...mark, inode: '9', changed: '9' } })).toBe('same');
  });

  it('begins anew where it was taken or emptied', () => {
    expect(placeOf(left, { ...now, mark: null })).toBe('new');
    expect(placeOf(null, { ...now, mark: null })).toBe('new');
    expect(placeOf(left, { ...now, mark: { ...mark, size: 0 } })).toBe('new');
  });

  it('notices what others did, and another layout', () => {
    for (const other of [{ size: 11 }, { size: 9 }, { end: 'x' }])
      expect(placeOf(left, { ...now, mark: { ...mark, ...other } })).toBe('changed');
    expect(placeOf(null, now)).toBe('changed');
    expect(placeOf(left, { ...now, path: '/y' })).toBe('changed');
    expect(placeOf(left, { ...now, layout: 'm' })).toBe('layout');
  });
});

describe('howFar()', () => {
  const payload = Buffer.from('1,in\r\n2,out\r\n');
  const planned = { size: 10, end: 'e', changed: '1', payload };
  const found = (rest: string, more = {}) => ({
    ...{ size: 10 + rest.length, changed: '2', endBefore: 'e', rest: Buffer.from(rest), ...more },
  });

  it('tells how much stands there', () => {
    expect(howFar(planned, found(''))).toBe('nothing');
    expect(howFar(planned, found('1,in\r\n2'))).toBe('part');
    expect(howFar(planned, found('1,in\r\n2,out\r\n'))).toBe('whole');
    expect(howFar(planned, found('1,in\r\n2,out\r\nother\n'))).toBe('whole');
    expect(howFar(planned, found('other\n1,in\r\n2,out\r\n'))).toBe('whole');
  });

  it('does not guess', () => {
    expect(howFar(planned, found('1,in\r\n3'))).toBe('unclear');
    expect(howFar(planned, found('other\n1,in\r\n2'))).toBe('unclear');
    expect(howFar(planned, found('', { endBefore: 'x' }))).toBe('unclear');
    expect(howFar(planned, { ...found(''), size: 9 })).toBe('unclear');
    // Emptied after it was read, or never written to: only its time tells.
    expect(howFar({ ...planned, size: 0 }, { ...found(''), size: 0 })).toBe('unclear');
    expect(howFar({ ...planned, size: 0 }, { ...found(''), size: 0, changed: '1' })).toBe('nothing');
  });

  it('says whole exactly where ours stands whole, for any bytes', () => {
    const bytes = fc.uint8Array({ maxLength: 12 });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 12 }), bytes, (ours, rest) => {
        const plan = { ...planned, payload: Buffer.from(ours) };
        const there = Buffer.from(rest);
        const verdict = howFar(plan, { size: 10 + there.length, changed: '1', endBefore: 'e', rest: there });
        expect(verdict === 'whole').toBe(there.includes(plan.payload));
      }),
    );
  });
});
