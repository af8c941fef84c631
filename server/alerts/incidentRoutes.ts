/** What happened, who was told, and what somebody says about it. */
import { z } from 'zod';
import { may } from '../access/abilities.ts';
import { mustSee, type Scope } from '../access/scope.ts';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import { concernsIncident } from '../live/withinScope.ts';
import type { IncidentDetails, IncidentView, Me, MessageView } from '../wire.ts';
import type { Actor, Alerts, IncidentFilter } from './alerts.ts';
import { incident, incidentDetails, kind, personSnooze, state } from './shapes.ts';
import { withoutLeaves } from './withoutLeaves.ts';

export type IncidentParts = {
  alerts: Alerts;
  clock: () => number;
  /** Whether there is such a person. */
  isPerson: (personId: string) => boolean;
};

const path = '/api/incidents';
const params = z.object({ incidentId: z.string() });
/** A day and a half: longer is leave, or an excuse. */
const snoozeMostMinutes = 36 * 60;
const minutes = z.number().int().min(1).max(snoozeMostMinutes);
const words = (what: string) => z.string().trim().min(1, what).max(500, 'at most 500 characters');

export function incidentRoutes(route: Route, parts: IncidentParts): void {
  readRoutes(route, parts);
  actRoutes(route, parts);
  snoozeRoutes(route, parts);
}

