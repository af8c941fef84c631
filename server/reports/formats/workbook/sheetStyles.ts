/** How cells of our workbooks look: few looks in few formats. Pure. */
import { xmlText } from './xmlText.ts';

/** `total`: under a line; `left`: a number that stands beside its name. */
export type Look = 'plain' | 'head' | 'total' | 'title' | 'left';
export type Styles = ReturnType<typeof createStyles>;

/** Numbers of fonts, fills, borders in `xml`. */
const looks: Record<Look, string> = {
  plain: 'fontId="0" fillId="0" borderId="0"',
  head: 'fontId="1" fillId="2" borderId="0" applyFont="1" applyFill="1" applyAlignment="1"',
  total: 'fontId="2" fillId="0" borderId="1" applyFont="1" applyBorder="1"',
  title: 'fontId="3" fillId="0" borderId="0" applyFont="1"',
  left: 'fontId="0" fillId="0" borderId="0" applyAlignment="1"',
};
const alignments: Partial<Record<Look, string>> = {
  head: '<alignment vertical="center" wrapText="1"/>',
  left: '<alignment horizontal="left"/>',
};
/** Those below are built in. */
const firstFormat = 164;

export function createStyles() {
  const formats: string[] = [];
  const known: string[] = [];
  const written: string[] = [];
  const numberOf = (list: string[], value: string): number => {
    const at = list.indexOf(value);
    return at >= 0 ? at : list.push(value) - 1;
  };
  const styleOf = (look: Look, format = ''): number => {
    const key = `${look} ${format}`;
    const at = known.indexOf(key);
    if (at >= 0) return at;
    const formatId = format === '' ? 0 : firstFormat + numberOf(formats, format);
    const isFormatted = format === '' ? '' : ' applyNumberFormat="1"';
    const alignment = alignments[look] ?? '';
    written.push(`<xf numFmtId="${formatId}" ${looks[look]} xfId="0"${isFormatted}>${alignment}</xf>`);
    return known.push(key) - 1;
  };
  // What no style says is the first.
  styleOf('plain');
  return { styleOf, xml: (): string => stylesXml(formats, written) };
}

const stylesXml = (formats: readonly string[], written: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${formatsXml(formats)}<fonts count="4">${[
    font(11),
    font(11, '<b/>', '<color rgb="FFFFFFFF"/>'),
    font(11, '<b/>'),
    font(14, '<b/>'),
  ].join(
    '',
  )}</fonts>${fills}${borders}<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${
    written.length
  }">${written.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

const formatsXml = (formats: readonly string[]): string =>
  formats.length === 0
    ? ''
    : `<numFmts count="${formats.length}">${formats
        .map((code, index) => `<numFmt numFmtId="${firstFormat + index}" formatCode="${xmlText(code)}"/>`)
        .join('')}</numFmts>`;

const font = (size: number, weight = '', colour = '<color rgb="FF000000"/>'): string =>
  `<font>${weight}<sz val="${size}"/>${colour}<name val="Calibri"/><family val="2"/></font>`;

/** The first two are the format's own. */
const fills = `<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF1F4E5F"/></patternFill></fill></fills>`;
const borders = `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top style="medium"/><bottom/><diagonal/></border></borders>`;
