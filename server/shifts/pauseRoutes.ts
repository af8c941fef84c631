/** Monitoring of an area or a person that stands still, with a reason. */
import { z } from 'zod';
import type { Scope } from '../access/scope.ts';
import { problem } from '../errors.ts';
import type { Route } from '../http/route.ts';
import type { NewPause } from '../wire.ts';
import { byOf, type DutyParts, foundIn, mustBeThere, seesSubject } from './dutyParts.ts';
import type { PauseStore } from './pauseStore.ts';
import { newPause, pause } from './shapes.ts';

export type PauseParts = DutyParts & { pauses: PauseStore };

const path = '/api/pauses';
/** Those that ended since are still listed. */
const listedMs = 30 * 24 * 3600_000;

export function pauseRoutes(route: Route, parts: PauseParts): void {
  const { companyId, pauses, clock } = parts;
  const summary = 'Where and of whom nobody is missed, and why; those of the last 30 days too';
  const answer = z.array(pause);
  route({ method: 'get', path, summary, allow: ['read', 'Pause'], answer }, async ({ scope }) => {
    const all = await pauses.pauses(companyId, clock() - listedMs);
    return all.filter(({ subject, subjectId }) => seesSubject(subject, subjectId, scope, parts));
  });
  route(
    {
      ...{ method: 'post', path, body: newPause, answer: pause, status: 201, allow: ['create', 'Pause'] },
      summary:
        'Pause monitoring of an area with all that lies in it, or of a person; until then, or until somebody ends it',
    },
    async ({ body, user, scope }) => {
      mustBeSeen(body, scope, parts);
      if (body.toMs !== null && body.toMs <= clock()) throw inThePast();
      const added = await pauses.addPause(companyId, body, byOf(user, parts));
      await parts.changed();
      return added;
    },
  );
  route(
    {
      ...{ method: 'post', path: `${path}/:pauseId/end`, answer: pause, allow: ['create', 'Pause'] },
      ...{ params: z.object({ pauseId: z.string() }), body: z.object({}) },
      summary: 'Monitor again from now on',
    },
    ({ params: { pauseId }, user, scope }) =>
      parts.inTurn(async () => {
        const all = await pauses.pauses(companyId, clock() - listedMs);
        const found = foundIn(all, (each) => each.pauseId === pauseId, 'this pause');
        mustBeSeen(found, scope, parts);
        if (found.toMs !== null && found.toMs <= clock()) return found;
        const ended = await pauses.endPause(companyId, found, byOf(user, parts));
        await parts.changed();
        return ended;
      }),
  );
}

/** Throws NOT_YOURS, NOT_FOUND. */
function mustBeSeen(
  { subject, subjectId }: Pick<NewPause, 'subject' | 'subjectId'>,
  scope: Scope,
  parts: PauseParts,
): void {
  if (!seesSubject(subject, subjectId, scope, parts)) throw problem('NOT_YOURS', {});
  mustBeThere(subject, subjectId, parts);
}

const inThePast = () =>
  problem('INPUT_INVALID', { problem: 'toMs: must be after now' }, { fields: { toMs: 'must be after now' } });
