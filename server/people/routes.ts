/** Who is enrolled. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { mustSee } from '../access/scope.ts';
import { problem } from '../errors.ts';
import type { Route } from '../http/route.ts';
import type { ErasureReceipt, NewPerson, Person, PersonChange } from '../wire.ts';
import { consentRoutes } from './consentRoutes.ts';
import { correctionRoutes, type CorrectionParts } from './correctionRoutes.ts';
import { faceRoutes, type FaceParts } from './faceRoutes.ts';
import { type LeaveParts, leaveRoutes } from './leaveRoutes.ts';
import {
  byOf,
  consent,
  consentOf,
  find,
  missing,
  mustExist,
  params,
  type PeopleParts,
  path,
  person,
  personPath,
  shownTo,
  sojourn,
  sojournOf,
} from './personRoute.ts';
import { profileShapes } from './profile.ts';
import { type ListParts, listRoutes } from './lists/routes.ts';
import { trackRoutes } from './trackRoutes.ts';

export function peopleRoutes(
  route: Route,
  parts: CorrectionParts & FaceParts & LeaveParts & ListParts,
): void {
  readingRoutes(route, parts);
  addRoute(route, parts);
  changeRoutes(route, parts);
  consentRoutes(route, parts);
  faceRoutes(route, parts);
  correctionRoutes(route, parts);
  leaveRoutes(route, parts);
  trackRoutes(route, parts);
  listRoutes(route, parts);
}

/** What was agreed to is long and the same for all: it is told with the person alone. */
const withoutStatement = ({ consent, ...person }: Person): Person => ({
  ...person,
  consent: consent && { ...consent, statement: '' },
});

const isShown = ({ deactivatedAtMs }: Person, which: 'none' | 'only' | 'all'): boolean =>
  which === 'all' || (deactivatedAtMs === null) === (which === 'none');

function readingRoutes(route: Route, parts: PeopleParts): void {
  const { companyId, store } = parts;
  route(
    {
      ...{
        method: 'get',
        path,
        summary: 'Everyone enrolled whom the asker may see, without the text they agreed to',
      },
      allow: ['read', 'Person'],
      query: z.object({ deactivated: z.enum(['none', 'only', 'all']).default('none') }),
      answer: z.array(person),
    },
    async ({ query: { deactivated }, user, scope }) =>
      (await store.people(companyId))
        .filter((each) => isShown(each, deactivated) && scope.sees(each.personId))
        .map((each) => withoutStatement(shownTo(user, each))),
  );
  route(
    {
      ...{ method: 'get', path: personPath, summary: 'One person', params },
      allow: ['read', 'Person'],
      answer: person,
    },
    async ({ params: { personId }, user, scope }) => {
      mustSee(scope, personId);
      const found = await find(parts, personId);
      await parts.noteRead(user, { action: 'person.read', subject: personId });
      return shownTo(user, found);
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
    async ({ params: { personId }, query: { from, to }, scope, user }) => {
      mustSee(scope, personId);
      await mustExist(parts, personId);
      await parts.noteRead(user, { action: 'person.dayRead', subject: personId });
      const rows = await store.sojourns(companyId, personId, from, to);
      return rows.map((row) => sojournOf(row, scope, parts));
    },
  );
}

function addRoute(route: Route, parts: PeopleParts): void {
  const { companyId, store, changed, timeZone } = parts;
  const { name, ...shapes } = profileShapes(timeZone);
  const body = z.object({
    name,
    ...z.object(shapes).partial().shape,
    consent: consent.nullable().default(null),
  }) satisfies z.ZodType<NewPerson>;
  route(
    {
      ...{ method: 'post', path, body, summary: 'Add a person' },
      allow: ['create', 'Person'],
      answer: person,
      status: 201,
    },
    async ({ body: { consent: given, ...said }, user }) => {
      const personId = randomUUID();
      if (given && said.badgeOnly) throw problem('BADGE_ONLY', { name: said.name });
      const agreed = given && consentOf(given, user);
      const added = { ...saidOnly(said), name: said.name, id: personId, consent: agreed };
      await store.addPerson(companyId, added, byOf(user, parts));
      await changed(personId);
      return find(parts, personId);
    },
  );
}

type Said<T> = { [K in keyof T]: Exclude<T[K], undefined> };
/** Without what was left out. */
const saidOnly = <T extends object>(said: T): Said<T> =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Said<T>;

const receipt = z.object({
  ...{
    receiptId: z.string(),
    personId: z.string(),
    name: z.string(),
    erasedAtMs: z.number(),
    by: z.string(),
  },
  erased: z.object({
    ...{ samples: z.number(), consents: z.number(), sojourns: z.number() },
    ...{ corrections: z.number(), notices: z.number(), leaves: z.number() },
  }),
}) satisfies z.ZodType<ErasureReceipt>;

function changeRoutes(route: Route, parts: PeopleParts): void {
  const { companyId, store, changed, timeZone } = parts;
  const body = z
    .object({ ...profileShapes(timeZone), deactivated: z.boolean(), confirm: z.boolean() })
    .partial() satisfies z.ZodType<PersonChange>;
  route(
    {
      ...{ method: 'patch', path: personPath, params, body },
      summary:
        'Change what is known of a person, deactivate or reactivate them; badge only erases their face, and asks for "confirm"',
      allow: ['update', 'Person'],
      answer: person,
    },
    async ({ params: { personId }, body: { confirm, ...said }, user, scope }) => {
      mustSee(scope, personId);
      const change = { id: personId, change: saidOnly(said), confirmed: confirm ?? false, byName: user.name };
      if (!(await store.changePerson(companyId, change, byOf(user, parts)))) throw missing();
      await changed(personId);
      return find(parts, personId);
    },
  );
  route(
    {
      ...{ method: 'delete', path: personPath, params },
      summary: 'Erase a person with their faces, presence and sojourns; the receipt says how much',
      allow: ['delete', 'Person'],
      answer: receipt,
    },
    async ({ params: { personId }, user, scope }) => {
      mustSee(scope, personId);
      const by = { ...byOf(user, parts), name: user.name };
      const erased = await store.removePerson(companyId, personId, by);
      if (!erased) throw missing();
      await changed(personId);
      return erased;
    },
  );
}
