/** Consent: without it no face is kept. */
import { z } from 'zod';
import { mustSee } from '../access/scope.ts';
import { problem } from '../errors.ts';
import type { Route } from '../http/route.ts';
import type { ConsentEvent, ConsentWithdrawn } from '../wire.ts';
import {
  byOf,
  consent,
  consentOf,
  find,
  missing,
  mustExist,
  params,
  type PeopleParts,
  person,
  personPath,
} from './personRoute.ts';

const event = z.object({
  kind: z.enum(['given', 'withdrawn']),
  ...{ atMs: z.number(), by: z.string(), statement: z.string(), locale: z.string(), samples: z.number() },
  why: z.enum(['badgeOnly']).nullable(),
}) satisfies z.ZodType<ConsentEvent>;
const withdrawn = z.object({ samples: z.number() }) satisfies z.ZodType<ConsentWithdrawn>;

export function consentRoutes(route: Route, parts: PeopleParts): void {
  const { companyId, store, changed } = parts;
  const path = `${personPath}/consent`;
  route(
    {
      ...{ method: 'post', path, params, body: consent, answer: person },
      summary: "Record a person's consent to store their face",
      allow: ['update', 'Person'],
    },
    async ({ params: { personId }, body, user, scope }) => {
      mustSee(scope, personId);
      const given = consentOf(body, user);
      if (!(await store.giveConsent(companyId, personId, given, byOf(user, parts)))) throw missing();
      // What waited for it, on terminals too, goes on.
      await changed(personId);
      return find(parts, personId);
    },
  );
  route(
    {
      ...{ method: 'delete', path, params, answer: withdrawn },
      summary: 'Withdraw consent; every face of the person is erased with it',
      allow: ['update', 'Person'],
    },
    async ({ params: { personId }, user, scope }) => {
      mustSee(scope, personId);
      const by = { ...byOf(user, parts), name: user.name };
      const samples = await store.withdrawConsent(companyId, personId, by);
      if (samples === null) throw problem('NOT_FOUND', { what: 'a consent of this person' });
      await changed(personId);
      return { samples };
    },
  );
  route(
    {
      ...{ method: 'get', path: `${personPath}/consents`, params, answer: z.array(event) },
      summary: 'What was agreed to and withdrawn, oldest first',
      allow: ['update', 'Person'],
    },
    async ({ params: { personId }, scope }) => {
      mustSee(scope, personId);
      await mustExist(parts, personId);
      return store.consentHistory(companyId, personId);
    },
  );
}
