/** Keys of other programs: made, shown once, revoked. */
import { z } from 'zod';
import { personName } from '../access/shapes.ts';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import type { ApiKeyView, NewApiKey } from '../wire.ts';
import type { ApiKeys } from './apiKeys.ts';

const view = z.object({
  keyId: z.string(),
  name: z.string(),
  createdAtMs: z.number(),
  createdBy: z.string(),
  lastUsedMs: z.number().nullable(),
}) satisfies z.ZodType<ApiKeyView>;
const withSecret = view.extend({ secret: z.string() }) satisfies z.ZodType<NewApiKey>;
const path = '/api/keys';

export function keyRoutes(route: Route, { keys, clock }: { keys: ApiKeys; clock: () => number }): void {
  route(
    {
      ...{ method: 'get', path, allow: ['read', 'Connector'], answer: z.array(view) },
      summary: 'The keys with which other programs read; no secrets',
    },
    () => keys.list(),
  );
  route(
    {
      ...{ method: 'post', path, allow: ['create', 'Connector'], answer: withSecret, status: 201 },
      summary: 'Make a key; its secret is in this answer and nowhere else',
      body: z.object({ name: personName }),
    },
    ({ body, user }) => keys.add(body.name, { userId: user.userId, name: user.name, nowMs: clock() }),
  );
  route(
    {
      ...{ method: 'delete', path: `${path}/:keyId`, answer: nothing, allow: ['delete', 'Connector'] },
      summary: 'Revoke a key: what uses it is refused from now on',
      params: z.object({ keyId: z.string() }),
    },
    async ({ params: { keyId }, user }) => {
      if (!(await keys.revoke(keyId, { userId: user.userId, nowMs: clock() })))
        throw problem('NOT_FOUND', { what: 'this key' });
      return null;
    },
  );
}
