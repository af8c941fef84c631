/** What is asked of a person on which day. */
import type { Knex } from 'knex';
import { z } from 'zod';
import { mustSee } from '../access/scope.ts';
import type { Route } from '../http/route.ts';
import { loadRules } from '../rules/loadRules.ts';
import { type DutyParts, mustBeThere } from './dutyParts.ts';
import { addDays, daysBetween } from './localTime.ts';
import { localDate, plannedDayView } from './shapes.ts';

/** A quarter. */
const daysMost = 92;

export function plannedRoutes(route: Route, parts: DutyParts & { db: Knex }): void {
  route(
    {
      method: 'get',
      path: '/api/people/:personId/duty',
      params: z.object({ personId: z.string() }),
      query: z
        .object({ from: localDate, to: localDate })
        .refine(({ from, to }) => from <= to && to < addDays(from, daysMost), {
          path: ['to'],
          error: `at most ${daysMost} days`,
        }),
      summary: 'The days of a person as they are planned, and as past ones were by the rules of then',
      allow: ['read', 'Shift'],
      answer: z.array(plannedDayView),
    },
    async ({ params: { personId }, query: { from, to }, scope }) => {
      mustSee(scope, personId);
      mustBeThere('person', personId, parts);
      const within = { fromMs: Date.parse(from), toMs: Date.parse(addDays(to, 1)) };
      const rules = await loadRules(parts.db, parts.companyId, within);
      return daysBetween(from, to).map((date) => rules.plannedDay(personId, date));
    },
  );
}
