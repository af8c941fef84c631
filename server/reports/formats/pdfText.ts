/** Text in cells: cut to their width. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Canvas } from './pdfCanvas.ts';
import type { PdfFont } from './pdfFont.ts';

export type Align = 'left' | 'right' | 'center';
export type Cell = { x: number; y: number; width: number; align?: Align; bold?: boolean; size?: number };

/** Latin, Cyrillic, Greek and more: names are printed as they are. */
export const fonts = {
  plain: join(dejavu(), 'DejaVuSansCondensed.ttf'),
  bold: join(dejavu(), 'DejaVuSansCondensed-Bold.ttf'),
};

function dejavu(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');
}

const ink = '#1b2328';

export function cellWriter(canvas: Canvas) {
  /** The beginning that fits, with a sign that there is more. */
  const cut = (text: string, width: number, font: PdfFont): string => {
    if (font.encode(text).width <= width) return text;
    const letters = [...text];
    let [low, high] = [0, letters.length];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (font.widthOf(`${letters.slice(0, middle).join('')}…`) <= width) low = middle;
      else high = middle - 1;
    }
    return `${letters.slice(0, low).join('')}…`;
  };
  return (
    text: string,
    { x, y, width, align = 'left', bold = false, size = 7.5 }: Cell,
    colour = ink,
  ): void => {
    if (text === '') return;
    const font = canvas.fontOf(bold);
    // On one line, whatever a name holds.
    const shown = cut(text.replaceAll(/\s+/g, ' '), width / size, font);
    const spare = align === 'left' ? 0 : width - font.encode(shown).width * size;
    const left = x + (align === 'center' ? spare / 2 : spare);
    canvas.text(shown, { x: left, y, size, isBold: bold, colour });
  };
}
