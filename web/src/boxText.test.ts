import { describe, expect, it } from 'vitest';
import { boxText, peopleText } from './boxText.ts';

const sure = (name: string) => ({ name, likelyName: null, outside: false });
const guess = (likelyName: string) => ({ name: null, likelyName, outside: false });
const unknown = { name: null, likelyName: null, outside: false };
const outside = { ...unknown, outside: true };

it('boxText() never says a guess as a name', () => {
  expect([sure('Ana'), guess('Ana'), unknown, outside].map(boxText)).toEqual([
    'Ana',
    'probably Ana',
    'unknown',
    'other team',
  ]);
});

describe('peopleText()', () => {
  it('says sure names first, then guesses, then how many are unknown', () => {
    const boxes = [unknown, guess('Cy'), sure('Bo'), outside, unknown, sure('Ana')];
    expect(peopleText(boxes)).toBe('Ana, Bo, probably Cy, 2 unknown, 1 of other teams');
  });
  it('says that a picture is empty', () => expect(peopleText([])).toBe('nobody'));
});
