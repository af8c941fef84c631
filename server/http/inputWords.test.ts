/** Goal: whoever sends something that does not fit is told what would, whatever is wrong with it. Method: every kind of issue of zod. */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { newDevice } from '../devices/shapes.ts';
import { settingShapes } from '../settings/settings.ts';
import { parseInWords } from './inputWords.ts';

const said = (shape: z.ZodType, value: unknown): string[] =>
  (parseInWords(shape, value).error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );
const of = (x: z.ZodType) => z.strictObject({ x });
const whole = z.number().int();
const kinds = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('a'), port: whole.min(1).max(9) }),
  z.object({ kind: z.literal('b') }),
]);

const cases: [kind: string, shape: z.ZodType, value: unknown, words: string[]][] = [
  ['too_small', of(whole.min(1).max(65_535).default(4370)), { x: 0 }, ['x: must be from 1 to 65,535']],
  ['too_small', of(whole.min(1)), { x: 0 }, ['x: must be at least 1']],
  ['too_small', of(z.number().gt(2)), { x: 2 }, ['x: must be more than 2']],
  ['too_small', of(z.string().trim().min(1).max(100)), { x: ' ' }, ['x: must have 1 to 100 characters']],
  ['too_small', of(z.string().min(1)), { x: '' }, ['x: must not be empty']],
  ['too_small', of(z.string().length(3)), { x: '' }, ['x: must have exactly 3 characters']],
  ['too_small', of(z.array(whole).min(1)), { x: [] }, ['x: must not be empty']],
  ['too_small', of(z.array(whole).min(2)), { x: [] }, ['x: must have at least 2 entries']],
  ['too_big', of(whole.min(1).max(7).nullable()), { x: 8 }, ['x: must be from 1 to 7']],
  ['too_big', of(z.number().max(7).optional()), { x: 8 }, ['x: must be at most 7']],
  ['too_big', of(z.number().lt(7)), { x: 7 }, ['x: must be less than 7']],
  ['too_big', of(z.string().max(2)), { x: 'abc' }, ['x: must have at most 2 characters']],
  ['too_big', of(z.array(whole.max(7))), { x: [1, 9] }, ['x.1: must be at most 7']],
  ['too_big', of(z.array(whole).max(1)), { x: [1, 9] }, ['x: must have at most 1 entries']],
  ['too_big', kinds, { kind: 'a', port: 10 }, ['port: must be from 1 to 9']],
  ['not_multiple_of', of(z.number().multipleOf(0.5)), { x: 0.3 }, ['x: must be a multiple of 0.5']],
  ['invalid_type', of(whole.min(1).max(9)), { x: 1.5 }, ['x: must be a whole number from 1 to 9']],
  ['invalid_type', of(whole.min(1).max(9)), { x: null }, ['x: must be a whole number from 1 to 9']],
  ['invalid_type', of(z.number()), { x: 'q' }, ['x: must be a number']],
  ['invalid_type', of(z.string()), {}, ['x: is missing']],
  ['invalid_type', of(z.string()), { x: 1 }, ['x: must be a text']],
  ['invalid_type', of(z.boolean()), { x: 1 }, ['x: must be true or false']],
  ['invalid_type', of(z.array(whole)), { x: 1 }, ['x: must be a list']],
  ['invalid_type', of(z.string()), 'x', [': must have fields']],
  ['invalid_type', of(z.record(z.string(), whole)), { x: 1 }, ['x: must have fields']],
  ['invalid_type', of(z.symbol()), { x: 1 }, ['x: does not fit']],
  ['invalid_format', of(z.email()), { x: 'q' }, ['x: must be an e-mail address']],
  ['invalid_format', of(z.url()), { x: 'q' }, ['x: must be an address such as https://example.com']],
  ['invalid_format', of(z.iso.date()), { x: 'q' }, ['x: must be a date such as 2026-11-20']],
  ['invalid_format', of(z.string().regex(/^a$/)), { x: 'q' }, ['x: does not have the right form']],
  ['unrecognized_keys', of(whole), { x: 1, y: 2 }, [': "y" is not known here']],
  ['unrecognized_keys', of(whole), { x: 1, y: 2, z: 3 }, [': "y", "z" are not known here']],
  ['invalid_value', of(z.enum(['tcp', 'udp'])), { x: 'q' }, ['x: must be one of tcp, udp']],
  ['invalid_value', of(z.enum(['', 'en'])), { x: 'q' }, ['x: must be en, or empty']],
  ['invalid_value', of(z.literal('a')), { x: 'q' }, ['x: must be a']],
  ['invalid_union', kinds, { kind: 'q' }, ['kind: must be one of a, b']],
  [
    'invalid_union',
    of(z.union([z.string(), z.number()])),
    { x: true },
    ['x: must be a text, or must be a number'],
  ],
  [
    'invalid_union',
    of(z.union([z.literal(''), z.number()])),
    { x: 'q' },
    ['x: must be a number, or nothing'],
  ],
  [
    'invalid_key',
    of(z.record(z.string().max(2), whole)),
    { x: { abc: 1 } },
    ['x.abc: must have at most 2 characters'],
  ],
  ['invalid_element', of(z.map(z.any(), whole)), { x: new Map([[{}, 'q']]) }, ['x: must be a number']],
  ['custom', of(z.string().refine(() => false)), { x: 'q' }, ['x: does not fit']],
  ['custom', of(z.string().refine(() => false, 'a date')), { x: 'q' }, ['x: a date']],
];

describe('parseInWords()', () => {
  test.each(cases)('%s %#', (kind, shape, value, words) => {
    expect(said(shape, value)).toEqual(words);
    const found = shape.safeParse(value).error?.issues.map(({ code }) => code);
    expect(found).toContain(kind);
  });

  test('says the unit that the end of a name tells', () => {
    const shapes = z.object({
      ...settingShapes,
      shortPercent: whole.min(1).max(100),
      breakMinutes: whole.max(600),
    });
    const wrong = {
      awayAfterMs: 1,
      absentAfterMs: 1,
      sessionMs: 1,
      auditKeptDays: 1,
      pushPort: 0,
      shortPercent: 0,
      breakMinutes: 601,
    };
    expect(said(shapes.partial(), wrong)).toEqual([
      'awayAfterMs: must be from 10 s to 10 min',
      'absentAfterMs: must be from 1 min to 4 h',
      'sessionMs: must be from 15 min to 30 days',
      'auditKeptDays: must be from 30 to 3,650 days',
      'pushPort: must be from 1 to 65,535',
      'shortPercent: must be from 1 to 100 %',
      'breakMinutes: must be at most 600 minutes',
    ]);
  });

  test('what fits is taken as the shape makes it', () => {
    const read = parseInWords(newDevice, { name: ' Gate ', host: '10.0.0.1' });
    expect(read.data).toMatchObject({ name: 'Gate', port: 4370 });
  });
});
