import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';
import { type ErrorCode, errors, problem } from '../../server/errors.ts';

const codes = Object.keys(errors) as ErrorCode[];
const listed = [
  ...readFileSync(join(packageRoot(), 'ERRORS.md'), 'utf8').matchAll(
    /^\| `([A-Z_]+)` \| (\d+) \| (.+) \|$/gm,
  ),
];

test('ERRORS.md lists every code once, with its status and sentence', () => {
  expect(listed.map(([, code, status, text]) => [code, Number(status), text])).toEqual(
    codes.map((code) => [code, errors[code].status, errors[code].text]),
  );
});

test('no code stands in the tables of two features: one would hide the other', async () => {
  const folder = join(packageRoot(), 'server', 'errors');
  const files = readdirSync(folder).filter((file) => file !== 'errorTable.ts');
  const tables = await Promise.all(files.map((file) => import(join(folder, file)) as Promise<object>));
  const inTables = tables.flatMap((table) => Object.values(table).flatMap(Object.keys));
  expect([...inTables, 'UNEXPECTED'].sort()).toEqual([...codes].sort());
});

test.each(codes)('%s says action, state and remedy', (code) => {
  expect(errors[code].text).toMatch(/^Cannot /);
  expect(errors[code].text).toMatch(/[.}]$/);
});

test('problem() fills in every value of the sentence', () => {
  const error = problem('PORT_BUSY', { port: 8080 });
  expect(error.message).toBe(
    'Cannot listen on port 8080: another program uses it. Stop that program or choose another with --port.',
  );
  expect(error).toMatchObject({ code: 'PORT_BUSY', status: 500 });
});
