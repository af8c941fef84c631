import type { Request, Response } from 'express';
import { z } from 'zod';
import { problem, UserFacingError } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import type { SetupState } from '../wire.ts';
import { may } from './abilities.ts';
import type { Access } from './createAccess.ts';
import type { AccessRoutes } from './routes.ts';
import { clearSessionCookie, setSessionCookie, tokenIn } from './sessionCookie.ts';
import { me, setupRequest, signIn } from './shapes.ts';
import { notCounted, signInLimits } from './signInLimits.ts';
import type { UserRow } from './store.ts';

export function signInRoutes(route: Route, parts: AccessRoutes): void {
  setupRoutes(route, parts);
  const { access, signedOut } = parts;
  route(
    {
      method: 'post',
      path: '/api/sign-in',
      summary: 'Sign in; who has a second factor sends its code too',
      allow: 'anyone',
      body: signIn,
      answer: me,
      before: signInLimits(),
    },
    async ({ body, request, response }) => {
      const user = await access.signIn(body).catch((error: unknown) => {
        // The password was right and the page only learns that a code is needed: no wrong try.
        if (body.code === undefined && isCodeMissing(error)) notCounted(response);
        throw error;
      });
      return enter(access, user, request, response);
    },
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
}

const isCodeMissing = (error: unknown): boolean =>
  error instanceof UserFacingError && error.code === 'TOTP_NEEDED';

function setupRoutes(
  route: Route,
  { access, demo, companyChanged, setupSteps, language }: AccessRoutes,
): void {
  const steps = z.object({
    ...{ account: z.boolean(), area: z.boolean(), camera: z.boolean() },
    ...{ notice: z.boolean(), person: z.boolean() },
  });
  const state = z.object({
    needed: z.boolean(),
    steps: steps.nullable(),
    language: z.enum(['en', 'id']).nullable(),
  }) satisfies z.ZodType<SetupState>;
  const path = '/api/setup';
  route(
    {
      method: 'get',
      path,
      summary: 'Whether set-up is needed, what of it is done, and the language of the company',
      allow: 'anyone',
      answer: state,
    },
    async ({ user }) => ({
      needed: !demo && (await access.setup.needed()),
      steps: user !== null && !demo && may(user, 'update', 'Settings') ? setupSteps() : null,
      language: language(),
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

/** A new token, whatever the browser had: nobody who knew or planted the old one is in. */
async function enter(access: Access, user: UserRow, request: Request, response: Response) {
  const from = {
    address: (request.ip ?? '').replace(/^::ffff:/, ''),
    userAgent: request.headers['user-agent'] ?? '',
  };
  const token = await access.renewSession(user.id, tokenIn(request.headers), from);
  response.append('Set-Cookie', setSessionCookie(token, request.secure));
  return access.me(user);
}
