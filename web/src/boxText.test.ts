import { describe, expect, it } from 'vitest';
import { boxText, peopleText } from './boxText.ts';

const sure = (name: string) => ({ name, likelyName: null });
const guess = (likelyName: string) => ({ name: null, likelyName });
const unknown = { name: null, likelyName: null };

it('boxText() never says a guess as a name', () => {
  expect([sure('Ana'), guess('Ana'), unknown].map(boxText)).toEqual(['Ana', 'probably Ana', 'unknown']);
});

describe('peopleText()', () => {
  it('says sure names first, then guesses, then how many are unknown', () => {
    const boxes = [unknown, guess('Cy'), sure('Bo'), unknown, sure('Ana')];
    expect(peopleText(boxes)).toBe('Ana, Bo, probably Cy, 2 unknown');
  });
  it('says that a picture is empty', () => expect(peopleText([])).toBe('nobody'));
});
