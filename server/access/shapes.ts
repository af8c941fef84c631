/** What people type to get in. */
import { z } from 'zod';
import { permissions } from './abilities.ts';
import type { Me, PasswordChange, Role, SetupRequest, SignIn } from '../wire.ts';

export const personName = z.string().trim().min(1, 'a name is needed').max(100, 'at most 100 characters');
const email = z.string().trim().toLowerCase().max(200).pipe(z.email('not an e-mail address'));
/** Long enough that guessing online is hopeless; the maximum keeps hashing cheap. */
const newPassword = z.string().min(10, 'at least 10 characters').max(200, 'at most 200 characters');
export const timeZone = z.string().refine(isTimeZone, 'not a time zone such as Asia/Jakarta');
export const role = z.enum(
  ['owner', 'admin', 'hr', 'supervisor', 'viewer'],
  'owner, admin, hr, supervisor or viewer',
) satisfies z.ZodType<Role>;

export const signIn = z.object({
  email: z.string().trim().toLowerCase().max(200),
  password: z.string().max(200),
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
  current: z.string().max(200),
  next: newPassword,
}) satisfies z.ZodType<PasswordChange>;
const id = z.string().max(100);
export const newUser = z.object({
  name: personName,
  email,
  role,
  personId: id.nullable().default(null),
  areaIds: z.array(id).max(500).default([]),
  password: newPassword,
});
export const userView = z.object({ userId: z.string(), name: z.string(), email: z.string(), role });
export const me = userView.extend({
  personId: z.string().nullable(),
  areaIds: z.array(z.string()),
  demo: z.boolean(),
  twoFactor: z.boolean(),
  can: z.array(z.enum(permissions)),
}) satisfies z.ZodType<Me>;

function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
