/** Who is enrolled. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { mustSee } from '../access/scope.ts';
import { personName } from '../access/shapes.ts';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import { correctionRoutes, type CorrectionParts } from './correctionRoutes.ts';
import { faceRoutes } from './faceRoutes.ts';
import {
  byOf,
  consent,
  consentOf,
  find,
  missing,
  params,
  type PeopleParts,
  path,
  person,
  personPath,
  sojourn,
  sojournOf,
} from './personRoute.ts';

export function peopleRoutes(route: Route, parts: CorrectionParts): void {
  listRoutes(route, parts);
  changeRoutes(route, parts);
  faceRoutes(route, parts);
  correctionRoutes(route, parts);
}

function listRoutes(route: Route, parts: PeopleParts): void {
  const { companyId, store } = parts;
  const allow = ['read', 'Person'] as const;
  route(
    { method: 'get', path, summary: 'Everyone enrolled', allow: [...allow], answer: z.array(person) },
    async ({ scope }) => (await store.people(companyId)).filter(({ personId }) => scope.sees(personId)),
  );
  route(
    { method: 'get', path: personPath, summary: 'One person', allow: [...allow], params, answer: person },
    ({ params: { personId }, scope }) => {
      mustSee(scope, personId);
      return find(parts, personId);
    },
  );
  route(
    {
      method: 'get',
      path: `${personPath}/sojourns`,
      summary:
        'Where a person was, oldest first; times in milliseconds since 1970; what was corrected stands there and counts for nothing',
      allow: ['read', 'Presence'],
      params,
      query: z.object({ from: z.coerce.number().int().min(0), to: z.coerce.number().int().min(0) }),
      answer: z.array(sojourn),
    },
    async ({ params: { personId }, query: { from, to }, scope }) => {
      mustSee(scope, personId);
      const [known] = await store.names(companyId, personId);
      if (!known) throw missing();
      const rows = await store.sojourns(companyId, personId, from, to);
      return rows.map((row) => sojournOf(row, parts));
    },
  );
}

function changeRoutes(route: Route, parts: PeopleParts): void {
  const { companyId, store, changed } = parts;
  const body = z.object({ name: personName, consent: consent.nullable().default(null) });
  route(
    {
      method: 'post',
      path,
      summary: 'Add a person',
      allow: ['create', 'Person'],
      body,
      answer: person,
      status: 201,
    },
    async ({ body: { name, consent: given }, user }) => {
      const personId = randomUUID();
      const agreed = given && consentOf(given.statement, user);
      if (!(await store.addPerson(companyId, { id: personId, name, consent: agreed }, byOf(user, parts))))
        throw problem('NAME_TAKEN', { name });
      await changed(personId);
      return find(parts, personId);
    },
  );
  const rename = { body: z.object({ name: personName }), params, answer: person };
  route(
    { method: 'patch', path: personPath, summary: 'Rename a person', allow: ['update', 'Person'], ...rename },
    async ({ params: { personId }, body: { name }, user }) => {
      const outcome = await store.renamePerson(companyId, { id: personId, name }, byOf(user, parts));
      if (outcome === 'missing') throw missing();
      if (outcome === 'taken') throw problem('NAME_TAKEN', { name });
      await changed(personId);
      return find(parts, personId);
    },
  );
  const summary = 'Erase a person with their faces, presence and sojourns';
  route(
    { method: 'delete', path: personPath, summary, allow: ['delete', 'Person'], params, answer: nothing },
    async ({ params: { personId }, user }) => {
      if (!(await store.removePerson(companyId, personId, byOf(user, parts)))) throw missing();
      await changed(personId);
      return null;
    },
  );
}
