import { describe, expect, it } from 'vitest';
import { firstConfig, hoursConfig, mustFit, nextRunMs } from './hoursConfig.ts';

describe('hoursConfig', () => {
  const fits = (more: object): boolean => hoursConfig.safeParse({ ...firstConfig, ...more }).success;
  it('takes what it begins with', () => expect(hoursConfig.parse(firstConfig)).toEqual(firstConfig));

  it.each(['../x.csv', 'a/b.csv', 'a\\b.csv', '.x.csv', 'x.sh', 'x', 'x\n.csv', ''])(
    'refuses the file name %j',
    (fileName) => expect(fits({ fileName })).toBe(false),
  );

  it('wants whole paths, real dates and formats it can write', () => {
    expect([fits({ folder: 'hours' }), fits({ folder: '/srv/hours' })]).toEqual([false, true]);
    expect([fits({ fromDate: '2026-02-30' }), fits({ fromDate: '2026-02-28' })]).toEqual([false, true]);
    const format = (dateFormat: string) => fits({ layout: { ...firstConfig.layout, dateFormat } });
    expect([format('YYYY'), format('dd.MM.yyyy'), format('MMM')]).toEqual([false, true, false]);
  });
});

describe('mustFit()', () => {
  it('wants a folder once it is on, and none inside the data of this program', () => {
    expect(() => mustFit({ on: true, folder: '' }, '/data')).toThrow('a folder is needed');
    expect(() => mustFit({ on: false, folder: '' }, '/data')).not.toThrow();
    for (const folder of ['/data', '/data/hours'])
      expect(() => mustFit({ on: false, folder }, '/data')).toThrow('not in the data folder');
    expect(() => mustFit({ on: true, folder: '/data-of-payroll' }, '/data')).not.toThrow();
  });
});

describe('nextRunMs()', () => {
  const minute = 60_000;
  it('is at the marks of the clock, whenever the last was', () => {
    expect(nextRunMs(31 * minute, 30, 40 * minute)).toBe(60 * minute);
    expect(nextRunMs(30 * minute, 30, 30 * minute)).toBe(60 * minute);
  });
  it('is at once when it never was, and after a long time off', () => {
    expect(nextRunMs(null, 30, 7)).toBe(7);
    expect(nextRunMs(minute, 30, 500 * minute)).toBeLessThan(500 * minute);
  });
  it('does not wait for a clock that was set back', () => {
    expect(nextRunMs(500 * minute, 30, minute)).toBe(30 * minute);
  });
});
