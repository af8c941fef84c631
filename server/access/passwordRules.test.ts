import { expect, test } from 'vitest';
import { passwordProblem } from './passwordRules.ts';

const of = { email: 'siti.rahayu@harbour.example', name: 'Siti Rahayu', company: 'Harbour Works' };
const problemOf = (password: string, minLength = 10) => passwordProblem(password, { minLength, of });

test.each([
  'correct horse battery',
  'a long password',
  'only here to look',
  'kucing makan 3 ikan',
  'tR7-vv0p-qmZ2',
  'ünïcode wörds',
])('passwordProblem() lets "%s" pass', (password) => expect(problemOf(password)).toBeNull());

test.each([
  'password123',
  'P@ssw0rd2026!',
  'qwertyuiop',
  'Qwerty123456',
  '1234567890',
  '0987654321',
  '1111111111',
])('passwordProblem() calls "%s" common', (password) => expect(problemOf(password)).toContain('too common'));
test.each([
  'abcabcabcabc',
  'aaaaaaaaaaaa',
  'admin12345678',
  'welcome-welcome',
  'rahasia12345',
  'abcdefghijkl',
  '1qaz2wsx3edc',
])('passwordProblem() calls "%s" common too', (password) =>
  expect(problemOf(password)).toContain('too common'),
);

test.each([
  'sitirahayu1',
  'Siti.Rahayu@Harbour.example',
  'HarbourWorks2026',
  'rahayu-siti-99',
  'harbour12345',
])('passwordProblem() sees that "%s" is made of what everybody knows', (password) =>
  expect(problemOf(password)).toContain('not made of'),
);

test('passwordProblem() says how long it must be', () => {
  expect(problemOf('short', 14)).toBe('at least 14 characters');
});
