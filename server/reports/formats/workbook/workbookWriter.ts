/** A workbook of several sheets (ECMA-376) while it is written. Several sheets may be open; memory holds what is packed of the later ones. */
import type { Sink } from '../reportFile.ts';
import { createStyles } from './sheetStyles.ts';
import { type SheetShape, sheetWriter } from './sheetWriter.ts';
import { xmlText } from './xmlText.ts';
import { zipWriter } from './zipWriter.ts';

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const mime = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** `names`: of all sheets, in the order in which they are shown. They are written in any. */
export async function workbookWriter(
  sink: Sink,
  { names, creator, createdAtMs }: { names: readonly string[]; creator: string; createdAtMs: number },
) {
  const zip = zipWriter(sink);
  const styles = createStyles();
  const file = async (path: string, xml: string): Promise<void> => {
    const entry = zip.add(path);
    await entry.write(xmlHead + xml);
    await entry.end();
  };
  await file('[Content_Types].xml', typesXml(names.length));
  await file('_rels/.rels', rootXml);
  await file('docProps/core.xml', coreXml(creator, createdAtMs));
  await file('xl/workbook.xml', bookXml(names));
  await file('xl/_rels/workbook.xml.rels', bookRelsXml(names.length));
  return {
    styleOf: styles.styleOf,
    sheet: (name: string, shape: SheetShape) =>
      sheetWriter(zip.add(`xl/worksheets/sheet${names.indexOf(name) + 1}.xml`), shape, styles),
    /** When every sheet has ended. */
    async end(): Promise<void> {
      const entry = zip.add('xl/styles.xml');
      await entry.write(styles.xml());
      await entry.end();
      await zip.end();
    },
  };
}

const numbered = <T>(count: number, of: (number: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => of(index + 1));

const typesXml = (sheets: number): string =>
  `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${mime}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${mime}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${numbered(
    sheets,
    (number) =>
      `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${mime}.worksheet+xml"/>`,
  ).join('')}</Types>`;

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;
const relations = (each: readonly string[]): string =>
  `<Relationships xmlns="${packages}/relationships">${each.join('')}</Relationships>`;

const rootXml = relations([
  relation('rId1', `${office}/relationships/officeDocument`, 'xl/workbook.xml'),
  relation('rId2', `${packages}/relationships/metadata/core-properties`, 'docProps/core.xml'),
]);

const bookRelsXml = (sheets: number): string =>
  relations([
    ...numbered(sheets, (number) =>
      relation(`rId${number}`, `${office}/relationships/worksheet`, `worksheets/sheet${number}.xml`),
    ),
    relation(`rId${sheets + 1}`, `${office}/relationships/styles`, 'styles.xml'),
  ]);

const bookXml = (names: readonly string[]): string =>
  `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}/relationships"><bookViews><workbookView/></bookViews><sheets>${names
    .map((name, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
    .join('')}</sheets></workbook>`;

const coreXml = (creator: string, createdAtMs: number): string =>
  `<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>${xmlText(creator)}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${new Date(createdAtMs).toISOString().slice(0, 19)}Z</dcterms:created></cp:coreProperties>`;
