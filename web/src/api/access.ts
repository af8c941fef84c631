/** The own account, users, sessions, and the audit log. */
import type {
  AuditPage,
  Me,
  NewUser,
  SessionView,
  TwoFactorStart,
  UserChange,
  UserView,
} from '../../../server/wire.ts';
import { call, list, part } from '../api.ts';

/** Times in ms; empty texts are left out. */
export type AuditQuery = { from?: number; to?: number; user?: string; action?: string; subject?: string };

const of = (userId: string): string => `users/${part(userId)}`;

export const accessApi = {
  rename: (name: string) => call<Me>('PATCH', 'me', { name }),
  sessions: () => list<SessionView>('me/sessions'),
  endSession: (sessionId: string) => call<unknown>('DELETE', `me/sessions/${part(sessionId)}`),
  endOtherSessions: () => call<unknown>('DELETE', 'me/sessions'),

  recoveryCodesLeft: () => call<{ recoveryCodesLeft: number }>('GET', 'me/two-factor'),
  startTwoFactor: (password: string) => call<TwoFactorStart>('POST', 'me/two-factor', { password }),
  finishTwoFactor: (code: string) =>
    call<{ recoveryCodes: string[] }>('POST', 'me/two-factor/confirm', { code }),
  stopTwoFactor: (password: string) => call<unknown>('POST', 'me/two-factor/off', { password }),

  users: () => list<UserView>('users'),
  add: (user: NewUser) => call<UserView>('POST', 'users', user),
  change: (userId: string, change: UserChange) => call<UserView>('PATCH', of(userId), change),
  remove: (userId: string) => call<unknown>('DELETE', of(userId)),
  resetPassword: (userId: string) => call<{ password: string }>('POST', `${of(userId)}/password`, {}),
  resetTwoFactor: (userId: string) => call<unknown>('DELETE', `${of(userId)}/two-factor`),
  sessionsOf: (userId: string) => list<SessionView>(`${of(userId)}/sessions`),
  endSessionOf: (userId: string, sessionId: string) =>
    call<unknown>('DELETE', `${of(userId)}/sessions/${part(sessionId)}`),

  audits: (query: AuditQuery, cursor: string | null) =>
    call<AuditPage>('GET', `audits?${searchOf(query, cursor)}`),
  auditUsers: () => list<{ userId: string; name: string }>('audits/users'),
  /** For a link that downloads. */
  auditCsvAddress: (query: AuditQuery) => `/api/audits.csv?${searchOf(query, null)}`,
};

function searchOf(query: AuditQuery, cursor: string | null): string {
  const given = Object.entries({ ...query, cursor }).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  return new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
}
