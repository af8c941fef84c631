/** What everybody does with their own account. */
import { z } from 'zod';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import type { Me } from '../wire.ts';
import { type AccessRoutes, byOf } from './routes.ts';
import { hashOf } from './sessions.ts';
import { tokenIn } from './sessionCookie.ts';
import { sessionRoutes } from './sessionRoutes.ts';
import { firstCode, me, ownChange, passwordChange, passwordProof } from './shapes.ts';
import { passwordLimit } from './signInLimits.ts';

const path = '/api/me';
/** Also for who must set up a second factor first. */
const own = { allow: 'signedIn', withoutSecondFactor: true } as const;

export function accountRoutes(route: Route, parts: AccessRoutes): void {
  const limit = passwordLimit();
  ownRoutes(route, parts, limit);
  secondFactorRoutes(route, parts, limit);
  sessionRoutes(route, parts);
}

type Limit = ReturnType<typeof passwordLimit>;

function ownRoutes(route: Route, parts: AccessRoutes, before: Limit): void {
  const { companyId, access, store, signedOut } = parts;
  route({ method: 'get', path, summary: 'Who is signed in', ...own, answer: me }, ({ user }) => user);
  route(
    { method: 'patch', path, summary: 'Change the own name', ...own, body: ownChange, answer: me },
    async ({ body: { name }, user }) => {
      mustBeReal(user);
      await store.changeUser(companyId, user.userId, { name }, () => undefined, byOf(user, parts));
      return { ...user, name };
    },
  );
  const summary = 'Change the own password; every other session of the user ends';
  route(
    {
      method: 'post',
      path: `${path}/password`,
      summary,
      ...own,
      body: passwordChange,
      answer: nothing,
      before,
    },
    async ({ body, user, request }) => {
      const ended = await access.changePassword(user, tokenIn(request.headers) ?? '', body);
      ended.forEach(signedOut);
      return null;
    },
  );
}

function secondFactorRoutes(route: Route, parts: AccessRoutes, before: Limit): void {
  const { companyId, access, store, signedOut } = parts;
  const start = z.object({ secret: z.string(), uri: z.string() });
  const codes = z.object({ recoveryCodes: z.array(z.string()) });
  const paths = `${path}/two-factor`;
  route(
    {
      method: 'get',
      path: paths,
      summary: 'How many recovery codes are left',
      ...own,
      answer: z.object({ recoveryCodesLeft: z.number() }),
    },
    async ({ user }) => ({ recoveryCodesLeft: await store.recoveryCodesLeft(companyId, user.userId) }),
  );
  route(
    {
      ...{ method: 'post', path: paths, ...own, body: passwordProof, answer: start, before },
      summary: 'Begin with a second factor: the secret for the authenticator',
    },
    async ({ body, user }) => {
      await access.mustKnowPassword(user.userId, body.password);
      return access.secondFactor.start({ id: user.userId, email: user.email });
    },
  );
  route(
    {
      ...{ method: 'post', path: `${paths}/confirm`, ...own, body: firstCode, answer: codes, before },
      summary:
        'Turn the second factor on with a first code; answers the recovery codes, once. Other sessions end',
    },
    async ({ body, user, request }) => {
      const recoveryCodes = await access.secondFactor.finish(user.userId, body.code);
      const keep = hashOf(tokenIn(request.headers) ?? '');
      (await store.endOtherSessions(companyId, user.userId, keep, byOf(user, parts))).forEach(signedOut);
      return { recoveryCodes };
    },
  );
  route(
    {
      ...{ method: 'post', path: `${paths}/off`, ...own, body: passwordProof, answer: nothing, before },
      summary: 'Turn the second factor off, with the password',
    },
    async ({ body, user }) => {
      await access.mustKnowPassword(user.userId, body.password);
      await store.stopTwoFactor(companyId, user.userId, byOf(user, parts));
      return null;
    },
  );
}

/** Everybody is the same user in the demo, and nowhere written down. */
function mustBeReal(user: Me): void {
  if (user.demo) throw problem('NOT_FOUND', { what: 'this user' });
}
