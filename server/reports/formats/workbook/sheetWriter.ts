/** A sheet of a workbook, row by row (ECMA-376 part 1, 18.3). */
import { problem } from '../../../errors.ts';
import type { Styles } from './sheetStyles.ts';
import { xmlText } from './xmlText.ts';
import type { ZipEntry } from './zipWriter.ts';

export type Formula = { formula: string; result: number | string };
/** null: no cell. Text lies in cells of text, which no spreadsheet runs. */
export type CellValue = string | number | Formula | null;
export type ColumnShape = { width: number; numFmt?: string; hidden?: boolean };
export type SheetShape = {
  columns: readonly ColumnShape[];
  /** Rows and columns that stay in sight. */
  frozen?: { rows: number; columns: number };
  /** On a wide page, as wide as it. */
  isLandscape?: boolean;
};
/** `styles`: of each cell; where nothing is said, as its column. */
export type RowLook = { styles?: readonly number[]; height?: number };

/** No cell holds more. */
const lettersMax = 32_767;
/** No sheet holds more. */
export const sheetRowsMax = 1_048_576;

export function sheetWriter(entry: ZipEntry, shape: SheetShape, { styleOf }: Styles) {
  const columns = shape.columns.map(({ numFmt }, index) => ({
    open: `<c r="${letterOf(index)}`,
    style: styleOf('plain', numFmt),
  }));
  const usual = columns.map(({ style }) => style);
  let row = 0;
  let begun = headXml(shape, usual);
  return {
    /** Of the last row; the first is 1. */
    rows: (): number => row,
    async row(values: readonly CellValue[], { styles = usual, height }: RowLook = {}): Promise<void> {
      if (row >= sheetRowsMax) throw problem('SHEET_FULL', { most: sheetRowsMax });
      row++;
      const tall = height === undefined ? '' : ` ht="${height}" customHeight="1"`;
      let xml = `${begun}<row r="${row}"${tall}>`;
      begun = '';
      for (let at = 0; at < values.length; at++) {
        const value = values[at] ?? null;
        const style = styles[at] ?? 0;
        // An empty cell may have a look of its own.
        if (value === null && styles === usual) continue;
        xml += `${columns[at]?.open}${row}" s="${style}"${cellXml(value)}`;
      }
      await entry.write(`${xml}</row>`);
    },
    /** `filtered`: up to this row the columns can be filtered. */
    async end(filtered: number | null = null): Promise<void> {
      await entry.write(begun + tailXml(shape, filtered));
      await entry.end();
    },
  };
}

function cellXml(value: CellValue): string {
  if (value === null) return '/>';
  if (typeof value === 'number') return `><v>${value}</v></c>`;
  if (typeof value === 'string')
    return ` t="inlineStr"><is><t xml:space="preserve">${xmlText(value.slice(0, lettersMax))}</t></is></c>`;
  const { formula, result } = value;
  const type = typeof result === 'string' ? ' t="str"' : '';
  return `${type}><f>${xmlText(formula)}</f><v>${typeof result === 'string' ? xmlText(result) : result}</v></c>`;
}

function headXml({ columns, frozen, isLandscape }: SheetShape, styles: readonly number[]): string {
  const fits = isLandscape ? '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' : '';
  const cols = columns.map(({ width, hidden }, index) => {
    const isHidden = hidden ? ' hidden="1"' : '';
    return `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${styles[index]}"${isHidden} customWidth="1"/>`;
  });
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${fits}<sheetViews><sheetView workbookViewId="0">${frozen ? paneXml(frozen) : ''}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${cols.join('')}</cols><sheetData>`;
}

function paneXml({ rows, columns }: { rows: number; columns: number }): string {
  const [split, pane] = columns > 0 ? [` xSplit="${columns}"`, 'bottomRight'] : ['', 'bottomLeft'];
  return `<pane${split} ySplit="${rows}" topLeftCell="${letterOf(columns)}${rows + 1}" activePane="${pane}" state="frozen"/>`;
}

function tailXml({ columns, isLandscape }: SheetShape, filtered: number | null): string {
  const filter = filtered === null ? '' : `<autoFilter ref="A1:${letterOf(columns.length - 1)}${filtered}"/>`;
  const page = isLandscape ? '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>' : '';
  return `</sheetData>${filter}<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>${page}</worksheet>`;
}

export const letterOf = (index: number): string =>
  (index >= 26 ? letterOf(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));
