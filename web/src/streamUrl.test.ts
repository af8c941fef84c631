import { expect, test } from 'vitest';
import { withSignIn } from './streamUrl.ts';

test.each([
  ['viewer', 'p@ss/w:rd', 'rtsp://viewer:p%40ss%2Fw%3Ard@10.0.0.5/s'],
  ['viewer', '', 'rtsp://viewer@10.0.0.5/s'],
  ['', 'unused', 'rtsp://10.0.0.5/s'],
])('withSignIn() of %s and %s', (user, password, expected) => {
  expect(withSignIn('rtsp://10.0.0.5/s', { user, password })).toBe(expected);
});
