import { afterEach, beforeEach, expect, test } from 'vitest';
import { inPageLanguage, serverText, setWordings } from './serverText.ts';

beforeEach(() =>
  setWordings([
    [
      'Cannot open camera "{name}": {state}. {remedy}',
      'Kamera "{name}" tidak dapat dibuka: {state}. {remedy}',
    ],
    ['{all}: {nothing}', 'wrong'],
    ['nothing answers at {host}', 'tidak ada jawaban dari {host}'],
    ['Close that program.', 'Tutup program itu.'],
  ]),
);
afterEach(() => setWordings([]));

test('serverText() translates a sentence and what it is made of, and keeps what changes', () => {
  const text = 'Cannot open camera "Hall: 2": nothing answers at 192.0.2.1:554. Close that program.';
  expect(serverText(text)).toBe(
    'Kamera "Hall: 2" tidak dapat dibuka: tidak ada jawaban dari 192.0.2.1:554. Tutup program itu.',
  );
});

test('serverText() leaves what it does not know', () => {
  expect(serverText('Quite another sentence.')).toBe('Quite another sentence.');
});

test('inPageLanguage() translates what the server wrote, never what people typed', () => {
  const jpeg = new ArrayBuffer(2);
  const said = 'Close that program.';
  expect(
    inPageLanguage({
      name: said,
      why: said,
      jpeg,
      list: [{ detail: said, remedies: [said] }],
      fields: { url: said },
    }),
  ).toEqual({
    ...{ name: said, why: said, jpeg },
    list: [{ detail: 'Tutup program itu.', remedies: ['Tutup program itu.'] }],
    fields: { url: 'Tutup program itu.' },
  });
});
