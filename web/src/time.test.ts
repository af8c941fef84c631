import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { showLocale } from './locale.ts';
import {
  ageText,
  clockText,
  dateText,
  durationText,
  exactText,
  momentText,
  numberText,
  pictureAgeText,
  startOfDayMs,
} from './time.ts';

const s = 1000;
const min = 60 * s;
const h = 60 * min;
const noonMs = Date.UTC(2026, 10, 20, 12, 0, 0);

describe('ages', () => {
  it.each([
    [-3 * s, 'just now'],
    [4 * s, 'just now'],
    [40 * s, '40 s ago'],
    [59.9 * s, '59 s ago'],
    [6 * min + 59 * s, '6 min ago'],
    [2 * h + 30 * min, '2 h ago'],
    [47 * h, '47 h ago'],
    [72 * h, '3 days ago'],
  ])('ageText(%d) is %s', (ageMs, text) => {
    expect(ageText(ageMs)).toBe(text);
  });

  it.each([
    [-5, '0.0 s ago'],
    [300, '0.3 s ago'],
    [12_900, '12 s ago'],
    [3 * min, '3 min ago'],
  ])('pictureAgeText(%d) is %s', (ageMs, text) => {
    expect(pictureAgeText(ageMs)).toBe(text);
  });

  it('durationText() of a negative duration is 0 s', () => {
    expect(durationText(-1)).toBe('0 s');
  });
});

describe('moments', () => {
  it("momentText() shows the site's time, not the browser's", () => {
    expect(momentText(noonMs, noonMs + h, 'Asia/Jakarta')).toBe('19:00');
    expect(momentText(noonMs, noonMs + h, 'America/New_York')).toBe('07:00');
  });

  it('momentText() adds the weekday to another day, and the date to one long ago', () => {
    expect(momentText(noonMs - 24 * h, noonMs, 'UTC')).toBe('Thu 12:00');
    expect(momentText(noonMs - 20 * 24 * h, noonMs, 'UTC')).toBe('31 Oct 12:00');
  });

  it("momentText() counts days by the site's midnight", () => {
    const beforeMidnightMs = Date.UTC(2026, 10, 20, 16, 59);
    expect(momentText(beforeMidnightMs, beforeMidnightMs + 2 * min, 'Asia/Jakarta')).toBe('Fri 23:59');
  });

  it('dateText(), clockText() and exactText() read as a person writes them', () => {
    expect(dateText(noonMs, 'UTC')).toBe('Fri 20 Nov 2026');
    expect(clockText(Date.UTC(2026, 0, 1, 0, 0, 5), 'UTC')).toBe('00:00:05');
    expect(exactText(noonMs, 'Asia/Jakarta')).toBe('Fri 20 Nov 2026, 19:00:00 (Asia/Jakarta)');
  });

  it('an unknown zone shows UTC instead of failing', () => {
    expect(momentText(noonMs, noonMs, 'Nowhere/Land')).toBe('12:00');
  });
});

describe('startOfDayMs()', () => {
  it("is the site's midnight", () => {
    expect(startOfDayMs(noonMs, 'Asia/Jakarta')).toBe(Date.UTC(2026, 10, 19, 17));
    expect(startOfDayMs(noonMs, 'America/New_York')).toBe(Date.UTC(2026, 10, 20, 5));
  });

  it('is right on the day summer time begins and on the day it ends', () => {
    expect(startOfDayMs(Date.UTC(2026, 2, 29, 12), 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 28, 23));
    expect(startOfDayMs(Date.UTC(2026, 9, 25, 12), 'Europe/Berlin')).toBe(Date.UTC(2026, 9, 24, 22));
  });

  it('is at midnight and at most 25 hours before, at any time in zones of whole and odd offsets', () => {
    const zones = fc.constantFrom(
      'UTC',
      'Asia/Jakarta',
      'Asia/Kathmandu',
      'Europe/Berlin',
      'America/St_Johns',
    );
    const times = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) });
    fc.assert(
      fc.property(times, zones, (atMs, zone) => {
        const startMs = startOfDayMs(atMs, zone);
        expect(clockText(startMs, zone)).toBe('00:00:00');
        expect(atMs - startMs).toBeGreaterThanOrEqual(0);
        expect(atMs - startMs).toBeLessThan(25 * h);
      }),
    );
  });
});

describe('in Indonesian', () => {
  beforeAll(async () => {
    // Where the change of language is announced.
    vi.stubGlobal('window', new EventTarget());
    await showLocale('id');
  });
  afterAll(async () => {
    await showLocale('en');
    vi.unstubAllGlobals();
  });

  it('dates have Indonesian names, and times a full stop', () => {
    expect(dateText(noonMs, 'UTC')).toBe('Jum 20 Nov 2026');
    expect(momentText(noonMs - 24 * h, noonMs, 'UTC')).toBe('Kam 12.00');
    expect(momentText(Date.UTC(2026, 4, 3, 12), noonMs, 'UTC')).toBe('3 Mei 12.00');
    expect(clockText(Date.UTC(2026, 0, 1, 0, 0, 5), 'UTC')).toBe('00.00.05');
  });

  it('numbers have a comma before the tenths', () => {
    expect(numberText(1234.5, 1)).toBe('1.234,5');
    expect(pictureAgeText(300)).toContain('0,3');
  });

  it("startOfDayMs() is the site's midnight all the same", () => {
    expect(startOfDayMs(noonMs, 'Asia/Jakarta')).toBe(Date.UTC(2026, 10, 19, 17));
  });
});
