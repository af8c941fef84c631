import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { expect, test } from 'vitest';
import { readPdf } from '../../../tests/helpers/readPdf.ts';
import { pdfCanvas } from './pdfCanvas.ts';
import { cellWriter, fonts } from './pdfText.ts';

async function drawnWith(draw: (write: ReturnType<typeof cellWriter>) => void): Promise<string> {
  const doc = new PDFDocument({ autoFirstPage: false, size: [300, 300], margin: 0 });
  const bytes = buffer(doc);
  doc.registerFont('plain', fonts.plain);
  doc.registerFont('bold', fonts.bold);
  const canvas = pdfCanvas(doc);
  canvas.addPage();
  draw(cellWriter(canvas));
  canvas.put();
  doc.end();
  return readPdf(await bytes)[0] ?? '';
}

test('names stand as they are written, also with marks that are placed one by one', async () => {
  const names = ['Ännä Юлия Ωmega', 'AVATAR To', 'x\u0323y\u030b'];
  const text = await drawnWith((write) => {
    names.forEach((name, index) => write(name, { x: 10, y: 10 + index * 20, width: 200, bold: index === 1 }));
    write('after it', { x: 10, y: 100, width: 200 });
  });
  for (const name of [...names.slice(0, 2), 'after it']) expect(text.split('\n')).toContain(name);
  // Letters and marks are pieces of their own.
  expect(text.replaceAll('\n', '')).toContain('x\u0323y\u030b');
});

test('what is longer than its cell is cut, with a sign that there is more', async () => {
  const text = await drawnWith((write) => write('A very long name indeed', { x: 10, y: 10, width: 50 }));
  expect(text).toMatch(/^A very lo.*…$/);
});
