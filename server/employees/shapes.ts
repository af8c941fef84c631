/** What may be said of a source and of the rules, and how runs look. */
import { z } from 'zod';
import type {
  EmployeeCounts,
  EmployeeField,
  EmployeePreview,
  EmployeeRowPage,
  EmployeeRules,
  EmployeeRun,
  EmployeeSource,
  EmployeeSourceChange,
  EmployeeSourceView,
} from '../wire.ts';

const line = (max: number, what: string) =>
  z
    .string()
    .trim()
    .min(1, what)
    .max(max, `at most ${max} characters`)
    .regex(/^[^\p{Cc}]*$/u, 'on one line');
const query = z.string().trim().min(1, 'a SELECT is needed').max(10_000, 'at most 10000 characters');
const path = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^\s]*$/, 'keys with dots between them, such as data.employees');
const header = z
  .string()
  .trim()
  .max(100)
  .regex(/^[A-Za-z0-9-]*$/, 'the name of a header, such as Authorization')
  .refine((name) => !/^(host|content-length|connection|transfer-encoding)$/i.test(name), 'another header');

const source = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('csv'),
    folder: line(1_000, 'the folder is needed'),
    pattern: line(200, 'such as *.csv')
      .regex(/\.(csv|tsv|txt)$/i, 'it must end in .csv, .tsv or .txt')
      .regex(/^[^/\\]*$/, 'the name of a file, without folders'),
    which: z.enum(['newest', 'all', 'new']),
  }),
  z.strictObject({ kind: z.literal('sqlite'), file: line(1_000, 'the file is needed'), query }),
  z.strictObject({
    kind: z.literal('postgres'),
    host: line(253, 'the address is needed'),
    port: z.number().int().min(1).max(65_535),
    ...{ database: line(63, 'the database is needed'), user: line(63, 'the user is needed') },
    ...{ tls: z.boolean(), query },
  }),
  z.strictObject({
    kind: z.literal('http'),
    url: z
      .url({ protocol: /^https?$/, error: 'an address such as https://hr.example.com/employees' })
      .max(2_000)
      .refine(
        (url) => new URL(url).username === '' && new URL(url).password === '',
        'without a password in it',
      ),
    ...{ header, rows: path, next: path },
    certificate: z
      .string()
      .trim()
      .max(20_000)
      .refine((pem) => pem === '' || pem.startsWith('-----BEGIN CERTIFICATE-----'), 'a certificate as PEM'),
  }),
]) satisfies z.ZodType<EmployeeSource>;

export const field = z.enum([
  ...(['code', 'name', 'job', 'team', 'supervisor', 'areas', 'badge', 'phone', 'email'] as const),
  ...(['status', 'leftOn'] as const),
]) satisfies z.ZodType<EmployeeField>;
const importField = z.enum([
  ...(['code', 'name', 'job', 'team', 'supervisor', 'areas', 'badge', 'phone', 'email'] as const),
  ...(['badgeOnly', 'deactivated'] as const),
]);
const config = {
  source,
  columns: z.partialRecord(field, z.string().trim().max(200)),
  statuses: z.array(z.string().trim().min(1).max(50)).max(20, 'at most 20'),
  dateOrder: z.enum(['dayFirst', 'monthFirst']),
};
/** Without it, the secret stays what it was. */
export const sourceChange = z.strictObject({
  ...config,
  secret: z
    .string()
    .max(4_000)
    .regex(/^[^\r\n\0]*$/, 'on one line')
    .optional(),
}) satisfies z.ZodType<EmployeeSourceChange>;

const sourceView = z.object({
  ...config,
  ...{ secretSet: z.boolean(), changedAtMs: z.number(), changedBy: z.string() },
}) satisfies z.ZodType<EmployeeSourceView>;

export const rules = z.strictObject({
  runAt: z.string().regex(/^(|([01]\d|2[0-3]):[0-5]\d)$/, 'a time such as 03:00, or nothing'),
  missing: z.enum(['leave', 'deactivate']),
  missingDays: z.number().int().min(1).max(60),
  inBoth: z.enum(['deactivate', 'leave']),
  shortPercent: z.number().int().min(1).max(100),
  mostPercent: z.number().int().min(0).max(100),
  mostPeople: z.number().int().min(1).max(1_000),
}) satisfies z.ZodType<EmployeeRules>;

const counts = z.object({
  ...{ add: z.number(), change: z.number(), reactivate: z.number(), deactivate: z.number() },
  ...{ conflict: z.number(), ignored: z.number(), unchanged: z.number() },
}) satisfies z.ZodType<EmployeeCounts>;
const read = z.object({ what: z.string(), rows: z.number(), same: z.boolean() });
export const run = z.object({
  runId: z.string(),
  trigger: z.enum(['schedule', 'hand', 'inSpite']),
  dryRun: z.boolean(),
  by: z.string().nullable(),
  startedAtMs: z.number(),
  endedAtMs: z.number().nullable(),
  outcome: z.enum(['running', 'done', 'alarm', 'failed', 'stopped']),
  alarms: z.array(
    z.object({
      kind: z.enum(['unreadable', 'columns', 'empty', 'short', 'many', 'sameCode']),
      problem: z.string(),
    }),
  ),
  counts,
  read: z.object({ active: read.optional(), terminated: read.optional() }),
  problem: z.string().nullable(),
  canRunInSpite: z.boolean(),
}) satisfies z.ZodType<EmployeeRun>;

export const action = z.enum(['add', 'change', 'reactivate', 'deactivate', 'conflict', 'ignored']);
const role = z.enum(['active', 'terminated']);
export const rowPage = z.object({
  next: z.number().nullable(),
  rows: z.array(
    z.object({
      role: role.nullable(),
      line: z.number().nullable(),
      code: z.string().nullable(),
      name: z.string(),
      personId: z.string().nullable(),
      action,
      changes: z.array(
        z.object({ field: importField, from: z.string().nullable(), to: z.string().nullable() }),
      ),
      reasons: z.array(
        z.object({
          kind: z.enum([
            ...(['noCode', 'status', 'sameRow', 'sameCode', 'notYet', 'badDate', 'otherName'] as const),
            ...(['inBoth', 'left', 'missing', 'missingLeft', 'byHand', 'stillListed', 'leftBefore'] as const),
            ...(['refused', 'fieldLeft', 'administrator', 'nameTaken', 'gotCode'] as const),
          ]),
          detail: z.string().optional(),
          field: importField.optional(),
        }),
      ),
    }),
  ),
}) satisfies z.ZodType<EmployeeRowPage>;

export const master = z.object({
  sources: z.object({ active: sourceView.nullable(), terminated: sourceView.nullable() }),
  rules,
  kinds: z.array(z.enum(['csv', 'sqlite', 'postgres', 'http'])),
  nextAtMs: z.number().nullable(),
  runs: z.array(run),
});

export const preview = z.object({
  what: z.string(),
  total: z.number(),
  columns: z.array(z.object({ name: z.string(), field: field.nullable() })),
  rows: z.array(z.array(z.string())),
  missing: z.array(z.string()),
}) satisfies z.ZodType<EmployeePreview>;
export { role };
