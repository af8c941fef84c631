/** Whether two lists mean one person by a name. Pure. */
import { plain } from '../people/profile.ts';

/** However it is capitalised, accented, spaced and ordered: "Rahma,  SITI" is "Siti Rahma", and "Siti Aminah" is neither. */
export const sameName = (one: string, other: string): boolean => wordsOf(one) === wordsOf(other);

/** As `fittingNames` writes it, where two people have one name. */
export const withoutCode = (name: string, code: string | null): string =>
  code !== null && plain(name).endsWith(` (${plain(code)})`) ? name.slice(0, -(code.length + 3)) : name;

function wordsOf(name: string): string {
  const letters = plain(name).normalize('NFKD').replace(/\p{M}/gu, '');
  return (letters.match(/[\p{L}\p{N}]+/gu) ?? [letters]).sort().join(' ');
}
