/** Records of terminals, and those HR writes where a terminal could not. */
import { z } from 'zod';
import { mustSee } from '../access/scope.ts';
import { problem } from '../errors.ts';
import type { Route } from '../http/route.ts';
import { byOf, type DutyParts, mustBeThere } from '../shifts/dutyParts.ts';
import { newPunch, punch } from '../shifts/shapes.ts';
import type { Punch } from '../wire.ts';
import type { PunchStore } from './punchStore.ts';

export type PunchParts = DutyParts & {
  punches: PunchStore;
  /** Whoever checks out need not be there. */
  punched: (punches: readonly Punch[]) => void;
};

const path = '/api/punches';
const dayMs = 24 * 3600_000;
const query = z
  .object({
    personId: z.string().max(100),
    from: z.coerce.number().int().min(0),
    to: z.coerce.number().int().min(0),
  })
  .refine(({ from, to }) => to >= from && to - from <= 400 * dayMs, {
    path: ['to'],
    error: 'at most 400 days',
  });

export function punchRoutes(route: Route, parts: PunchParts): void {
  const { companyId, punches, clock } = parts;
  route(
    {
      ...{ method: 'get', path, query, answer: z.array(punch), allow: ['read', 'Punch'] },
      summary: 'Punches of a person in a time, oldest first',
    },
    ({ query: { personId, from, to }, scope }) => {
      mustSee(scope, personId);
      return punches.punches(companyId, { fromMs: from, toMs: to }, personId);
    },
  );
  route(
    {
      ...{ method: 'post', path, body: newPunch, answer: punch, status: 201, allow: ['create', 'Punch'] },
      summary: 'Add a punch by hand, with a reason; it stands beside those of terminals',
    },
    async ({ body, user, scope }) => {
      mustSee(scope, body.personId);
      mustBeThere('person', body.personId, parts);
      if (body.atMs > clock()) throw ahead();
      const by = byOf(user, parts);
      const given = { ...body, source: 'manual' as const, deviceId: '', area: null, by: by.name };
      const added = await punches.addByHand(companyId, given, by);
      if (!added) throw problem('PUNCH_KNOWN', { name: nameOf(body.personId, parts) });
      parts.punched([added]);
      return added;
    },
  );
}

const nameOf = (personId: string, { directory }: PunchParts): string =>
  directory.current().people.get(personId)?.name ?? '';

const ahead = () =>
  problem(
    'INPUT_INVALID',
    { problem: 'atMs: must not be after now' },
    { fields: { atMs: 'must not be after now' } },
  );
