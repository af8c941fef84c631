import { expect, test } from 'vitest';
import {
  channelPlace,
  frappePlace,
  hostPlace,
  sourcePlace,
  typeAgain,
  typeBehindMask,
} from './secretPlaces.ts';

test('typeAgain() asks for a secret when its place is another one, and says where it is for', () => {
  const before = hostPlace('10.0.0.5', 4370);
  expect(typeAgain(before, hostPlace(' 10.0.0.5 ', '4370'))).toBeNull();
  expect(typeAgain(before, hostPlace('10.0.0.6', 4370))).toContain('10.0.0.5:4370 only');
  expect(typeAgain(before, hostPlace('10.0.0.5', 4371))).not.toBeNull();
  expect(typeAgain(hostPlace('2001:db8::1', 25), hostPlace('2001:db8::1:25', ''))).not.toBeNull();
  expect(typeAgain(null, before)).toBeNull();
  expect(typeAgain(before, null)).toBeNull();
});

const postgres = { kind: 'postgres', host: 'db', port: 5432, database: 'hr', user: 'r', tls: true } as const;
const source = { ...postgres, query: 'SELECT 1' };
const json = { kind: 'http', header: 'authorization', rows: '', next: '', certificate: '' } as const;
const mail = { host: 'mx', port: '587', user: 'ada' };
test.each([
  [sourcePlace(source), sourcePlace({ ...source, database: 'other', query: 'SELECT 2' }), false],
  [sourcePlace(source), sourcePlace({ ...source, user: 'w' }), true],
  [
    sourcePlace({ ...json, url: 'https://a.example/x' }),
    sourcePlace({ ...json, url: 'https://a.example/y' }),
    false,
  ],
  [
    sourcePlace({ ...json, url: 'https://a.example/x' }),
    sourcePlace({ ...json, url: 'http://a.example/x' }),
    true,
  ],
  [channelPlace('email', mail), channelPlace('email', { ...mail, from: 'x', security: 'tls' }), false],
  [channelPlace('email', mail), channelPlace('email', { ...mail, user: '' }), false],
  [channelPlace('email', mail), channelPlace('email', { ...mail, host: 'mx2' }), true],
  [channelPlace('webhook', { url: 'https://e/1' }), channelPlace('webhook', { url: 'https://e/2' }), false],
  [channelPlace('whatsapp', { accountSid: 'A' }), channelPlace('whatsapp', { accountSid: 'B' }), true],
  [frappePlace({ url: 'https://e/', apiKey: 'k' }), frappePlace({ url: 'https://e', apiKey: 'l' }), true],
])('typeAgain() from %o to %o: %s', (before, after, asks) => {
  expect(typeAgain(before, after) !== null).toBe(asks);
});

test.each([
  ['rtsp://a:•••@cam/1', 'rtsp://a:•••@cam/2', false],
  ['rtsp://a:•••@cam/1', 'rtsp://a:•••@cam2/1', true],
  ['rtsp://a:•••@cam/1', 'rtsp://b:•••@cam/1', true],
  ['rtsp://a:•••@cam/1', 'rtsp://a:new@cam2/1', false],
  ['http://cam/?pwd=•••', 'http://cam2/?pwd=•••', true],
  ['rtsp://cam/1', 'rtsp://cam2/1', false],
])('typeBehindMask() from %s to %s: %s', (before, after, asks) => {
  expect(typeBehindMask(before, after) !== null).toBe(asks);
});
