/** The text of a PDF as pdfkit writes it, page by page: enough to see that the numbers are in it. */
import { inflateSync } from 'node:zlib';

export function readPdf(bytes: Buffer): string[] {
  const objects = objectsOf(bytes);
  const fonts = new Map<string, Map<number, string>>();
  for (const [id, { head }] of objects) {
    const unicode = /\/ToUnicode (\d+) 0 R/.exec(head)?.[1];
    const map = unicode === undefined ? undefined : objects.get(unicode)?.stream;
    if (map !== undefined) fonts.set(id, glyphsOf(map));
  }
  return [...objects.values()]
    .filter(({ head }) => /\/Type \/Page\b/.test(head))
    .map(({ head }) => {
      const content = objects.get(/\/Contents (\d+) 0 R/.exec(head)?.[1] ?? '')?.stream ?? '';
      const resources = objects.get(/\/Resources (\d+) 0 R/.exec(head)?.[1] ?? '')?.head ?? '';
      const named = [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [
        name,
        fonts.get(id),
      ]);
      return textOf(content, new Map(named as [string, Map<number, string>][]));
    });
}

function objectsOf(bytes: Buffer): Map<string, { head: string; stream: string | undefined }> {
  const text = bytes.toString('latin1');
  const objects = new Map<string, { head: string; stream: string | undefined }>();
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, id = '', body = ''] = match;
    const at = body.indexOf('stream\n');
    const head = at < 0 ? body : body.slice(0, at);
    const raw =
      at < 0 ? undefined : Buffer.from(body.slice(at + 7, body.lastIndexOf('\nendstream')), 'latin1');
    const packed = head.includes('/FlateDecode');
    objects.set(id, { head, stream: raw && (packed ? inflateSync(raw) : raw).toString('latin1') });
  }
  return objects;
}

/** `beginbfrange`: glyph numbers from … to …, and the letters of each. */
function glyphsOf(map: string): Map<number, string> {
  const glyphs = new Map<number, string>();
  for (const [, from = '0', , letters = ''] of map.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/gi))
    [...letters.matchAll(/<([0-9a-f ]+)>/gi)].forEach(([, hex = ''], index) => {
      const units = hex.replaceAll(' ', '').match(/.{4}/g) ?? [];
      glyphs.set(
        Number.parseInt(from, 16) + index,
        String.fromCharCode(...units.map((each) => Number.parseInt(each, 16))),
      );
    });
  return glyphs;
}

/** Each piece of text on a line of its own. */
function textOf(content: string, fonts: Map<string, Map<number, string>>): string {
  let font: Map<number, string> | undefined;
  const pieces: string[] = [];
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name);
    else
      pieces.push(
        [...(shown ?? '').matchAll(/<([0-9a-f]+)>/gi)]
          .flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
          .map((glyph) => font?.get(Number.parseInt(glyph, 16)) ?? '?')
          .join(''),
      );
  }
  return pieces.join('\n');
}
