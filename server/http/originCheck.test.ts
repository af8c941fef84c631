import type { IncomingHttpHeaders } from 'node:http';
import { expect, test } from 'vitest';
import { cameFromElsewhere } from './originCheck.ts';

const host = 'where.example:8080';
const cases: [string, IncomingHttpHeaders, boolean][] = [
  ['its own page', { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }, false],
  ['its own page over plain http', { host, origin: `http://${host}` }, false],
  [
    'a proxy that renames the host',
    { host: 'inner', origin: 'https://outer', 'sec-fetch-site': 'same-origin' },
    false,
  ],
  ['a program', { host }, false],
  ['a typed address', { host, 'sec-fetch-site': 'none' }, false],
  ['another site', { host, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, true],
  ['another site over plain http', { host, origin: 'http://evil.example' }, true],
  ['another port of the same machine', { host, origin: 'http://where.example:3000' }, true],
  ['a sandboxed frame', { host, origin: 'null' }, true],
  ['a neighbour subdomain', { host, 'sec-fetch-site': 'same-site' }, true],
];

test.each(cases)('cameFromElsewhere() judges %s', (_, headers, expected) => {
  expect(cameFromElsewhere(headers)).toBe(expected);
});
