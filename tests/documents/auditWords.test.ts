import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';

const read = (path: string): string => readFileSync(join(packageRoot(), path), 'utf8');

test('every action of the audit log has its sentence in web/src/auditWords.ts', () => {
  const written = readdirSync(join(packageRoot(), 'server'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .flatMap((path) =>
      [...read(join('server', path)).matchAll(/action: '(\w+\.\w+)'/g)].map(([, action]) => action),
    );
  const known = [...read('web/src/auditWords.ts').matchAll(/^ {2}'(\w+\.\w+)':/gm)].map(
    ([, action]) => action,
  );
  expect(written.length).toBeGreaterThan(20);
  expect([...new Set(written)].filter((action) => !known.includes(action))).toEqual([]);
});

/** Names, numbers and what people typed: nothing of ours to translate. */
const plain = ['name', 'count', 'rows', 'file', 'userId', 'why', 'left', 'from', 'to'].concat(
  ...['add', 'change', 'deactivate', 'reactivate'],
);

test('what is put into a sentence as it is stored is a name, a number or what somebody typed', () => {
  const source = read('web/src/auditWords.ts');
  const raw = [...source.matchAll(/\$\{text\('(\w+)'\)/g)].map(([, key]) => key ?? '');
  expect(raw.filter((key) => !plain.includes(key))).toEqual([]);
  // `from` and `to` are names where somebody was renamed, and days everywhere else.
  expect(raw.filter((key) => key === 'from')).toHaveLength(1);
});
