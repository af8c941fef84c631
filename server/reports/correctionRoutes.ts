/** A day set right by hand, beside what was recorded. */
import { z } from 'zod';
import { mustSee } from '../access/scope.ts';
import { problem } from '../errors.ts';
import type { Route } from '../http/route.ts';
import { localDateOf } from '../shifts/localTime.ts';
import type { dayCorrectionStore } from './correctionStore.ts';
import { correction, localDate, newCorrection } from './shapes.ts';

export type CorrectionRouteParts = {
  companyId: string;
  store: ReturnType<typeof dayCorrectionStore>;
  exists: (personId: string) => boolean;
  timeZone: () => string;
  clock: () => number;
};

const path = '/api/people/:personId/days/:date/corrections';
const params = z.object({ personId: z.string(), date: localDate });

export function correctionRoutes(route: Route, parts: CorrectionRouteParts): void {
  const { companyId, store, clock } = parts;
  const mustExist = (personId: string): void => {
    if (!parts.exists(personId)) throw problem('NOT_FOUND', { what: 'this person' });
  };
  route(
    {
      ...{
        method: 'get',
        path,
        params: params.extend({ date: z.string().max(10) }),
        answer: z.array(correction),
      },
      summary: 'What was written by hand beside the record of this day, oldest first',
      allow: ['read', 'DayCorrection'],
    },
    async ({ params: { personId, date }, scope }) => {
      mustSee(scope, personId);
      mustExist(personId);
      return store.of({ companyId, personId, date });
    },
  );
  route(
    {
      ...{ method: 'post', path, params, body: newCorrection, answer: correction, status: 201 },
      summary: 'Set a day right by hand: the newest word on a field counts; null takes it back',
      allow: ['create', 'DayCorrection'],
    },
    async ({ params: { personId, date }, body, user: { userId, name }, scope }) => {
      mustSee(scope, personId);
      mustExist(personId);
      // A day begins somewhere before it begins here.
      if (date > localDateOf(parts.timeZone(), clock() + dayMs / 2)) throw problem('DAY_TO_COME', { date });
      return store.add({ companyId, personId, date }, body, { userId, name, nowMs: clock() });
    },
  );
}

const dayMs = 24 * 3_600_000;
