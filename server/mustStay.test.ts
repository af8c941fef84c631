import { expect, test } from 'vitest';
import { mustStay, originOf, type SecretPlace } from './mustStay.ts';

const kept = { what: 'password', field: 'password', isKept: true };
const mail: SecretPlace = { address: 'smtp.example.com:587', user: 'ada' };

test.each<[string, SecretPlace]>([
  ['another host', { ...mail, address: 'smtp.example.org:587' }],
  ['another port', { ...mail, address: 'smtp.example.com:25' }],
  ['another user', { ...mail, user: 'ben' }],
  ['a user in other letters', { ...mail, user: 'Ada' }],
  ['no user', { address: mail.address }],
  ['nowhere', { address: '' }],
])('mustStay() keeps a secret from %s, and says where it is for and what to do', (_, after) => {
  expect(() => mustStay(kept, mail, after)).toThrow(
    'Cannot keep the stored password: it is for ada @ smtp.example.com:587 only. Type it again, or clear it.',
  );
  expect(() => mustStay({ ...kept, isKept: false }, mail, after)).not.toThrow();
});

test('mustStay() lets a secret stay where it is, however the host is capitalised', () => {
  expect(() => mustStay(kept, mail, { ...mail, address: 'SMTP.Example.com:587' })).not.toThrow();
});

test('mustStay() gives no secret that was typed before its address to whatever address comes', () => {
  expect(() => mustStay(kept, { address: '' }, mail)).toThrow('it is for no address only');
});

test('originOf() is the same for every path of a server, and for no other', () => {
  expect(originOf('https://hr.example.com/a?b=1')).toBe(originOf('https://HR.example.com:443/c/'));
  for (const other of [
    'http://hr.example.com/a',
    'https://hr.example.com:8443/a',
    'https://hr.example.org/a',
  ])
    expect(originOf(other)).not.toBe(originOf('https://hr.example.com/a'));
});
