/** Whose number on a terminal is whose code here. Pure. */
import type { Directory } from '../directory/directory.ts';

type Codes = { exact: ReadonlyMap<string, string>; bare: ReadonlyMap<string, string | null> };
const known = new WeakMap<Directory, Codes>();

/**
 * The person with this code. Terminals that keep ids as numbers lose the noughts in front: without them a code counts where only one
 * person has it. null: nobody, or more than one.
 */
export function whoHasCode(userId: string, directory: Directory): string | null {
  const { exact, bare } = codesOf(directory);
  return exact.get(userId) ?? bare.get(bareOf(userId)) ?? null;
}

/** A directory never changes: its codes are sorted once. */
function codesOf(directory: Directory): Codes {
  const before = known.get(directory);
  if (before) return before;
  const exact = new Map<string, string>();
  const bare = new Map<string, string | null>();
  for (const { personId, code } of directory.people.values()) {
    if (code === null || code.trim() === '') continue;
    exact.set(code.trim(), personId);
    const number = bareOf(code.trim());
    bare.set(number, bare.has(number) ? null : personId);
  }
  const codes = { exact, bare };
  known.set(directory, codes);
  return codes;
}

const bareOf = (code: string): string => (/^\d+$/.test(code) ? code.replace(/^0+(?=\d)/, '') : code);
