import { randomInt } from 'node:crypto';

/** Nothing that is read as something else over the telephone. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** 79 random bits, for somebody to read out or copy. */
export function newPasswordText(): string {
  const part = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return [part(), part(), part(), part()].join('-');
}
