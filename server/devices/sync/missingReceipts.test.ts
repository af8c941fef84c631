import { describe, expect, it } from 'vitest';
import type { Directory, DirectoryPerson } from '../../directory/directory.ts';
import { areGone, heardAtMs, missingReceipts } from './missingReceipts.ts';
import { freshRow, type SyncRow } from './syncRow.ts';

const hourMs = 3_600_000;
const nowMs = 100 * hourMs;

type Made = Partial<Pick<DirectoryPerson, 'code' | 'deactivatedAtMs'>>;
const person = (personId: string, { code = null, deactivatedAtMs = null }: Made): DirectoryPerson => ({
  ...{ personId, name: personId, code, job: null, teamId: null, supervisorId: null, areaIds: [] },
  ...{ badgeOnly: false, deactivatedAtMs },
});
const directoryOf = (people: Record<string, Made>): Directory => ({
  people: new Map(Object.entries(people).map(([id, made]) => [id, person(id, made)])),
  ...{ teams: new Map(), areas: new Map() },
});
const row = (userId: string, more: Partial<SyncRow>): SyncRow => ({
  ...freshRow('gate', userId, 0),
  ...more,
});

type Seen = { rows?: SyncRow[]; readAtMs?: number | undefined; letInMs?: number };
function missing(people: Record<string, Made>, seen: Seen, erased: Record<string, number> = {}) {
  const { rows = [], letInMs = 0 } = seen;
  return missingReceipts(
    {
      device: { approvedAtMs: letInMs },
      rows: new Map(rows.map((each) => [each.userId, each])),
      readAtMs: seen.readAtMs,
    },
    { directory: directoryOf(people), erasedAtMs: new Map(Object.entries(erased)), nowMs },
  );
}

const held = { held: true, wanted: 'there', state: 'done' } as const;
const toGo = { held: true, wanted: 'gone', state: 'waiting' } as const;
const gone = { held: false, wanted: 'gone', state: 'done' } as const;
const ana = { code: '1001', deactivatedAtMs: 20 * hourMs };

