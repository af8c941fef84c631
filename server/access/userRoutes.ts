/** Who may sign in, and as what. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import type { UserView } from '../wire.ts';
import { newPasswordText } from './newPasswordText.ts';
import { type AccessRoutes, byOf } from './routes.ts';
import { newPasswordAnswer, newUser, userChange, userView } from './shapes.ts';
import type { UserDetail } from './store.ts';
import { mustChange, mustReach, mustRemove } from './userRules.ts';

const path = '/api/users';
const userPath = `${path}/:userId`;
const params = z.object({ userId: z.string() });
const missing = () => problem('NOT_FOUND', { what: 'this user' });

export function userRoutes(route: Route, parts: AccessRoutes): void {
  listRoutes(route, parts);
  changeRoutes(route, parts);
  keyRoutes(route, parts);
}

/** The shape of the answer lets nothing else out. */
const viewOf = (user: UserDetail): UserView => ({
  ...user,
  userId: user.id,
  twoFactor: user.totpSecret !== null,
});

async function find({ store, companyId }: AccessRoutes, userId: string): Promise<UserDetail> {
  const user = await store.userDetail(companyId, userId);
  if (!user) throw missing();
  return user;
}

function listRoutes(route: Route, parts: AccessRoutes): void {
  const { companyId, access, store, passwords } = parts;
  route(
    {
      method: 'get',
      path,
      summary: 'Everyone who may sign in',
      allow: ['read', 'User'],
      answer: z.array(userView),
    },
    async () => (await store.listUsers(companyId)).map(viewOf),
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
    async ({ body: { password, ...account }, user }) => {
      mustReach(user, account.role);
      await access.mustBeGood('password', password, account);
      const passwordHash = await passwords.hash(password);
      const added = { id: randomUUID(), ...account, passwordHash, totpSecret: null };
      if (!(await store.addUser(companyId, added, byOf(user, parts))))
        throw problem('NAME_TAKEN', { name: added.email });
      return viewOf(await find(parts, added.id));
    },
  );
}

function changeRoutes(route: Route, parts: AccessRoutes): void {
  const { companyId, store, signedOut } = parts;
  const summary = 'Change, disable or enable a user; who gets other rights signs in again';
  const edit = { params, body: userChange, answer: userView };
  route(
    { method: 'patch', path: userPath, summary, allow: ['update', 'User'], ...edit },
    async ({ params: { userId }, body, user }) => {
      const rule = (known: UserDetail, owners: number) => mustChange(user, known, body, owners);
      const ended = await store.changeUser(companyId, userId, body, rule, byOf(user, parts));
      if (!ended) throw missing();
      ended.forEach(signedOut);
      return viewOf(await find(parts, userId));
    },
  );
  route(
    {
      method: 'delete',
      path: userPath,
      summary: 'Remove somebody who may sign in; their sessions end at once',
      allow: ['delete', 'User'],
      params,
      answer: nothing,
    },
    async ({ params: { userId }, user }) => {
      const rule = (known: UserDetail, owners: number) => mustRemove(user, known, owners);
      const ended = await store.removeUser(companyId, userId, rule, byOf(user, parts));
      if (!ended) throw missing();
      ended.forEach(signedOut);
      return null;
    },
  );
}

function keyRoutes(route: Route, parts: AccessRoutes): void {
  const { companyId, store, passwords, signedOut } = parts;
  route(
    {
      method: 'post',
      path: `${userPath}/password`,
      summary: 'Give a user a new password, answered once; their sessions end',
      allow: ['update', 'User'],
      params,
      body: z.object({}),
      answer: newPasswordAnswer,
    },
    async ({ params: { userId }, user }) => {
      const known = await find(parts, userId);
      mustReach(user, known.role);
      if (userId === user.userId) throw problem('OWN_ACCOUNT', {});
      const password = newPasswordText();
      const change = { passwordHash: await passwords.hash(password), keepSessionId: null };
      const by = byOf(user, parts);
      (await store.setPassword(companyId, userId, change, by, 'user.passwordReset')).forEach(signedOut);
      return { password };
    },
  );
  route(
    {
      method: 'delete',
      path: `${userPath}/two-factor`,
      summary: 'Turn off the second factor of a user who lost it',
      allow: ['update', 'User'],
      params,
      answer: nothing,
    },
    async ({ params: { userId }, user }) => {
      const known = await find(parts, userId);
      mustReach(user, known.role);
      // One's own asks for the password.
      if (userId === user.userId) throw problem('OWN_ACCOUNT', {});
      if (!(await store.stopTwoFactor(companyId, userId, byOf(user, parts))))
        throw problem('NOT_FOUND', { what: 'a second factor of this user' });
      return null;
    },
  );
}
