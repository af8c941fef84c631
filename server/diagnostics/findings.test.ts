import { expect, test } from 'vitest';
import { isOlder } from './findings.ts';

// First lines of `ffmpeg -version` from Ubuntu 22.04, Debian 12, Arch and a build from the repository.
test.each([
  ['ffmpeg version 4.4.2-0ubuntu0.22.04.1', true],
  ['ffmpeg version 5.0', true],
  ['ffmpeg version 5.1.9-0+deb12u1', false],
  ['ffmpeg version n7.1', false],
  ['ffmpeg version N-109968-gcc7ce6d', false],
])('isOlder() says of "%s" that it is older than 5.1: %s', (line, older) => {
  expect(isOlder(line, [5, 1])).toBe(older);
});
