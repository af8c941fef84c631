/** The page comes over slow networks too: what a browser loads before the live page is there stays small. Needs `npm run build`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';

const budgetKb = 250;
const web = join(packageRoot(), 'dist/web');
const assets = join(web, 'assets');

test(`the live page is there after at most ${budgetKb} kB of JavaScript, gzipped`, () => {
  const files = withImports([...entries(), chunk('App'), chunk('Dashboard'), chunk('paintWorker')]);
  const kb = files.map((file) => gzipSync(readFileSync(join(assets, file))).byteLength / 1000);
  const sum = kb.reduce((all, each) => all + each, 0);
  console.log(`The live page loads ${files.length} files of JavaScript, ${sum.toFixed(0)} kB gzipped.`);
  expect(sum).toBeLessThan(budgetKb);
});

/** What index.html loads itself. */
function entries(): string[] {
  const html = readFileSync(join(web, 'index.html'), 'utf8');
  return [...html.matchAll(/(?:src|href)="\/assets\/([^"]+\.js)"/g)].map(([, file]) => file ?? '');
}

function chunk(name: string): string {
  const file = readdirSync(assets).find((each) => each.startsWith(`${name}-`) && each.endsWith('.js'));
  if (!file) throw new Error(`There is no ${name} in ${assets}. Run "npm run build".`);
  return file;
}

/** These and all they import outright; what is imported later, when a page is opened, does not count. */
function withImports(files: string[]): string[] {
  const found = new Set<string>();
  const add = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    const text = readFileSync(join(assets, file), 'utf8');
    for (const [, imported] of text.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
      if (imported) add(imported);
  };
  files.forEach(add);
  return [...found];
}
