/**
 * A font of a document, with what a text becomes in it kept. pdfkit lays a text out anew each time it is drawn, and a month of a company
 * draws the same names and times thirty times. The one place that reaches into pdfkit: its typings say nothing of these.
 */
type Doc = PDFKit.PDFDocument;
type Position = { xAdvance: number; advanceWidth: number; xOffset: number; yOffset: number };
type Embedded = {
  id: string;
  ascender: number;
  ref(): unknown;
  encode(text: string): [glyphs: string[], positions: Position[]];
};
type Inside = { _font: Embedded; page: { fonts: Record<string, unknown> } };

/** `shown`: as it stands in a TJ operator; null: it has marks above or below, which are placed one by one. `width`: of a size of 1. */
export type Encoded = { shown: string | null; width: number };
export type PdfFont = ReturnType<typeof pdfFont>;

/** Of so many texts it is remembered; then it begins anew. */
const rememberedMax = 5_000;

/** `name`: registered with the document. */
export function pdfFont(doc: Doc, name: string) {
  doc.font(name);
  const inside = doc as unknown as Inside;
  const { _font: font } = inside;
  const known = new Map<string, Encoded>();
  return {
    name,
    id: font.id,
    /** Of a size of 1, from the top of a line to where letters stand. */
    ascender: font.ascender / 1000,
    encode(text: string): Encoded {
      const kept = known.get(text);
      if (kept) return kept;
      if (known.size >= rememberedMax) known.clear();
      const made = encoded(...font.encode(text));
      known.set(text, made);
      return made;
    },
    /** Of a size of 1, of a text that is not shown. */
    widthOf: (text: string): number => doc.font(name).fontSize(1).widthOfString(text),
    /** A page names the fonts that it uses. */
    useOnPage: (): void => void (inside.page.fonts[font.id] ??= font.ref()),
  };
}

function encoded(glyphs: string[], positions: Position[]): Encoded {
  const width = positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0) / 1000;
  if (positions.some(({ xOffset, yOffset }) => xOffset !== 0 || yOffset !== 0)) return { shown: null, width };
  const pieces = positions.map(({ xAdvance, advanceWidth }, index) => {
    const nearer = advanceWidth - xAdvance;
    const isLast = index + 1 === positions.length;
    return glyphs[index] + (nearer === 0 || isLast ? '' : `> ${Math.round(nearer * 10) / 10} <`);
  });
  return { shown: `<${pieces.join('')}>`, width };
}
