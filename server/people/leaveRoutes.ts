/** Leave: who is on it is not missed. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { mustSee } from '../access/scope.ts';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import type { Leave, NewLeave } from '../wire.ts';
import type { LeaveStore } from './leaveStore.ts';
import { byOf, mustExist, params, type PeopleParts, personPath } from './personRoute.ts';

/** Longer is a mistake in a year. */
const leaveMostMs = 3 * 366 * 24 * 3600_000;

const leave = z.object({
  leaveId: z.string(),
  fromMs: z.number(),
  toMs: z.number(),
  why: z.string(),
  recordedBy: z.string(),
}) satisfies z.ZodType<Leave>;
const newLeave = z
  .object({
    fromMs: z.number().int().min(0),
    toMs: z.number().int().min(0),
    why: z.string().trim().max(200, 'at most 200 characters').default(''),
  })
  .refine(({ fromMs, toMs }) => toMs > fromMs, { path: ['toMs'], error: 'must be after the beginning' })
  .refine(({ fromMs, toMs }) => toMs - fromMs <= leaveMostMs, {
    path: ['toMs'],
    error: 'at most three years',
  }) satisfies z.ZodType<NewLeave>;
const path = `${personPath}/leaves`;

export type LeaveParts = PeopleParts & {
  leaves: LeaveStore;
  /** Presence reads leave again. */
  leavesChanged: () => Promise<void>;
};

export function leaveRoutes(route: Route, parts: LeaveParts): void {
  const { companyId, leaves, leavesChanged } = parts;
  route(
    {
      ...{ method: 'get', path, params, summary: "A person's leave, newest first" },
      allow: ['read', 'Leave'],
      answer: z.array(leave),
    },
    async ({ params: { personId }, scope }) => {
      mustSee(scope, personId);
      await mustExist(parts, personId);
      return leaves.leavesOf(companyId, personId);
    },
  );
  route(
    {
      ...{ method: 'post', path, params, body: newLeave },
      summary: 'Record leave; `toMs` is the first moment after it',
      allow: ['create', 'Leave'],
      answer: leave,
      status: 201,
    },
    async ({ params: { personId }, body, user, scope }) => {
      mustSee(scope, personId);
      await mustExist(parts, personId);
      const added = { leaveId: randomUUID(), ...body, recordedBy: user.name };
      await leaves.addLeave(companyId, personId, added, byOf(user, parts));
      await leavesChanged();
      return added;
    },
  );
  route(
    {
      ...{ method: 'delete', path: `${path}/:leaveId`, summary: 'Take leave back' },
      params: params.extend({ leaveId: z.string() }),
      allow: ['delete', 'Leave'],
      answer: nothing,
    },
    async ({ params: { personId, leaveId }, user, scope }) => {
      mustSee(scope, personId);
      if (!(await leaves.removeLeave(companyId, personId, leaveId, byOf(user, parts))))
        throw problem('NOT_FOUND', { what: 'this leave' });
      await leavesChanged();
      return null;
    },
  );
}
