/** Text in cells: cut to their width, measured once. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

type Doc = PDFKit.PDFDocument;
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

/** Of so many texts the width is remembered; then it begins anew. */
const rememberedMax = 20_000;

export function cellWriter(doc: Doc) {
  const widths = new Map<string, number>();
  let at = '';
  const use = (bold: boolean, size: number): void => {
    const wanted = `${bold ? 'bold' : 'plain'} ${size}`;
    if (at === wanted) return;
    doc.font(bold ? 'bold' : 'plain').fontSize(size);
    at = wanted;
  };
  const widthOf = (text: string): number => {
    const key = `${at} ${text}`;
    const known = widths.get(key);
    if (known !== undefined) return known;
    if (widths.size >= rememberedMax) widths.clear();
    const width = doc.widthOfString(text);
    widths.set(key, width);
    return width;
  };
  /** The beginning that fits, with a sign that there is more. */
  const cut = (text: string, width: number): string => {
    if (widthOf(text) <= width) return text;
    const letters = [...text];
    let [low, high] = [0, letters.length];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (doc.widthOfString(`${letters.slice(0, middle).join('')}…`) <= width) low = middle;
      else high = middle - 1;
    }
    return `${letters.slice(0, low).join('')}…`;
  };
  return {
    write(
      text: string,
      { x, y, width, align = 'left', bold = false, size = 7.5 }: Cell,
      colour = '#1b2328',
    ): void {
      if (text === '') return;
      use(bold, size);
      // On one line, whatever a name holds.
      const shown = cut(text.replaceAll(/\s+/g, ' '), width);
      const spare = align === 'left' ? 0 : (width - widthOf(shown)) / (align === 'center' ? 2 : 1);
      doc.fillColor(colour).text(shown, x + spare, y, { lineBreak: false });
    },
    /** A new page begins without a font. */
    forget: (): void => void (at = ''),
  };
}
