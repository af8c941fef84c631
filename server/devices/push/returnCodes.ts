/** What terminals answer to commands, and whether asking again may help. */
const codes: Record<number, { says: string; again?: true }> = {
  [-1]: { says: 'a field of it is wrong' },
  [-2]: { says: 'the photo is not as long as it says' },
  [-3]: { says: 'it could not read or write', again: true },
  [-9]: { says: 'the template is not as long as it says' },
  [-10]: { says: 'it has no such user' },
  [-11]: { says: 'the fingerprint is not of its kind' },
  [-12]: { says: 'the fingerprint is not of its kind' },
  [-30]: { says: 'the template is of another algorithm' },
  [-1001]: { says: 'it is full' },
  [-1002]: { says: 'it does not know this command' },
  [-1003]: { says: 'it took too long', again: true },
  [-1004]: { says: 'its configuration does not allow it' },
  [-1005]: { says: 'it is busy', again: true },
  [-1006]: { says: 'the command is too long' },
  [-1007]: { says: 'it is out of memory', again: true },
  [-1008]: { says: 'it could not fetch what it needs', again: true },
  2: { says: 'the finger is enrolled already' },
  4: { says: 'enrolling failed' },
  5: { says: 'enrolling took too long' },
  6: { says: 'the finger is of somebody else' },
  7: { says: 'enrolling was cancelled' },
};

const enrols = (verb: string): boolean => verb.toUpperCase().startsWith('ENROLL');

/** Queries answer how many rows they sent; only enrolling has positive numbers that mean no. */
export const wentWell = (returned: number, verb: string): boolean =>
  returned === 0 || (returned > 0 && !enrols(verb));
export const mayHelpAgain = (returned: number): boolean => codes[returned]?.again === true;
export const meaningOf = (returned: number): string => codes[returned]?.says ?? `it answered ${returned}`;
