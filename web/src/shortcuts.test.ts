import { expect, test } from 'vitest';
import { shortcutOf } from './shortcuts.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false };

test('shortcutOf() knows digits, arrows and letters, and leaves those of the browser alone', () => {
  const kinds = ['1', '9', 'ArrowLeft', '0', 'G', 'Escape', 'f', 's', '?', 'x', 'Enter'].map(
    (key) => shortcutOf({ key, ...plain })?.kind ?? null,
  );
  expect(kinds).toEqual([
    ...['camera', 'camera', 'step', 'grid', 'grid', 'back', 'fullscreen', 'snapshot', 'help', null, null],
  ]);
  expect(shortcutOf({ key: '3', ...plain })).toEqual({ kind: 'camera', index: 2 });
  expect(shortcutOf({ key: 'f', ...plain, ctrlKey: true })).toBeNull();
});
