/** "Not this person": a sighting is corrected, and the same mistake made unlikely. */
import { z } from 'zod';
import { mustSee } from '../access/scope.ts';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import type { CameraId } from '../../pipeline/messages.ts';
import type { Identifier, Mistake, NamedTrack } from '../identify/createIdentifier.ts';
import type { Presence } from '../presence/startPresence.ts';
import type { Me, NotThisPerson } from '../wire.ts';
import type { SojournView } from './correctionStore.ts';
import { byOf, mustExist, params, type PeopleParts, personPath, sojourn, sojournOf } from './personRoute.ts';

export type CorrectionParts = PeopleParts & {
  identifier: Pick<Identifier, 'mistakeOf' | 'deny' | 'facesFor'>;
  presence: Pick<Presence, 'flush' | 'corrected'>;
};

const body = z.object({
  actualId: z.string().nullable().default(null),
  why: z.string().trim().max(500, 'at most 500 characters').default(''),
}) satisfies z.ZodType<NotThisPerson>;

export function correctionRoutes(route: Route, parts: CorrectionParts): void {
  route(
    {
      method: 'post',
      path: `${personPath}/sojourns/:sojournId/correction`,
      summary:
        'Say that a sighting was not this person: it counts for nothing from then on, and the name is given more strictly',
      allow: ['create', 'Correction'],
      params: params.extend({ sojournId: z.string() }),
      body,
      answer: sojourn,
      status: 201,
    },
    async ({ params: { personId, sojournId }, body, user, scope }) => {
      mustSee(scope, personId);
      if (body.actualId !== null) mustSee(scope, body.actualId);
      await correct(parts, personId, sojournId, body, user);
      return sojournOf(await sighting(parts, personId, sojournId), scope, parts);
    },
  );
  route(
    {
      method: 'delete',
      path: `${personPath}/stricter`,
      summary: 'Recognise this person as before the corrections, which stand',
      allow: ['update', 'Person'],
      params,
      answer: nothing,
    },
    async ({ params: { personId }, user, scope }) => {
      mustSee(scope, personId);
      await mustExist(parts, personId);
      if (!(await parts.store.liftStricter(parts.companyId, personId, byOf(user, parts))))
        throw problem('NOT_FOUND', { what: 'a stricter limit of this person' });
      await parts.changed(personId);
      return null;
    },
  );
}

/** May be said again, word for word: if what follows from it failed the first time, it is done now. */
async function correct(
  parts: CorrectionParts,
  personId: string,
  sojournId: string,
  said: NotThisPerson,
  user: Me,
): Promise<void> {
  // The stored sojourn must reach to now, or a track that was named a moment ago would be taken for another visit.
  await parts.presence.flush();
  const wrong = await sighting(parts, personId, sojournId);
  const named = {
    cameraId: wrong.cameraId as CameraId,
    trackId: wrong.trackId,
    personId,
    untilMs: wrong.toMs,
  };
  if (!wrong.correction) await store(parts, wrong, named, said, user);
  else if (wrong.actualId !== said.actualId || wrong.correction.why !== said.why)
    throw already(wrong.correction.by);
  parts.identifier.deny(named);
  await parts.changed(personId);
  await parts.presence.corrected(personId, sojournId);
}

async function store(
  parts: CorrectionParts,
  { sojournId, distance }: SojournView,
  named: NamedTrack,
  { actualId, why }: NotThisPerson,
  user: Me,
): Promise<void> {
  const { personId } = named;
  if (actualId === personId)
    throw problem('INPUT_INVALID', { problem: 'it cannot be the same person after all' });
  if (actualId !== null) await mustExist(parts, actualId);
  const mistake = distance === null ? null : worst(distance, parts.identifier.mistakeOf(named, actualId));
  const correction = { personId, sojournId, actualId, why, recordedBy: user.name, mistake };
  if (!(await parts.store.correct(parts.companyId, correction, byOf(user, parts)))) throw already('Somebody');
}

const already = (by: string) => problem('CORRECTED_ALREADY', { by });

/** As near as the wrong name ever came. */
const worst = (storedDistance: number, live: Mistake | null): Mistake => ({
  distance: Math.min(storedDistance, live?.distance ?? Infinity),
  lead: live?.lead ?? null,
});

async function sighting(
  { store, companyId }: CorrectionParts,
  personId: string,
  sojournId: string,
): Promise<SojournView> {
  const found = await store.sojourn(companyId, personId, sojournId);
  if (!found) throw problem('NOT_FOUND', { what: 'this sighting' });
  return found;
}
