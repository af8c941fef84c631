/** Why somebody on a terminal is not as they should be: a wording each. */
import type { TemplateKind } from '../push/rows.ts';

const what: Record<TemplateKind, string> = {
  ...{ finger: 'A finger', face: 'A face', photo: 'A photo', bio: 'A face or palm' },
};
export const syncProblems = {
  unfitId: (userId: string) =>
    `The user id "${userId}" cannot be typed at this terminal. Give the person a code of letters and digits without spaces, 24 at most.`,
  numericId: (userId: string) =>
    `This terminal keeps user ids as numbers, and "${userId}" is none that it can hold. Give the person a code of up to nine digits.`,
  full: (capacity: number) =>
    `The terminal is full: it has places for ${capacity} users. Delete some that are not needed, or use a larger one.`,
  fingersFull: (capacity: number) =>
    `The terminal has no place for another finger: it holds ${capacity}. Delete some that are not needed.`,
  twice: (userId: string) =>
    `The same person is there twice, also as ${userId}. Delete the one that is not needed at the terminal.`,
  administrator: () =>
    'They administer this terminal and work elsewhere now. Make somebody else its administrator, then take the role from them there.',
  lastAdministrator: () =>
    'They were its last administrator, and were deleted because they left. Its menu is open to everybody now: make somebody its administrator.',
  carryFirst: () =>
    'They work elsewhere now. Their fingers and faces are brought to the terminals of their areas first.',
  nowhereElse: () =>
    'They work elsewhere now, but their fingers and faces are only here, and no terminal of their areas can take them.',
  renumbering: () =>
    'They have another number now. Their fingers and faces are brought there first; then this one is deleted.',
  oldNumber: () =>
    'They have another number now, and are kept under this one: they administer this terminal, or what was enrolled here is nowhere else and cannot be brought to their new number. Nobody else is put under it. Enrol them under the new one, then delete this one at the terminal.',
  unreadable: () =>
    'They work elsewhere now, but a face may be only here, and faces cannot be read from this terminal. Enrol them where they work, then delete them here at its menu.',
  notCounted: () =>
    'They work elsewhere now, but it is not certain that every finger and face on the terminal is known here. They are deleted once all of them are.',
  unsupported: (kind: TemplateKind) =>
    `${what[kind]} of theirs cannot be brought to this terminal over port 4370; only terminals that call (PUSH) take it.`,
  otherAlgorithm: (kind: TemplateKind) =>
    `${what[kind]} of theirs is of another algorithm than this terminal has, and is not sent. Enrol it here once.`,
  withoutConsent: () =>
    'Faces and photos are passed on only with a recorded consent, and there is none of this person.',
  notHere: () => 'Their fingers or faces are fetched from the terminal where they were enrolled.',
  notConfirmed: () =>
    'It was written, and the terminal does not show it as it was written. It is tried again.',
  notTaken: (said: string) => `The terminal did not take it: ${said}. It is tried again.`,
} as const;
