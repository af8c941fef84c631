import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinAddress, redactUrl, splitAddress } from './address.ts';

const encodedAddress = (url: string): string => {
  const address = splitAddress(url);
  if (!address) throw new Error('no address');
  return joinAddress(address);
};

describe('joinAddress(splitAddress())', () => {
  test.each([
    ['rtsp://cam.local/ch0', 'rtsp://cam.local/ch0'],
    ['rtsp://cam:554/Streaming/Channels/102?x=1@2', 'rtsp://cam:554/Streaming/Channels/102?x=1@2'],
    ['rtsp://[fe80::1]:554/ch0', 'rtsp://[fe80::1]:554/ch0'],
    ['RTSP://admin@cam/ch0', 'rtsp://admin@cam/ch0'],
    ['rtsp://admin:p%40ss@cam/ch0', 'rtsp://admin:p%40ss@cam/ch0'],
    ['rtsp://admin:p@ss@cam/ch0', 'rtsp://admin:p%40ss@cam/ch0'],
    ['rtsp://admin:pa/ss#1?@cam:554/ch0', 'rtsp://admin:pa%2Fss%231%3F@cam:554/ch0'],
    ['rtsp://admin:100% sure:yes@cam/ch0', 'rtsp://admin:100%25%20sure%3Ayes@cam/ch0'],
  ])('encodes the password of %s', (typed, forFfmpeg) => {
    expect(encodedAddress(typed)).toBe(forFfmpeg);
  });

  test('keeps every encoded user and password', () => {
    const secret = fc.string({ minLength: 1 });
    fc.assert(
      fc.property(secret, secret, (user, password) => {
        const url = `rtsp://${encodeURIComponent(user)}:${encodeURIComponent(password)}@cam:554/ch0`;
        expect(splitAddress(url)).toEqual({ scheme: 'rtsp', user, password, host: 'cam:554', rest: '/ch0' });
        expect(encodedAddress(url)).toBe(url);
      }),
    );
  });
});

describe('redactUrl()', () => {
  test.each([
    ['rtsp://admin:secret@cam/ch0', 'rtsp://admin:***@cam/ch0'],
    ['rtsp://admin:sec/ret@x@cam/ch0', 'rtsp://admin:***@cam/ch0'],
    ['http://cam/video.cgi?user=admin&pwd=secret&size=2', 'http://cam/video.cgi?user=admin&pwd=***&size=2'],
    ['http://cam/v?auth_token=secret', 'http://cam/v?auth_token=***'],
    ['rtsp://cam:554/ch0', 'rtsp://cam:554/ch0'],
    ['/videos/hall.mp4', '/videos/hall.mp4'],
  ])('hides the password of %s', (url, shown) => {
    expect(redactUrl(url)).toBe(shown);
  });

  test('never shows a password, however odd', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (odd) => {
        expect(redactUrl(`rtsp://admin:<${odd}>@cam/ch0`)).toBe('rtsp://admin:***@cam/ch0');
      }),
    );
  });
});
