import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvCell, csvLine, unguarded } from './csvLine.ts';

test('csvLine() is read back as it was, whatever a text holds, and nothing in it begins like a formula', () => {
  const pieces = fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '\t', '\r', '\n', ' ', 'a', 'é');
  const text = fc.array(pieces, { maxLength: 6 }).map((each) => each.join(''));
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 5 }), (cells) => {
      const [read]: string[][] = parse(csvLine(cells));
      expect(read?.map(unguarded)).toEqual(cells);
      for (const cell of read ?? []) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
    }),
    { seed: 1 },
  );
});

test('csvCell() leaves numbers numbers, and nothing nothing', () => {
  expect([csvCell(-1.5), csvCell(null), csvCell('-1.5')]).toEqual(['-1.5', '', "'-1.5"]);
});
