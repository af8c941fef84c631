import { expect, test } from 'vitest';
import { secretMustStay } from './secretMustStay.ts';

const moves = (before: Record<string, string>, given: Record<string, string>) => () =>
  secretMustStay('email', { before, given, after: { ...before, ...given } });
const mail = { host: 'mx', port: '25', user: 'ada', password: 'pw' };

test('the password of an e-mail server goes to no other, nor to one whose address only looks the same', () => {
  expect(moves(mail, { from: 'x' })).not.toThrow();
  expect(moves(mail, { host: 'mx2' })).toThrow('it is for ada @ mx:25 only');
  const six = { ...mail, host: '2001:db8::1' };
  expect(moves(six, { host: '2001:db8::1:25', port: '' })).toThrow('ada @ [2001:db8::1]:25 only');
});

test('where nobody signs in no password is sent, and nothing is refused; who signs in there later types it again', () => {
  const nobody = { ...mail, user: '' };
  expect(moves(nobody, { host: 'mx2' })).not.toThrow();
  expect(moves({ ...nobody, host: 'mx2' }, { user: 'ben' })).toThrow('only');
});
