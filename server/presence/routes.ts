/** Why somebody is believed to be where they are, and when their name was seen in two places at once. */
import { z } from 'zod';
import { mustSee } from '../access/scope.ts';
import { problem } from '../errors.ts';
import type { Route } from '../http/route.ts';
import type { DoubleView, Why } from '../wire.ts';
import type { DoubleSighting } from './doubleSightings.ts';
import type { Presence } from './startPresence.ts';

export type PresenceRouteParts = {
  presence: Pick<Presence, 'why' | 'flush'>;
  doubles: (personId: string, fromMs: number, toMs: number) => Promise<DoubleSighting[]>;
  cameraName: (cameraId: string) => string;
};

const params = z.object({ personId: z.string() });
const query = z.object({ from: z.coerce.number().int().min(0), to: z.coerce.number().int().min(0) });
const why = z.object({
  sentence: z.string(),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
}) satisfies z.ZodType<Why>;
const place = z.object({
  ...{ cameraId: z.string(), cameraName: z.string(), area: z.string() },
  ...{ score: z.number(), margin: z.number(), faces: z.number() },
});
const double = z.object({
  ...{ doubleId: z.string(), fromMs: z.number(), toMs: z.number(), places: z.array(place) },
}) satisfies z.ZodType<DoubleView>;

export function presenceRoutes(route: Route, { presence, doubles, cameraName }: PresenceRouteParts): void {
  route(
    {
      method: 'get',
      path: '/api/people/:personId/why',
      summary: 'What is believed of this person now, and what it rests on: a sentence, and the facts in it',
      allow: ['read', 'Presence'],
      params,
      answer: why,
    },
    async ({ params: { personId }, scope }) => {
      mustSee(scope, personId);
      const found = await presence.why(personId);
      if (!found) throw problem('NOT_FOUND', { what: 'this person' });
      return found;
    },
  );
  route(
    {
      method: 'get',
      path: '/api/people/:personId/doubles',
      summary:
        'When cameras of two places saw this name at once, with the evidence of both; the first is believed',
      allow: ['read', 'Presence'],
      ...{ params, query },
      answer: z.array(double),
    },
    async ({ params: { personId }, query: { from, to }, scope }) => {
      mustSee(scope, personId);
      await presence.flush();
      const found = await doubles(personId, from, to);
      return found.map(({ places, doubleId, fromMs, toMs }) => ({
        ...{ doubleId, fromMs, toMs },
        places: places.map(({ cameraId, area, evidence: { score, margin, faces } }) => {
          return { cameraId, cameraName: cameraName(cameraId), area, score, margin, faces };
        }),
      }));
    },
  );
}
