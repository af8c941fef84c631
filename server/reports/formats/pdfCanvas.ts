/** What is drawn on a page, put together as one text of PDF's operators (ISO 32000, 8 and 9): a page holds thousands. */
import { type PdfFont, pdfFont } from './pdfFont.ts';

type Doc = PDFKit.PDFDocument;
export type Canvas = ReturnType<typeof pdfCanvas>;
export type TextPlace = { x: number; y: number; size: number; isBold: boolean; colour: string };

/** `plain` and `bold` are registered fonts. Colours: `#rrggbb`. */
export function pdfCanvas(doc: Doc) {
  const fonts = { plain: pdfFont(doc, 'plain'), bold: pdfFont(doc, 'bold') };
  let drawn = '';
  /** Not painted yet; colours may not be chosen within. */
  let path = '';
  let [fill, line] = ['', ''];

  const fillWith = (colour: string): void => {
    if (fill !== colour) drawn += `${rgb(colour)} rg\n`;
    fill = colour;
  };
  const lineWith = (colour: string): void => {
    if (line !== colour) drawn += `${rgb(colour)} RG\n`;
    line = colour;
  };
  /** As bytes: a text of thousands of pieces outlives the page. */
  function pack(): void {
    if (drawn !== '') doc.addContent(Buffer.from(drawn, 'latin1'));
    drawn = '';
  }
  /** What was drawn so far stands on the page. */
  function put(): void {
    pack();
    // What draws besides us leaves its own.
    [fill, line] = ['', ''];
  }
  return {
    fontOf: (isBold: boolean): PdfFont => (isBold ? fonts.bold : fonts.plain),
    addPage(): void {
      put();
      doc.addPage();
      fonts.plain.useOnPage();
      fonts.bold.useOnPage();
    },
    rect(x: number, y: number, width: number, height: number): void {
      path += `${at(x)} ${at(y)} ${at(width)} ${at(height)} re\n`;
    },
    line(x: number, y: number, toX: number, toY: number): void {
      path += `${at(x)} ${at(y)} m ${at(toX)} ${at(toY)} l\n`;
    },
    /** Everything since the last fill or stroke. */
    fill(colour: string): void {
      fillWith(colour);
      paint('f');
    },
    fillAndStroke(inside: string, border: string, width: number): void {
      fillWith(inside);
      lineWith(border);
      drawn += `${at(width)} w\n`;
      paint('B');
    },
    stroke(colour: string, width: number): void {
      lineWith(colour);
      drawn += `${at(width)} w\n`;
      paint('S');
    },
    text(text: string, { x, y, size, isBold, colour }: TextPlace): void {
      const font = isBold ? fonts.bold : fonts.plain;
      const { shown } = font.encode(text);
      if (shown === null) {
        put();
        doc.font(font.name).fontSize(size).fillColor(colour).text(text, x, y, { lineBreak: false });
        return;
      }
      fillWith(colour);
      // The page is upside down, with its top at 0: letters are turned back.
      const place = `1 0 0 -1 ${at(x)} ${at(y + font.ascender * size)} Tm`;
      drawn += `BT /${font.id} ${at(size)} Tf ${place} [${shown}] TJ ET\n`;
    },
    put,
  };

  function paint(operator: string): void {
    drawn += `${path}${operator}\n`;
    path = '';
    if (drawn.length > heldMax) pack();
  }
}

const heldMax = 8_192;

/** To a hundredth of a point. */
const at = (value: number): number => Math.round(value * 100) / 100;

const colours = new Map<string, string>();
function rgb(colour: string): string {
  const known = colours.get(colour);
  if (known !== undefined) return known;
  const made = [1, 3, 5]
    .map((start) => Math.round((Number.parseInt(colour.slice(start, start + 2), 16) / 255) * 1000) / 1000)
    .join(' ');
  colours.set(colour, made);
  return made;
}
