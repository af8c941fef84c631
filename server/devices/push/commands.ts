/**
 * Everything a terminal that calls us can be told to do. A command is one of these shapes and nothing else: a shell, files and
 * firmware have none, so that no mistake and no row in the database can send them.
 */
import { z } from 'zod';

const userId = z.string().regex(/^[\x21-\x7e]{1,24}$/);
/** What could begin another field or another command stays out. */
const plain = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[^\p{Cc}]*$/u);
const at = z.string().regex(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d$/);
const span = { from: at, to: at };
const templateKind = z.enum(['finger', 'face', 'photo', 'bio']);

export const commandShape = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('updateUser'),
    userId,
    name: plain(100),
    privilege: z.number().int().min(0).max(14),
    card: plain(40),
    group: plain(20),
  }),
  z.strictObject({ kind: z.literal('deleteUser'), userId }),
  /** What it holds is fetched when it is sent: a queue keeps no faces. */
  z.strictObject({
    ...{ kind: z.literal('updateTemplate'), userId, of: templateKind },
    ...{ number: z.number().int().min(0).max(100_000), algorithm: plain(60) },
  }),
  z.strictObject({ kind: z.literal('deleteTemplates'), userId, of: templateKind }),
  z.strictObject({ kind: z.literal('queryUsers'), userId: userId.nullable() }),
  z.strictObject({ kind: z.literal('queryTemplates'), type: z.number().int().min(0).max(10) }),
  /** One of somebody that is wanted elsewhere and is not here any more. */
  z.strictObject({
    ...{ kind: z.literal('queryTemplate'), userId, of: templateKind },
    ...{ number: z.number().int().min(0).max(100_000), algorithm: plain(60) },
  }),
  z.strictObject({ kind: z.literal('queryLogs'), ...span }),
  /** `round` 1: after what was missing has been asked for. */
  z.strictObject({
    ...{ kind: z.literal('verifySum'), ...span, round: z.union([z.literal(0), z.literal(1)]) },
    /** Only when every record it has is here. */
    then: z.enum(['clearLogs', 'clearAll']).optional(),
  }),
  z.strictObject({ kind: z.literal('clearLogs') }),
  z.strictObject({ kind: z.literal('clearPhotos') }),
  z.strictObject({ kind: z.literal('clearAll') }),
  /** To what it is when the terminal takes it. */
  z.strictObject({ kind: z.literal('setTime') }),
  z.strictObject({ kind: z.literal('sendNew') }),
  z.strictObject({ kind: z.literal('checkAll') }),
  z.strictObject({ kind: z.literal('reloadOptions') }),
  z.strictObject({ kind: z.literal('tellInfo') }),
  z.strictObject({
    ...{ kind: z.literal('enrolFinger'), userId },
    ...{ finger: z.number().int().min(0).max(9), overwrite: z.boolean() },
  }),
  z.strictObject({ kind: z.literal('enrolFace'), userId }),
  z.strictObject({ kind: z.literal('restart') }),
  z.strictObject({ kind: z.literal('unlockDoor') }),
]);

export type PushCommand = z.output<typeof commandShape>;

/** As stored; null for what is none of ours, whoever wrote it there. */
export function readCommand(stored: string): PushCommand | null {
  try {
    const read = commandShape.safeParse(JSON.parse(stored));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
