/** The pictures that were kept of a person's day, for whoever may read their report. */
import { z } from 'zod';
import type { Audited, By } from '../access/audit.ts';
import { mustSee } from '../access/scope.ts';
import { problem } from '../errors.ts';
import type { Route } from '../http/route.ts';
import { localDate } from '../reports/shapes.ts';
import type { EvidencePicture, Me } from '../wire.ts';
import type { EvidenceStore } from './store.ts';

export type EvidenceRouteParts = {
  companyId: string;
  clock: () => number;
  store: Pick<EvidenceStore, 'ofDay' | 'picture'>;
  cameraName: (cameraId: string) => string;
  /** Before the answer leaves. */
  noteRead: (by: By, audited: Audited) => Promise<void>;
};

const picture = z.object({
  pictureId: z.string(),
  personId: z.string(),
  date: z.string(),
  kind: z.enum(['firstIn', 'lastOut']),
  atMs: z.number(),
  cameraName: z.string(),
}) satisfies z.ZodType<EvidencePicture>;

export function evidenceRoutes(route: Route, parts: EvidenceRouteParts): void {
  const { companyId, store, clock } = parts;
  const noteRead = ({ userId }: Me, personId: string): Promise<void> =>
    parts.noteRead({ userId, nowMs: clock() }, { action: 'person.evidenceRead', subject: personId });
  route(
    {
      method: 'get',
      path: '/api/people/:personId/evidence',
      summary: 'Which pictures of the first and last sighting of this person on a day are kept, at most two',
      allow: ['read', 'Report'],
      params: z.object({ personId: z.string() }),
      query: z.object({ date: localDate }),
      answer: z.array(picture),
    },
    async ({ params: { personId }, query: { date }, user, scope }) => {
      mustSee(scope, personId);
      const kept = await store.ofDay(companyId, personId, date);
      if (kept.length > 0) await noteRead(user, personId);
      return kept.map(({ cameraId, ...rest }) => ({ ...rest, cameraName: parts.cameraName(cameraId) }));
    },
  );
  route(
    {
      method: 'get',
      path: '/api/evidence/:pictureId',
      summary: 'A picture of the first or last sighting of a day, with the faces of all others hidden',
      allow: ['read', 'Report'],
      params: z.object({ pictureId: z.string() }),
      answer: z.instanceof(Uint8Array),
      binary: 'image/jpeg',
    },
    async ({ params: { pictureId }, user, scope }) => {
      const found = await store.picture(companyId, pictureId);
      mustSee(scope, found?.personId ?? '');
      if (!found) throw problem('NOT_FOUND', { what: 'this picture' });
      await noteRead(user, found.personId);
      return Buffer.from(found.jpeg);
    },
  );
}
