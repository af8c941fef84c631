import { expect, test } from 'vitest';
import { phoneNumber } from './phoneNumber.ts';

test('phoneNumber() writes numbers as E.164, those from home with the country of the site', () => {
  const asked = ['+62 812-3456-7890', '0062 812 34567890', '0812.3456.7890', '62 (812) 34567890'];
  expect(asked.map((text) => phoneNumber(text, 'Asia/Jakarta'))).toEqual(Array(4).fill('+6281234567890'));
  expect(phoneNumber('0171 1234567', 'Europe/Berlin')).toBeUndefined();
  expect(phoneNumber('+49 171 1234567', 'Europe/Berlin')).toBe('+491711234567');
});

test('phoneNumber() refuses what is no number', () => {
  for (const text of ['', '12', '+62', 'call me', '+62812345678901234', '8.1E+11'])
    expect([text, phoneNumber(text, 'Asia/Jakarta')]).toEqual([text, undefined]);
});
