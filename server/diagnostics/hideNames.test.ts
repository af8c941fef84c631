import { expect, test } from 'vitest';
import { createHider } from './hideNames.ts';

const hide = createHider({ words: ['Ann Lee', 'Jo Øst', 'B-7741902'], secrets: ['hunter2', 'p w'] });

test.each([
  ["Ann's desk, seen by LEE", "•••'s desk, seen by •••"],
  ['ann-desk', '•••-desk'],
  ['Jo jo journey', '••• jo journey'],
  ['øst', '•••'],
  ['annual leeway', 'annual leeway'],
  ['rtsp://u:hunter2@cam and p w', 'rtsp://u:•••@cam and •••'],
  ['to bo.smith+x@mail.example.com', 'to •••'],
  ['call +62 812-3456-789 at 1764372297000', 'call ••• at 1764372297000'],
  ['7741902', '•••'],
])('createHider() makes of %j %j', (text, hidden) => expect(hide(text)).toBe(hidden));

test('createHider() hides texts at any depth, and leaves keys and numbers', () =>
  expect(hide({ ann: [{ by: 'Ann', n: 3, none: null }] })).toEqual({
    ann: [{ by: '•••', n: 3, none: null }],
  }));
