/** Takes people and secrets out of what leaves in the diagnostics. Rather too much is hidden than too little. */
import { mask } from '../cameras/hideSecrets.ts';

export type ToHide = {
  /** Names, e-mail addresses, badges: every word of them is hidden. */
  words: Iterable<string>;
  /** Hidden wherever they stand, as they are. */
  secrets: Iterable<string>;
};

const word = /[\p{L}\p{M}\p{N}]+/gu;
const email = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
/** With its country: without it would hide times. */
const phone = /\+\d[\d ()-]{6,}\d/g;
/** Hiding every "a" would leave nothing to read. */
const [anyCaseMinLength, minLength, secretMinLength] = [3, 2, 3];

/** Answers the same value with every text in it hidden; keys of objects stay. */
export function createHider({ words, secrets }: ToHide): <T>(value: T) => T {
  const hidden = wordsIn(words);
  const literal = [...secrets].filter(({ length }) => length >= secretMinLength);
  // Longest first: one may hold another.
  literal.sort((a, b) => b.length - a.length);
  function hideText(text: string): string {
    const shown = literal.reduce((rest, secret) => rest.replaceAll(secret, mask), text);
    return shown
      .replace(email, mask)
      .replace(phone, mask)
      .replace(word, (each) => (hidden.has(each) || hidden.has(each.toLowerCase()) ? mask : each));
  }
  function hide(value: unknown): unknown {
    if (typeof value === 'string') return hideText(value);
    if (Array.isArray(value)) return value.map(hide);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, hide(inside)]));
  }
  return <T>(value: T) => hide(value) as T;
}

function wordsIn(texts: Iterable<string>): Set<string> {
  const found = new Set<string>();
  for (const text of texts)
    for (const [each] of text.matchAll(word)) {
      if (each.length < minLength || /^\d{1,5}$/.test(each)) continue;
      found.add(each);
      if (each.length >= anyCaseMinLength) found.add(each.toLowerCase());
    }
  return found;
}
