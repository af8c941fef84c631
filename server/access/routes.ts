/** Set-up, signing in and out, the own account, users, and the audit log. */
import type { Route } from '../http/route.ts';
import type { SetupSteps } from '../wire.ts';
import type { By } from './audit.ts';
import { auditRoutes } from './auditRoutes.ts';
import { accountRoutes } from './accountRoutes.ts';
import type { Access } from './createAccess.ts';
import type { Passwords } from './passwords.ts';
import { signInRoutes } from './signInRoutes.ts';
import type { AccessStore } from './store.ts';
import { userRoutes } from './userRoutes.ts';

export type AccessRoutes = {
  companyId: string;
  access: Access;
  store: AccessStore;
  passwords: Passwords;
  clock: () => number;
  demo: boolean;
  /** A session ended: its open pages should say so. */
  signedOut: (sessionId: string) => void;
  /** The company has got its name and time zone. */
  companyChanged: () => Promise<void>;
  setupSteps: () => SetupSteps;
  /** Of the page for who has not chosen one; null: the company did not either. */
  language: () => 'en' | 'id' | null;
};

export function accessRoutes(route: Route, parts: AccessRoutes): void {
  signInRoutes(route, parts);
  accountRoutes(route, parts);
  userRoutes(route, parts);
  auditRoutes(route, parts);
}

export const byOf = ({ userId }: { userId: string }, { clock }: Pick<AccessRoutes, 'clock'>): By => ({
  userId,
  nowMs: clock(),
});
