import { expect, test } from 'vitest';
import { nameAreaInFile } from './nameAreaInFile.ts';

test('nameAreaInFile() changes the area and keeps comments, order and everything else', () => {
  const text = '# The gate.\nname: Gate 1\narea: Lobby # ground floor\nurl: rtsp://${USER}@cam/1\n';
  expect(nameAreaInFile(text, 'Entrance: north')).toBe(
    '# The gate.\nname: Gate 1\narea: "Entrance: north" # ground floor\nurl: rtsp://${USER}@cam/1\n',
  );
});
