import { z } from 'zod';
import type { Scope } from '../access/scope.ts';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import { concerns } from '../live/withinScope.ts';
import type { NoticeView } from '../wire.ts';
import type { Notices } from './startNotices.ts';

const kind = z.enum([
  ...(['away', 'absent', 'blindCamera', 'unknownTerminal', 'backupFailed'] as const),
  ...(['jobFailed', 'stillOnTerminal'] as const),
]);
export const noticeShape = z.object({
  noticeId: z.string(),
  kind,
  subjectId: z.string(),
  name: z.string(),
  detail: z.string(),
  area: z.string().nullable(),
  cameraId: z.string().nullable(),
  sinceMs: z.number(),
  untilMs: z.number().nullable(),
  acknowledged: z.object({ atMs: z.number(), by: z.string(), note: z.string() }).nullable(),
  read: z.boolean(),
}) satisfies z.ZodType<NoticeView>;

const query = z.object({
  kind: kind.optional(),
  open: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
  /** The id of the last one of the page before. */
  before: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const path = '/api/notices';
const gone = () => problem('NOT_FOUND', { what: 'this notice' });

export type NoticeRoutes = { notices: Notices; clock: () => number };

export function noticeRoutes(route: Route, { notices, clock }: NoticeRoutes): void {
  route(
    {
      ...{ method: 'get', path, summary: 'What the bell told, newest first', allow: ['read', 'Notice'] },
      query,
      answer: z.object({ notices: z.array(noticeShape), more: z.boolean() }),
    },
    ({ query, user, scope }) => pageWithin(notices, user.userId, scope, query),
  );
  route(
    {
      ...{ method: 'post', path: `${path}/read`, summary: 'Mark notices as read by who asks' },
      allow: ['read', 'Notice'],
      body: z.object({ noticeIds: z.array(z.string().max(100)).max(500) }),
      answer: nothing,
    },
    async ({ body, user, scope }) => {
      const found = await Promise.all(body.noticeIds.map((noticeId) => notices.get(user.userId, noticeId)));
      const own = found.flatMap((notice) => (notice && concerns(scope, notice) ? notice.noticeId : []));
      await notices.read(user.userId, own);
      return null;
    },
  );
  route(
    {
      ...{ method: 'post', path: `${path}/:noticeId/acknowledge` },
      summary: 'Say that somebody takes care of it, with a note',
      allow: ['update', 'Notice'],
      params: z.object({ noticeId: z.string() }),
      body: z.object({ note: z.string().trim().max(500, 'at most 500 characters').default('') }),
      answer: noticeShape,
    },
    async ({ params: { noticeId }, body: { note }, user, scope }) => {
      const notice = await notices.get(user.userId, noticeId);
      if (!notice) throw gone();
      mustConcern(scope, notice);
      const by = { userId: user.userId, name: user.name, nowMs: clock() };
      const acknowledged = await notices.acknowledge(noticeId, note, by);
      if (!acknowledged) throw gone();
      return acknowledged;
    },
  );
}

/** Reads on until the page is full of what this user may see, or the end is reached. */
async function pageWithin(
  notices: Notices,
  userId: string,
  scope: Scope,
  { kind, open, before, limit }: z.output<typeof query>,
): Promise<{ notices: NoticeView[]; more: boolean }> {
  const found: NoticeView[] = [];
  let from = before === undefined ? undefined : await notices.get(userId, before);
  if (before !== undefined && !from) return { notices: [], more: false };
  for (;;) {
    const chunk = await notices.page(userId, { kind, open, before: from, limit: 200 });
    found.push(...chunk.filter((notice) => concerns(scope, notice)));
    from = chunk.at(-1);
    if (found.length > limit || chunk.length < 200) break;
  }
  return { notices: found.slice(0, limit), more: found.length > limit };
}

function mustConcern(scope: Scope, notice: NoticeView): void {
  if (!concerns(scope, notice)) throw problem('NOT_YOURS', {});
}
