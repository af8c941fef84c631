import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hideSecrets, restoreSecrets } from './hideSecrets.ts';

test.each([
  ['rtsp://admin:hunter2@10.0.0.5:554/stream', 'rtsp://admin:•••@10.0.0.5:554/stream'],
  ['rtsp://admin:p@ss:w@10.0.0.5/stream', 'rtsp://admin:•••@10.0.0.5/stream'],
  ['rtsp://admin:pa/ss#1@10.0.0.5/stream', 'rtsp://admin:•••@10.0.0.5/stream'],
  [
    'rtsp://admin:${CAMERA_HALL_PASSWORD}@10.0.0.5/stream',
    'rtsp://admin:${CAMERA_HALL_PASSWORD}@10.0.0.5/stream',
  ],
  [
    'http://10.0.0.5/video.mjpg?user=a&pwd=hunter2&res=hd',
    'http://10.0.0.5/video.mjpg?user=a&pwd=•••&res=hd',
  ],
  ['rtsp://10.0.0.5:554/stream', 'rtsp://10.0.0.5:554/stream'],
  [
    'Cannot open rtsp://a:b@c/d: refused, then http://e:f@g/h',
    'Cannot open rtsp://a:•••@c/d: refused, then http://e:•••@g/h',
  ],
])('hideSecrets() turns %s into %s', (text, expected) => {
  expect(hideSecrets(text)).toBe(expected);
});

test('hideSecrets() never lets a password through, whatever characters it has', () => {
  const password = fc
    .string({ minLength: 6 })
    .filter((text) => /^\S+$/.test(text) && !/^\$\{\w+\}$/.test(text));
  fc.assert(
    fc.property(password, (secret) => {
      const shown = hideSecrets(`rtsp://admin:${secret}@camera.example/live`);
      return shown === 'rtsp://admin:•••@camera.example/live';
    }),
    { seed: 7 },
  );
});

test('hideSecrets() reads a word as long as a request allows without looking at it again and again', () => {
  const word = 'a'.repeat(1_000_000);
  expect(hideSecrets(`${word} rtsp://a:b@c`)).toBe(`${word} rtsp://a:•••@c`);
});

test('restoreSecrets() keeps the stored password when the form sends the mask back', () => {
  const stored = 'rtsp://admin:hunter2@10.0.0.5/one';
  expect(restoreSecrets('rtsp://admin:•••@10.0.0.9/two', stored)).toBe('rtsp://admin:hunter2@10.0.0.9/two');
  expect(restoreSecrets('rtsp://admin:new@10.0.0.5/one', stored)).toBe('rtsp://admin:new@10.0.0.5/one');
});

test('restoreSecrets() guesses nothing when there is no password behind the mask', () => {
  expect(restoreSecrets('rtsp://admin:•••@10.0.0.5/one', 'rtsp://10.0.0.5/one')).toBeNull();
});