describe('missingReceipts()', () => {
  it('says nothing of who works here, nor of who is confirmed to be gone', () => {
    const rows = [
      row('1001', { ...gone, personId: 'ana', confirmedAtMs: 20 * hourMs }),
      row('1002', { ...held, personId: 'ben' }),
    ];
    expect(missing({ ana, ben: { code: '1002' } }, { rows, readAtMs: 10 * hourMs })).toBeNull();
  });

  it('knows those who were on it, whatever was noted of them since', () => {
    for (const of of [held, toGo, { ...toGo, state: 'failed' as const }]) {
      const rows = [row('1001', { ...of, personId: 'ana', confirmedAtMs: 9 * hourMs })];
      expect(missing({ ana }, { rows, readAtMs: 10 * hourMs })).toMatchObject({
        ...{ people: 1, known: 1, sinceMs: 20 * hourMs },
      });
    }
  });

  it('counts what was confirmed before they left as nothing', () => {
    const rows = [row('1001', { ...gone, personId: 'ana', confirmedAtMs: 19 * hourMs })];
    expect(missing({ ana }, { rows, readAtMs: 19 * hourMs })).toMatchObject({ people: 1, known: 0 });
  });

  it('counts who may be on it: nobody looked since they left, or ever', () => {
    expect(missing({ ana }, { readAtMs: 19 * hourMs })).toMatchObject({ people: 1, known: 0 });
    expect(missing({ ana }, { readAtMs: undefined })).toMatchObject({ people: 1, known: 0 });
    expect(missing({ ana }, { readAtMs: 20 * hourMs })).toBeNull();
    expect(missing({ ana: { ...ana, code: null } }, { readAtMs: undefined })).toBeNull();
  });

  it('counts from when the terminal was let in, of who left before', () => {
    expect(missing({ ana }, { letInMs: 70 * hourMs })).toMatchObject({ sinceMs: 70 * hourMs });
  });

  it('counts many, by who waits for the longest, and each once however many numbers they have there', () => {
    const people = {
      ana,
      ben: { code: '1002', deactivatedAtMs: 30 * hourMs },
      cici: { code: '1003', deactivatedAtMs: 40 * hourMs },
    };
    const rows = [
      row('7', { ...toGo, personId: 'ana' }),
      row('1001', { ...toGo, personId: 'ana' }),
      row('1002', { ...toGo, personId: 'ben' }),
    ];
    expect(missing(people, { rows, readAtMs: 35 * hourMs })).toMatchObject({
      ...{ people: 3, known: 2, sinceMs: 20 * hourMs },
    });
  });

  it('counts whoever was erased, from when they left, until they are gone', () => {
    const rows = [row('1001', { ...toGo, personId: 'erased', held: false })];
    expect(missing({}, { rows }, { erased: 20 * hourMs })).toMatchObject({
      ...{ people: 1, known: 0, sinceMs: 20 * hourMs },
    });
    // When they left is read a moment after they are not in the directory any more.
    expect(missing({}, { rows })).toMatchObject({ people: 1, sinceMs: nowMs });
    const done = [row('1001', { ...gone, personId: 'erased', confirmedAtMs: 21 * hourMs })];
    expect(missing({}, { rows: done }, { erased: 20 * hourMs })).toBeNull();
  });

  it('finds who left under an old number that is somebody else’s now', () => {
    const people = { ana: { ...ana, code: '2001' }, ben: { code: '1001' } };
    const rows = [row('1001', { ...toGo, personId: 'ana' })];
    expect(missing(people, { rows, readAtMs: 30 * hourMs })).toMatchObject({ people: 1, known: 1 });
  });

  it('leaves strangers alone', () => {
    const rows = [
      row('9', { held: true, state: 'stranger' }),
      row('8', { held: true, state: 'stranger', personId: 'ana' }),
    ];
    expect(missing({ ana }, { rows, readAtMs: 30 * hourMs })).toBeNull();
  });

  it('counts anew from when they were gone, of who is there again', () => {
    const rows = [row('1001', { ...toGo, personId: 'ana', confirmedAtMs: 50 * hourMs })];
    expect(missing({ ana }, { rows, readAtMs: 51 * hourMs })).toMatchObject({ sinceMs: 50 * hourMs });
  });

  it('says why it was refused, and nobody’s number', () => {
    const refused = (problem: string) =>
      missing(
        { ana },
        { rows: [row('1001', { ...toGo, state: 'failed', personId: 'ana', problem })], readAtMs: nowMs },
      )?.who.get('ana')?.problem;
    expect(refused('The terminal did not take it: busy.')).toBe('The terminal did not take it: busy.');
    expect(refused('Cannot find user 1001.')).toBeNull();
    for (const problem of ['The terminal did not take it: Return=-10012.', 'Code 71001.'])
      expect(refused(problem)).toBe(problem);
  });

  it('knows that those of whom it was missing are gone when they were confirmed one by one, or it was read since', () => {
    const left = new Map([['ana', { leftAtMs: 20 * hourMs }]]);
    const { people } = directoryOf({ ana });
    const seen = (rows: SyncRow[], readAtMs?: number) => ({
      rows: new Map(rows.map((each) => [each.userId, each])),
      readAtMs,
    });
    const of = { ...gone, personId: 'ana' };
    expect(areGone(seen([]), left, { people })).toBe(false);
    expect(areGone(seen([], 19 * hourMs), left, { people })).toBe(false);
    expect(areGone(seen([], 20 * hourMs), left, { people })).toBe(true);
    expect(areGone(seen([], 20 * hourMs), left, { people: new Map() })).toBe(true);
    expect(areGone(seen([row('1', { ...of, confirmedAtMs: 21 * hourMs })]), left, { people })).toBe(true);
    expect(areGone(seen([row('1', { ...of, confirmedAtMs: 19 * hourMs })]), left, { people })).toBe(false);
    expect(areGone(seen([row('1', { ...held, personId: 'ana' })], 30 * hourMs), left, { people })).toBe(
      false,
    );
    const here = directoryOf({ ana: { code: '1001' } });
    expect(areGone(seen([], 30 * hourMs), left, here)).toBe(false);
  });

  it('knows when a terminal was last heard: read, or told that somebody is gone', () => {
    const rows = new Map([['1', row('1', { ...gone, confirmedAtMs: 21 * hourMs })]]);
    expect(heardAtMs({ rows, readAtMs: 20 * hourMs })).toBe(21 * hourMs);
    expect(heardAtMs({ rows: new Map(), readAtMs: undefined })).toBeNull();
  });
});
