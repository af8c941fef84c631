/** Nobody is deleted from a terminal by moving while something of theirs may be only there. */
import { describe, expect, test } from 'vitest';
import type { StoredDevice } from '../store.ts';
import { createTemplateReads } from './createTemplateReads.ts';
import { keptBecause } from './keptBecause.ts';
import type { Copy, TerminalNow } from './planTypes.ts';
import { isAllCounted } from './pushTarget.ts';
import { freshRow, type HeldTemplate } from './syncRow.ts';

const facts = (more: object): Pick<StoredDevice, 'facts'> => ({ facts: more });
const counts = { users: 9, fingers: 2, faces: 1, logs: 0 };
const both = { fingers: true, faces: true };

describe('isAllCounted()', () => {
  test('nothing is known of a terminal that tells no counts, or not all of them', () => {
    expect(isAllCounted(facts({}), { fingers: 9, faces: 9 })).toBe(false);
    expect(isAllCounted(facts({ counts }), { fingers: 9, faces: 9 })).toBe(false);
    const countsTold = { fingers: true, faces: false };
    const without = { counts: { ...counts, faces: 0 }, countsTold };
    expect(isAllCounted(facts({ ...without, faceAlgorithm: '7' }), { fingers: 2, faces: 0 })).toBe(false);
    const light = { bioVersions: '0:0:0:0:0:0:0:0:0:58.12:0' };
    expect(isAllCounted(facts({ ...without, ...light }), { fingers: 2, faces: 0 })).toBe(false);
    // It can have no faces.
    expect(isAllCounted(facts({ ...without, bioVersions: '0:1:0' }), { fingers: 2, faces: 0 })).toBe(true);
  });

  test('it may count no finger and no face more than came', () => {
    const told = facts({ counts, countsTold: both });
    expect(isAllCounted(told, { fingers: 2, faces: 1 })).toBe(true);
    expect(isAllCounted(told, { fingers: 1, faces: 1 })).toBe(false);
    expect(isAllCounted(told, { fingers: 2, faces: 0 })).toBe(false);
  });
});

describe('createTemplateReads()', () => {
  const versions = '0:0:0:0:0:0:0:0:0:58.12:0';
  const face = (userId: string) => ({
    ...{ userId, kind: 'bio' as const, number: 0, algorithm: '9:58.12.0', template: Buffer.from('x') },
  });
  const counted = { kind: 'tellInfo' } as const;
  function asked(told: number | null, refused: number | null = null) {
    const reads = createTemplateReads();
    const commands = reads.begin('d', versions);
    reads.came('d', [face('1')]);
    // Somebody else asked for that, and it was counted before the rest was told.
    expect(reads.ended('d', counted, { well: true, returned: 0, bioVersions: versions })).toBe(null);
    const ends = commands.map((command) => {
      const type = command.kind === 'queryTemplates' ? command.type : null;
      const well = refused !== type || type === null;
      return reads.ended('d', command, { well, returned: type === 9 ? told : 0, bioVersions: versions });
    });
    if (ends.at(-1) === 'counts')
      ends.push(reads.ended('d', counted, { well: true, returned: 0, bioVersions: versions }));
    return { reads, ends };
  }

  test('whole only after the last answer, when as many came as it said it sent', () => {
    const { reads, ends } = asked(2);
    expect(ends.filter((each) => each !== null)).toEqual(['counts', 'end']);
    expect(reads.isWhole('d')).toBe(false);
    reads.came('d', [face('1'), face('2')]);
    reads.settle('d');
    expect(reads.isWhole('d')).toBe(true);
    reads.forget('d');
    expect(reads.isWhole('d')).toBe(false);
    // One of two did not come.
    const less = asked(2).reads;
    less.settle('d');
    expect(less.isWhole('d')).toBe(false);
  });

  test('a type that it has and did not send leaves it unknown; one that it has not may be refused', () => {
    expect(asked(1, 9).ends).not.toContain('end');
    expect(asked(1, 8).ends.at(-1)).toBe('end');
  });
});

describe('keptBecause()', () => {
  const kept = (mine: Partial<HeldTemplate>, there: Partial<Copy>, more: Partial<TerminalNow> = {}) => {
    const template: HeldTemplate = { kind: 'face', number: 0, algorithm: '7', hash: 'a', changedAtMs: 0 };
    const copy: Copy = { ...template, deviceId: 'other', safe: true, ...there };
    const row = { ...freshRow('d', '1', 0), held: true, templates: [{ ...template, ...mine }] };
    const now = { knowsTemplates: true, hidesFaces: false, ...more } as TerminalNow;
    const company = { copies: () => [copy], othersTake: () => false } as never;
    return keptBecause(row, { userId: '1', name: '', privilege: 0, card: '' }, 'p', { now, company });
  };

  test('what is safe elsewhere may go, unless not everything is known', () => {
    expect(kept({}, {})).toBe(null);
    expect(kept({}, { safe: false })).toContain('only here');
    expect(kept({}, {}, { knowsTemplates: false })).toContain('not certain');
  });

  test('of an unknown algorithm only the very same is a copy', () => {
    expect(kept({ algorithm: '' }, { algorithm: '', hash: 'b' })).toContain('only here');
    expect(kept({ algorithm: '' }, { algorithm: '', hash: 'a' })).toBe(null);
  });
});
