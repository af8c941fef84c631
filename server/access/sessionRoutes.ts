/** Where people are signed in: their own, and for administrators those of others. */
import type { Request } from 'express';
import { z } from 'zod';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import type { Me } from '../wire.ts';
import { type AccessRoutes, byOf } from './routes.ts';
import { hashOf } from './sessions.ts';
import { tokenIn } from './sessionCookie.ts';
import { sessionView } from './shapes.ts';
import { mustReach } from './userRules.ts';

const ownPath = '/api/me/sessions';
const othersPath = '/api/users/:userId/sessions';
const currentOf = ({ headers }: Request): string => hashOf(tokenIn(headers) ?? '');
const gone = () => problem('NOT_FOUND', { what: 'this session' });

export function sessionRoutes(route: Route, parts: AccessRoutes): void {
  ownSessions(route, parts);
  othersSessions(route, parts);
}

async function listed({ store, companyId, clock }: AccessRoutes, userId: string, request: Request) {
  const current = currentOf(request);
  const sessions = await store.listSessions(companyId, userId, clock());
  return sessions.map(({ tokenHash, ...session }) => ({
    ...session,
    sessionId: tokenHash,
    current: tokenHash === current,
  }));
}

function ownSessions(route: Route, parts: AccessRoutes): void {
  const { companyId, store, signedOut } = parts;
  const own = { allow: 'signedIn', withoutSecondFactor: true } as const;
  route(
    {
      method: 'get',
      path: ownPath,
      summary: 'Where the user is signed in',
      ...own,
      answer: z.array(sessionView),
    },
    ({ user, request }) => listed(parts, user.userId, request),
  );
  route(
    {
      method: 'delete',
      path: ownPath,
      summary: 'Sign out everywhere else',
      ...own,
      answer: nothing,
    },
    async ({ user, request }) => {
      const by = byOf(user, parts);
      const ended = await store.endOtherSessions(companyId, user.userId, currentOf(request), by);
      ended.forEach(signedOut);
      return null;
    },
  );
  route(
    {
      method: 'delete',
      path: `${ownPath}/:sessionId`,
      summary: 'Sign out there',
      ...own,
      params: z.object({ sessionId: z.string() }),
      answer: nothing,
    },
    async ({ params: { sessionId }, user }) => {
      if (!(await store.endSession(companyId, user.userId, sessionId, byOf(user, parts)))) throw gone();
      signedOut(sessionId);
      return null;
    },
  );
}

function othersSessions(route: Route, parts: AccessRoutes): void {
  const { companyId, store, signedOut } = parts;
  const params = z.object({ userId: z.string() });

  async function mustReachUser(asker: Me, userId: string): Promise<void> {
    const user = await store.userDetail(companyId, userId);
    if (!user) throw problem('NOT_FOUND', { what: 'this user' });
    mustReach(asker, user.role);
  }

  route(
    {
      method: 'get',
      path: othersPath,
      summary: 'Where a user is signed in',
      allow: ['read', 'User'],
      params,
      answer: z.array(sessionView),
    },
    async ({ params: { userId }, request }) => listed(parts, userId, request),
  );
  route(
    {
      method: 'delete',
      path: `${othersPath}/:sessionId`,
      summary: 'Sign a user out there',
      allow: ['update', 'User'],
      params: params.extend({ sessionId: z.string() }),
      answer: nothing,
    },
    async ({ params: { userId, sessionId }, user }) => {
      await mustReachUser(user, userId);
      if (!(await store.endSession(companyId, userId, sessionId, byOf(user, parts)))) throw gone();
      signedOut(sessionId);
      return null;
    },
  );
}