const query = z.object({
  /** Several with commas. */
  state: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(state))
    .optional(),
  kind: kind.optional(),
  /** Person, camera or terminal. */
  subjectId: z.string().max(200).optional(),
  since: z.coerce.number().int().min(0).optional(),
  /** The id of the last one of the page before. */
  before: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

function readRoutes(route: Route, { alerts }: IncidentParts): void {
  route(
    {
      ...{ method: 'get', path, summary: 'Incidents, newest first', allow: ['read', 'Incident'] },
      query,
      answer: z.object({ incidents: z.array(incident), more: z.boolean() }),
    },
    ({ query, scope }) => pageWithin(alerts, scope, query),
  );
  route(
    {
      ...{ method: 'get', path: `${path}/:incidentId`, params, allow: ['read', 'Incident'] },
      summary:
        'An incident with everything that happened and every message; of addresses the middle is hidden',
      answer: incidentDetails,
    },
    async ({ params: { incidentId }, user, scope }) => {
      const details = await alerts.get(incidentId);
      if (!details) throw gone();
      mustConcern(scope, details);
      const readsLeave = may(user, 'read', 'Leave');
      if (scope.all) return readsLeave ? details : withoutLeaves(details, false);
      return withoutLeaves(withoutOthers(details), readsLeave && details.kind === 'absence');
    },
  );
}

function actRoutes(route: Route, parts: IncidentParts): void {
  const { alerts } = parts;
  const act = <B extends z.ZodType>(
    { verb, summary, body }: { verb: string; summary: string; body: B },
    run: (incidentId: string, body: z.output<B>, by: Actor) => Promise<IncidentView | undefined>,
  ): void =>
    route(
      {
        ...{ method: 'post', path: `${path}/:incidentId/${verb}`, summary, params, body },
        ...{ allow: ['update', 'Incident'], answer: incident },
      },
      async ({ params: { incidentId }, body, user, scope }) => {
        const before = await alerts.get(incidentId);
        if (!before) throw gone();
        mustConcern(scope, before);
        const after = await run(incidentId, body, actorOf(user, parts));
        if (!after) throw problem('INCIDENT_OVER', {});
        return after;
      },
    );
  act(
    {
      ...{ verb: 'acknowledge', summary: 'Say that you take care of it: no further level is told' },
      body: z.object({ note: z.string().trim().max(500, 'at most 500 characters').default('') }),
    },
    (incidentId, { note }, by) => alerts.acknowledge(incidentId, note, by),
  );
  act(
    {
      ...{ verb: 'excuse', summary: 'Say that the absence is all right; reports say so too' },
      body: z.object({ why: words('a reason is needed') }),
    },
    (incidentId, { why }, by) => alerts.excuse(incidentId, why, by),
  );
  act(
    {
      ...{ verb: 'snooze', summary: 'Tell nothing more about it for so many minutes' },
      body: z.object({ minutes }),
    },
    (incidentId, { minutes }, by) => alerts.snooze(incidentId, by.nowMs + minutes * 60_000, by),
  );
  act(
    {
      ...{ verb: 'close', summary: 'Say that it needs no care any more' },
      body: z.object({ why: words('a reason is needed') }),
    },
    (incidentId, { why }, by) => alerts.close(incidentId, why, by),
  );
}

function snoozeRoutes(route: Route, parts: IncidentParts): void {
  const { alerts, isPerson } = parts;
  const ofPerson = z.object({ personId: z.string() });
  route(
    {
      ...{ method: 'get', path: '/api/snoozes', allow: ['read', 'Incident'] },
      summary: 'About whom nothing is told at present',
      answer: z.array(personSnooze),
    },
    ({ scope }) => alerts.snoozes().filter(({ personId }) => scope.sees(personId)),
  );
  route(
    {
      ...{ method: 'post', path: '/api/people/:personId/snooze', params: ofPerson },
      summary: 'Tell nothing about this person for so many minutes, whatever happens',
      allow: ['update', 'Incident'],
      body: z.object({ minutes }),
      answer: nothing,
    },
    async ({ params: { personId }, body: { minutes }, user, scope }) => {
      mustSee(scope, personId);
      if (!isPerson(personId)) throw problem('NOT_FOUND', { what: 'this person' });
      const by = actorOf(user, parts);
      await alerts.snoozePerson(personId, by.nowMs + minutes * 60_000, by);
      return null;
    },
  );
  route(
    {
      ...{ method: 'delete', path: '/api/people/:personId/snooze', params: ofPerson },
      ...{ summary: 'Tell about this person again', allow: ['update', 'Incident'], answer: nothing },
    },
    async ({ params: { personId }, user, scope }) => {
      mustSee(scope, personId);
      if (!isPerson(personId)) throw problem('NOT_FOUND', { what: 'this person' });
      const by = actorOf(user, parts);
      await alerts.snoozePerson(personId, by.nowMs, by);
      return null;
    },
  );
}

/** Reads on until the page is full of what this user may see, or the end is reached. */
async function pageWithin(alerts: Alerts, scope: Scope, asked: z.output<typeof query>) {
  const { state: states, kind, subjectId, since: sinceMs, before, limit } = asked;
  const found: IncidentView[] = [];
  let from: IncidentFilter['before'] = before === undefined ? undefined : await alerts.get(before);
  if (before !== undefined && !from) return { incidents: [], more: false };
  for (;;) {
    const filter = { states, kind, subjectId, sinceMs, before: from, limit: 200 };
    const chunk = await alerts.page(filter);
    found.push(...chunk.filter((each) => concernsIncident(scope, each)));
    from = chunk.at(-1);
    if (found.length > limit || chunk.length < 200) break;
  }
  return { incidents: found.slice(0, limit), more: found.length > limit };
}

/** A message that was about several names people who are not theirs to see. */
function withoutOthers(details: IncidentDetails): IncidentDetails {
  if (!details.events.some(({ kind }) => kind === 'grouped')) return details;
  const hidden = (each: MessageView): MessageView => ({ ...each, text: '…' });
  return {
    ...details,
    alerts: details.alerts.map((alert) => ({ ...alert, messages: alert.messages.map(hidden) })),
  };
}

const gone = () => problem('NOT_FOUND', { what: 'this incident' });
const actorOf = ({ userId, name }: Me, { clock }: IncidentParts): Actor => ({
  ...{ userId, name, nowMs: clock() },
});

function mustConcern(scope: Scope, incident: IncidentView): void {
  if (!concernsIncident(scope, incident)) throw problem('NOT_YOURS', {});
}
