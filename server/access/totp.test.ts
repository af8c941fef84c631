import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { newRecoveryCodes, newTotpSecret, recoveryCodeHash, totpStep, totpUri } from './totp.ts';

test('totpStep() knows the code of RFC 6238, also one step early or late, and no other', () => {
  // "12345678901234567890" at 59 s: 94287082 of eight digits.
  const secret = Secret.fromUTF8('12345678901234567890').base32;
  expect(totpStep(secret, '287082', 59_000)).toBe(1);
  expect(totpStep(secret, ' 287 082 ', 59_000 + 30_000)).toBe(1);
  expect(totpStep(secret, '287082', 59_000 + 60_000)).toBeNull();
  for (const wrong of ['287083', '', '28708', 'abcdef', '94287082'])
    expect(totpStep(secret, wrong, 59_000)).toBeNull();
});

test('totpUri() is what an authenticator makes the same codes of', () => {
  const secret = newTotpSecret();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(totpUri(secret, 'ada@example.com')).toMatch(/^otpauth:\/\/totp\/Whereabouts:ada%40example.com\?/);
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: 90_000 });
  expect(totpStep(secret, code, 90_000)).toBe(3);
});

test('newRecoveryCodes() are eight different ones, hashed alike however they are typed', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(8);
  expect(codes[0]).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/);
  expect(recoveryCodeHash('ABCD efgh-2345')).toBe(recoveryCodeHash('abcd-efgh-2345'));
});
