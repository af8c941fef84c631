import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import type { SetupState, SetupSteps } from '../wire.ts';
import { may } from './abilities.ts';
import { type Access, meOf } from './createAccess.ts';
import type { Passwords } from './passwords.ts';
import { clearSessionCookie, setSessionCookie, tokenIn } from './sessionCookie.ts';
import { me, newUser, passwordChange, setupRequest, signIn, userView } from './shapes.ts';
import { passwordLimit, signInLimits } from './signInLimits.ts';
import type { AccessStore, UserRow } from './store.ts';

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
};

export function accessRoutes(route: Route, parts: AccessRoutes): void {
  setupRoutes(route, parts);
  signInRoutes(route, parts);
  userRoutes(route, parts);
}

function setupRoutes(route: Route, { access, demo, companyChanged, setupSteps }: AccessRoutes): void {
  const steps = z.object({
    ...{ account: z.boolean(), area: z.boolean(), camera: z.boolean() },
    ...{ notice: z.boolean(), person: z.boolean() },
  });
  const state = z.object({
    needed: z.boolean(),
    steps: steps.nullable(),
  }) satisfies z.ZodType<SetupState>;
  const path = '/api/setup';
  route(
    {
      method: 'get',
      path,
      summary: 'Whether set-up is needed, and what of it is done',
      allow: 'anyone',
      answer: state,
    },
    async ({ user }) => ({
      needed: !demo && (await access.setup.needed()),
      steps: user !== null && !demo && may(user, 'update', 'Settings') ? setupSteps() : null,
    }),
  );
  const summary = 'Make the first administrator, with the token of the printed link';
  route(
    {
      method: 'post',
      path,
      summary,
      allow: 'anyone',
      body: setupRequest,
      answer: me,
      before: signInLimits(),
    },
    async ({ body, request, response }) => {
      if (demo) throw problem('SETUP_DONE', {});
      const admin = await access.setup.finish(body);
      await companyChanged();
      return enter(access, admin, request, response);
    },
  );
}

function signInRoutes(route: Route, { access, signedOut }: AccessRoutes): void {
  route(
    {
      method: 'post',
      path: '/api/sign-in',
      summary: 'Sign in',
      allow: 'anyone',
      body: signIn,
      answer: me,
      before: signInLimits(),
    },
    async ({ body, request, response }) => enter(access, await access.signIn(body), request, response),
  );
  route(
    { method: 'post', path: '/api/sign-out', summary: 'Sign out', allow: 'anyone', answer: nothing },
    async ({ request, response }) => {
      const token = tokenIn(request.headers);
      if (token !== null) signedOut(await access.signOut(token));
      response.append('Set-Cookie', clearSessionCookie(request.secure));
      return null;
    },
  );
  route(
    { method: 'get', path: '/api/me', summary: 'Who is signed in', allow: 'signedIn', answer: me },
    ({ user }) => user,
  );
  route(
    {
      method: 'post',
      path: '/api/me/password',
      summary: 'Change the own password; every other session of the user ends',
      allow: 'signedIn',
      body: passwordChange,
      answer: nothing,
      before: passwordLimit(),
    },
    async ({ body, user, request }) => {
      const ended = await access.changePassword(user.userId, tokenIn(request.headers) ?? '', body);
      ended.forEach(signedOut);
      return null;
    },
  );
}

async function enter(access: Access, user: UserRow, request: Request, response: Response) {
  const token = await access.renewSession(user.id, tokenIn(request.headers));
  response.append('Set-Cookie', setSessionCookie(token, request.secure));
  return meOf(user);
}

function userRoutes(route: Route, { companyId, store, passwords, clock, signedOut }: AccessRoutes): void {
  const path = '/api/users';
  route(
    {
      method: 'get',
      path,
      summary: 'Everyone who may sign in',
      allow: ['read', 'User'],
      answer: z.array(userView),
    },
    async () => (await store.listUsers(companyId)).map(meOf),
  );
  route(
    {
      method: 'post',
      path,
      summary: 'Add somebody who may sign in, with a first password',
      allow: ['create', 'User'],
      body: newUser,
      answer: userView,
      status: 201,
    },
    async ({ body: { password, ...person }, user }) => {
      const passwordHash = await passwords.hash(password);
      const added: UserRow = {
        id: randomUUID(),
        ...person,
        passwordHash,
        totpSecret: null,
      };
      const by = { userId: user.userId, nowMs: clock() };
      if (!(await store.addUser(companyId, added, by))) throw problem('NAME_TAKEN', { name: added.email });
      return meOf(added);
    },
  );
  route(
    {
      method: 'delete',
      path: `${path}/:userId`,
      summary: 'Remove somebody who may sign in; their sessions end at once',
      allow: ['delete', 'User'],
      params: z.object({ userId: z.string() }),
      answer: nothing,
    },
    async ({ params: { userId }, user }) => {
      const { outcome, sessionIds } = await store.removeUser(companyId, userId, {
        userId: user.userId,
        nowMs: clock(),
      });
      if (outcome === 'missing') throw problem('NOT_FOUND', { what: 'this user' });
      if (outcome === 'lastOwner') throw problem('LAST_OWNER', {});
      sessionIds.forEach(signedOut);
      return null;
    },
  );
}
