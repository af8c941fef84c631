/** What people type to get in, and what they are told about accounts. */
import { z } from 'zod';
import type {
  AuditEntry,
  AuditPage,
  Me,
  NewUser,
  PasswordChange,
  Role,
  SessionView,
  SetupRequest,
  SignIn,
  UserChange,
  UserView,
} from '../wire.ts';
import { permissions } from './abilities.ts';

export const personName = z.string().trim().min(1, 'a name is needed').max(100, 'at most 100 characters');
const email = z.string().trim().toLowerCase().max(200).pipe(z.email('not an e-mail address'));
/** The least there is; a setting and the rules about passwords ask for more. The maximum keeps hashing cheap. */
const newPassword = z.string().min(10, 'at least 10 characters').max(200, 'at most 200 characters');
export const timeZone = z.string().refine(isTimeZone, 'not a time zone such as Asia/Jakarta');
const password = z.string().max(200);
export const role = z.enum(
  ['owner', 'admin', 'hr', 'supervisor', 'viewer'],
  'owner, admin, hr, supervisor or viewer',
) satisfies z.ZodType<Role>;

export const signIn = z.object({
  email: z.string().trim().toLowerCase().max(200),
  password,
  code: z.string().trim().max(40).optional(),
}) satisfies z.ZodType<SignIn>;

export const setupRequest = z.object({
  token: z.string().max(200),
  company: personName,
  timeZone,
  name: personName,
  email,
  password: newPassword,
}) satisfies z.ZodType<SetupRequest>;

export const passwordChange = z.object({
  current: password,
  next: newPassword,
}) satisfies z.ZodType<PasswordChange>;
export const passwordProof = z.object({ password });
export const firstCode = z.object({ code: z.string().trim().max(40) });

const id = z.string().max(100);
const account = { name: personName, email, role, personId: id.nullable(), areaIds: z.array(id).max(500) };
// Strict: a field that nobody may set this way is refused, not passed over.
export const newUser = z.strictObject({
  ...account,
  personId: account.personId.default(null),
  areaIds: account.areaIds.default([]),
  password: newPassword,
}) satisfies z.ZodType<NewUser>;
export const userChange = z
  .strictObject({ ...account, disabled: z.boolean() })
  .partial() satisfies z.ZodType<UserChange>;
export const ownChange = z.strictObject({ name: personName });

const known = {
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  personId: z.string().nullable(),
  areaIds: z.array(z.string()),
  twoFactor: z.boolean(),
};
export const userView = z.object({
  ...known,
  createdAtMs: z.number(),
  disabledAtMs: z.number().nullable(),
  lastSignInMs: z.number().nullable(),
}) satisfies z.ZodType<UserView>;
export const me = z.object({
  ...known,
  demo: z.boolean(),
  twoFactorDue: z.boolean(),
  can: z.array(z.enum(permissions)),
}) satisfies z.ZodType<Me>;
export const sessionView = z.object({
  sessionId: z.string(),
  current: z.boolean(),
  createdAtMs: z.number(),
  lastUsedMs: z.number(),
  address: z.string(),
  userAgent: z.string(),
}) satisfies z.ZodType<SessionView>;
export const newPasswordAnswer = z.object({ password: z.string() });

const audit = z.object({
  auditId: z.string(),
  atMs: z.number(),
  userId: z.string().nullable(),
  userName: z.string().nullable(),
  action: z.string(),
  subject: z.string(),
  subjectName: z.string().nullable(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  address: z.string().nullable(),
}) satisfies z.ZodType<AuditEntry>;
export const auditPage = z.object({
  audits: z.array(audit),
  next: z.string().nullable(),
}) satisfies z.ZodType<AuditPage>;

function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
