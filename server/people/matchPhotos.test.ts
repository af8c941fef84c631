import { expect, test } from 'vitest';
import { matchPhotos } from './matchPhotos.ts';

const people = [
  { personId: 'a', name: 'Ana Maria', code: 'K1' },
  { personId: 'b', name: 'Bo', code: null },
];

test('matchPhotos() finds people by the folder or the name of a file, and opens nothing by it', () => {
  const files = [
    'people/ana maria/1.jpg',
    'k1/2.jpg',
    'Bo.jpg',
    'people/Bo.png',
    '../../etc/passwd',
    'x/3.jpg',
  ];
  const { matched, unmatched } = matchPhotos(
    files.map((file) => ({ file })),
    people,
  );
  expect(matched.map(({ person, photos }) => [person.personId, photos.map(({ file }) => file)])).toEqual([
    ['a', ['people/ana maria/1.jpg', 'k1/2.jpg']],
    ['b', ['Bo.jpg', 'people/Bo.png']],
  ]);
  expect(unmatched.map(({ file }) => file)).toEqual(['../../etc/passwd', 'x/3.jpg']);
});
