/** Goal: the page is complete in English and Indonesian. Method: its source is read, and the tool that makes the translations is run on a copy. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';
import { bareTexts, bareTextsIn } from '../helpers/pageTexts.ts';

const web = join(packageRoot(), 'web');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'texts-'));
  cpSync(join(web, 'xliff'), folder, { recursive: true });
  const config = JSON.parse(readFileSync(join(web, 'lit-localize.json'), 'utf8')) as object;
  const copy = {
    ...config,
    tsConfig: join(web, 'tsconfig.json'),
    output: { mode: 'runtime', language: 'ts', outputDir: folder },
    interchange: { format: 'xliff', xliffDir: folder },
  };
  writeFileSync(join(folder, 'lit-localize.json'), JSON.stringify(copy));
  for (const step of ['extract', 'build']) {
    const tool = join(packageRoot(), 'node_modules', '@lit', 'localize-tools', 'bin', 'lit-localize.js');
    const args = [tool, step, '--config', join(folder, 'lit-localize.json')];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 150_000 });
    if (status !== 0) throw new Error(`lit-localize ${step}: ${stderr}`);
  }
}, 330_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every text of the page has its Indonesian in web/xliff/id.xlf', () => {
  const units =
    readFileSync(join(folder, 'id.xlf'), 'utf8').match(/<trans-unit[\s\S]*?<\/trans-unit>/g) ?? [];
  const missing = units.filter((unit) => !/<target>[\s\S]*\S[\s\S]*<\/target>/.test(unit));
  expect(units.length).toBeGreaterThan(300);
  expect(missing.map((unit) => /<source>([\s\S]*?)<\/source>/.exec(unit)?.[1])).toEqual([]);
});

test('web/src/locales/id.ts is what "npm run texts" makes of it', () => {
  const made = readFileSync(join(folder, 'id.ts'), 'utf8');
  expect(readFileSync(join(web, 'src', 'locales', 'id.ts'), 'utf8')).toBe(made);
});

/** Phones and browsers in which somebody signed in, another program's field, and what a terminal's own menu says. */
const otherDevices =
  /^(Other devices are signed out|Unknown device|Attendance Device ID|On its label, and in its menu)/;

test('what people punch at is called a terminal', () => {
  const sources = [...readFileSync(join(folder, 'id.xlf'), 'utf8').matchAll(/<source>([\s\S]*?)<\/source>/g)];
  const named = sources
    .map(([, source = '']) => source.replace(/<x [^>]*>/g, 'X'))
    .filter((source) => /\bdevices?\b/i.test(source) && !otherDevices.test(source));
  expect(named).toEqual([]);
});

test('no text is drawn outside msg()', () => {
  expect(bareTexts().map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([]);
});

test('bareTextsIn() finds texts and spoken attributes, and not those inside msg()', () => {
  const source =
    'html`<p title="Hello ${x}" class="big">Some text ${msg(\'ok\')} 12 px <b>${y}</b></p>${msg(html`<i>fine</i>`)}`';
  expect(bareTextsIn('a.ts', source).map(({ text }) => text)).toEqual(['Some text', '12 px', 'Hello']);
});
