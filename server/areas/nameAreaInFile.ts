import { isScalar, parseDocument } from 'yaml';

/** The camera file's text with another area; everything else stays as somebody wrote it. */
export function nameAreaInFile(text: string, area: string): string {
  const document = parseDocument(text, { logLevel: 'silent' });
  const node: unknown = document.get('area', true);
  // Changing the scalar in place keeps the comment beside it.
  if (isScalar(node)) node.value = area;
  else document.set('area', area);
  return document.toString({ lineWidth: 0 });
}
