import { expect, test } from 'vitest';
import { createPasswords } from './passwords.ts';

test('createPasswords() stores argon2id at its full cost, and knows right from wrong', async () => {
  const passwords = await createPasswords();
  const hash = await passwords.hash('correct horse');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwords.fits('correct horse', hash)).toBe(true);
  expect(await passwords.fits('wrong horse', hash)).toBe(false);
  expect(await passwords.fits('correct horse', null)).toBe(false);
});
