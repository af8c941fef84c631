/** How long one may be unseen, nearer than the settings say. */
import { z } from 'zod';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import { byOf, type DutyParts, mustBeThere, seesSubject } from '../shifts/dutyParts.ts';
import { thresholdRule, thresholds, thresholdSubject } from '../shifts/shapes.ts';
import { type ThresholdStore, thresholdRules } from './thresholdStore.ts';

export type ThresholdParts = DutyParts & { thresholds: ThresholdStore };

const path = '/api/thresholds';

export function thresholdRoutes(route: Route, parts: ThresholdParts): void {
  const summary = 'Limits of areas, teams and people that differ from the settings';
  route(
    { method: 'get', path, summary, allow: ['read', 'Shift'], answer: z.array(thresholdRule) },
    ({ scope }) =>
      thresholdRules(parts.book()).filter((rule) => seesSubject(rule.subject, rule.subjectId, scope, parts)),
  );
  route(
    {
      ...{ method: 'put', path: `${path}/:subject/:subjectId`, body: thresholds, answer: nothing },
      summary: 'Set how long one may be unseen; null: as the next wider rule says',
      params: z.object({ subject: thresholdSubject, subjectId: z.string().max(100) }),
      allow: ['update', 'Shift'],
    },
    ({ params: about, body, user, scope }) =>
      parts.inTurn(async () => {
        mustBeThere(about.subject, about.subjectId, parts);
        if (!seesSubject(about.subject, about.subjectId, scope, parts)) throw problem('NOT_YOURS', {});
        await parts.thresholds.setThresholds(parts.companyId, about, body, byOf(user, parts));
        await parts.changed();
        return null;
      }),
  );
}
