/** The page that keeps the tables. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../models/catalogue.ts';

const page = join(packageRoot(), 'docs/recognition.md');
const between = /(<!-- npm run clips -->\n\n)([^]*?)(\n\n<!-- end -->)/;

export const keptTables = (): string => between.exec(readFileSync(page, 'utf8'))?.[2] ?? '';

export function keepTables(tables: string): void {
  const text = readFileSync(page, 'utf8');
  writeFileSync(
    page,
    text.replace(between, (_, start: string, __, end: string) => start + tables + end),
  );
}
