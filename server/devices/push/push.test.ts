import { expect, test } from 'vitest';
import { attendanceHandshake } from './answers.ts';
import { templatesFor } from './matching.ts';
import { timeOf } from './pushTime.ts';
import { createRateBound } from './rateBound.ts';
import { readUpload } from './readUpload.ts';

const read = (table: string, text: string, tableName = '') =>
  readUpload({ table, tableName }, Buffer.from(text));

test('timeOf() takes what is on the calendar and nothing else', () => {
  expect(timeOf('2028-02-29 23:59:59')).toBe('2028-02-29T23:59:59');
  for (const wrong of [
    '2026-02-29 08:00:00',
    '2026-11-20 24:00:00',
    '1999-01-01 00:00:00',
    '2026-11-20',
    '',
    'now',
  ])
    expect(timeOf(wrong)).toBeNull();
});

test('readUpload() knows a door that let somebody in from one that did not, and from doors and alarms', () => {
  const event = (of: object): string =>
    Object.entries({ time: '2026-11-20 08:00:00', pin: '7', event: 0, inoutstatus: 0, verifytype: 4, ...of })
      .map(([key, value]) => `${key}=${value}`)
      .join('\t');
  const lines = [
    event({}),
    event({ event: 27 }),
    event({ event: 8, pin: '0' }),
    event({ event: 102, pin: '' }),
  ];
  const { punches, raw, passedOver } = read(
    'rtlog',
    [...lines, event({ inoutstatus: 2, event: 200 })].join('\n'),
  );
  expect(punches).toMatchObject([
    { userId: '7', status: 0 },
    { userId: '7', status: 255 },
  ]);
  expect(raw).toMatchObject([{ problem: 'event 27: nobody was let in' }]);
  expect(passedOver).toBe(2);
});

test('readUpload() keeps no photo of a punch, and refuses a template that is not as long as it says', () => {
  expect(read('ATTPHOTO', 'PIN=1.jpg\nSN=T1\nsize=3\nCMD=uploadphoto\0abc')).toMatchObject({
    passedOver: 1,
    raw: [],
  });
  const { templates, raw } = read('OPERLOG', 'FP PIN=1\tFID=6\tSize=1000\tValid=1\tTMP=c2hvcnQ=');
  expect(templates).toEqual([]);
  expect(raw).toEqual([
    {
      table: 'FP',
      row: 'FP PIN=1\tFID=6\tSize=1000\tValid=1\tTMP=<8 characters>',
      problem: 'it is not as long as it says',
    },
  ]);
});

test('templatesFor() sends only what the terminal can use, and no photo beside a template of the same face', () => {
  const terminal = { fingerAlgorithm: '10', faceAlgorithm: null, bioVersions: '0:0:0:0:0:0:0:0:0:58.12:0' };
  const of = { userId: '1', number: 0 };
  const { commands, left } = templatesFor(terminal, [
    { ...of, kind: 'finger', algorithm: '10' },
    { ...of, kind: 'finger', algorithm: '9', number: 1 },
    { ...of, kind: 'finger', algorithm: null, number: 2 },
    { ...of, kind: 'face', algorithm: '7' },
    { ...of, kind: 'bio', algorithm: '9:58.12.0' },
    { ...of, kind: 'bio', algorithm: '9:38.1.0' },
    { ...of, kind: 'bio', algorithm: '8:5.0.0' },
    { ...of, kind: 'photo', algorithm: 'biophoto', number: 9 },
    { ...of, userId: '2', kind: 'photo', algorithm: 'biophoto', number: 9 },
  ]);
  expect(commands).toMatchObject([
    { of: 'finger', algorithm: '10' },
    { of: 'bio', algorithm: '9:58.12.0' },
    { of: 'photo', userId: '2' },
  ]);
  expect(left).toHaveLength(6);
});

test('attendanceHandshake() speaks the lower version, and repeats the stamps it was told', () => {
  const told = { serial: 'T1', zone: 'Asia/Jakarta', nowMs: 0, liveSync: true, stamps: { ATTLOG: '82' } };
  const lines = attendanceHandshake({ ...told, version: '2.2.14' }).split('\n');
  expect(lines).toEqual(
    expect.arrayContaining(['PushProtVer=2.2.14', 'ATTLOGStamp=82', 'OPERLOGStamp=0', 'TimeZone=7']),
  );
});

test('createRateBound() lets through a burst, and then so many a second', () => {
  const bound = createRateBound({ perSecond: 2, burst: 3 });
  const allowed = (nowMs: number): number => [1, 2, 3, 4, 5].filter(() => bound.allows('a', nowMs)).length;
  expect([allowed(0), allowed(1_000), allowed(60_000)]).toEqual([3, 2, 3]);
  expect(bound.allows('b', 0)).toBe(true);
});
