/** Goal: spreadsheets open what we write, whatever stands in it. Method: a reader that is not ours. */
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import Excel from 'exceljs';
import { expect, test } from 'vitest';
import { createStyles } from './sheetStyles.ts';
import { type CellValue, sheetRowsMax, sheetWriter } from './sheetWriter.ts';
import { workbookWriter } from './workbookWriter.ts';

async function open(bytes: Buffer): Promise<Excel.Workbook> {
  const book = new Excel.Workbook();
  await book.xlsx.load(bytes as unknown as Excel.Buffer);
  return book;
}

test('every text comes back as it was, but for what XML cannot hold', async () => {
  const texts = [
    '',
    ' edges ',
    '<&>"\'',
    'two\nlines\ttab\rend',
    '_x0041_',
    'Юлия Ωmega 😀',
    '=1+1',
    '\u0000\u001b\ud800kept\uffff',
  ];
  const sink = new PassThrough();
  const bytes = buffer(sink);
  const book = await workbookWriter(sink, { names: ['A & B'], creator: '<us>', createdAtMs: 0 });
  const sheet = book.sheet('A & B', { columns: [{ width: 10 }] });
  for (const text of texts) await sheet.row([text]);
  await sheet.row(['x'.repeat(40_000)]);
  await sheet.end();
  await book.end();
  const read = await open(await bytes);
  expect(read.creator).toBe('<us>');
  const [first] = read.worksheets;
  expect(first?.name).toBe('A & B');
  const shown = texts.map((_, index) => first?.getCell(index + 1, 1).value ?? '');
  // A spreadsheet would read `_x0041_` as A; this reader reads nothing of that kind, and so shows how it is told.
  expect(shown).toEqual([...texts.slice(0, -1), 'kept'].map((text) => text.replace('_x0', '_x005F_x0')));
  expect(first?.getCell(5, 1).type).toBe(Excel.ValueType.String);
  expect((first?.getCell(texts.length + 1, 1).value as string).length).toBe(32_767);
});

test('sheets that are written at once stand in their own places, beyond what is packed at a time', async () => {
  const sink = new PassThrough({ highWaterMark: 1_000 });
  const bytes = buffer(sink);
  const names = ['One', 'Two', 'Three'];
  const book = await workbookWriter(sink, { names, creator: '', createdAtMs: 0 });
  const shape = {
    columns: [{ width: 10, numFmt: '0.00' }, { width: 10 }],
    frozen: { rows: 1, columns: 1 },
  };
  const [three, one, two] = [book.sheet('Three', shape), book.sheet('One', shape), book.sheet('Two', shape)];
  const rowOf = (index: number): CellValue[] => [
    index / 7,
    `${(index * 7919) % 100_003} ${'text '.repeat(5)}`,
  ];
  for (let index = 0; index < 9_000; index++) {
    await two.row(rowOf(index));
    await three.row(rowOf(index * 2));
  }
  await one.row([{ formula: 'SUM(Two!A1:A9000)&"<"', result: '1<' }, null], {
    styles: [0, book.styleOf('total')],
  });
  await two.end(9_000);
  await one.end();
  await three.end();
  await book.end();
  const read = await open(await bytes);
  expect(read.worksheets.map(({ name }) => name)).toEqual(names);
  for (const [name, factor] of [
    ['Two', 1],
    ['Three', 2],
  ] as const)
    for (const index of [0, 1, 4_321, 8_999]) {
      const row = read.getWorksheet(name)?.getRow(index + 1);
      expect([row?.getCell(1).value, row?.getCell(2).value]).toEqual(rowOf(index * factor));
    }
  expect(read.getWorksheet('Two')?.autoFilter).toBe('A1:B9000');
  expect(read.getWorksheet('Two')?.getCell('A2').numFmt).toBe('0.00');
  expect(read.getWorksheet('One')?.getCell('A1').value).toMatchObject({
    formula: 'SUM(Two!A1:A9000)&"<"',
    result: '1<',
  });
  expect(read.getWorksheet('One')?.getCell('B1').border).toMatchObject({ top: { style: 'medium' } });
});

test(
  'a workbook that nobody takes any more ends with an error instead of waiting',
  { timeout: 5_000 },
  async () => {
    const sink = new PassThrough({ highWaterMark: 10 });
    const book = workbookWriter(sink, { names: ['One'], creator: '', createdAtMs: 0 });
    setTimeout(() => sink.destroy(), 20);
    await expect(book).rejects.toThrow('not taken any more');
  },
);

test('a sheet takes as many rows as spreadsheets open, and tells when there are more', async () => {
  const entry = { write: () => Promise.resolve(), end: () => Promise.resolve() };
  const sheet = sheetWriter(entry, { columns: [] }, createStyles());
  while (sheet.rows() < sheetRowsMax) await sheet.row([]);
  await expect(sheet.row([])).rejects.toMatchObject({ code: 'SHEET_FULL' });
}, 30_000);
