/** Connectors as an administrator sees and changes them. */
import { z } from 'zod';
import type { Route } from '../http/route.ts';
import { mustStay, originOf } from '../mustStay.ts';
import type { ConnectorTest, ConnectorView, Me, RefusedRow } from '../wire.ts';
import type { ConnectorKind, ConnectorStore, StoredConnector } from './connectorStore.ts';
import { frappeSecrets, mustBeComplete, mustBeSound } from './frappe/frappeConfig.ts';
import type { Frappe } from './frappe/startFrappe.ts';
import type { PunchFact, PunchNeeds } from './punchRows.ts';

export type ConnectorParts = PunchNeeds & {
  clock: () => number;
  store: ConnectorStore;
  frappe: Frappe;
  events: { look: () => Promise<void> };
};

const kinds = ['frappe', 'events'] as const;
const kind = z.enum(kinds);
const texts = z.record(z.string().max(50), z.string().trim().max(500));
const view = z.object({
  kind,
  enabled: z.boolean(),
  config: z.record(z.string(), z.string()),
  secretsSet: z.array(z.string()),
  deliveredUntilMs: z.number().nullable(),
  delivered: z.number(),
  waiting: z.number(),
  refused: z.number(),
  problem: z.string().nullable(),
}) satisfies z.ZodType<ConnectorView>;
const refusedRow = z.object({
  rowKey: z.string(),
  personId: z.string(),
  name: z.string(),
  atMs: z.number(),
  direction: z.enum(['in', 'out', 'unknown']),
  problem: z.string(),
}) satisfies z.ZodType<RefusedRow>;
const test = z.object({
  problem: z.string().nullable(),
  told: z.string(),
}) satisfies z.ZodType<ConnectorTest>;
const path = '/api/connectors';

export function connectorRoutes(route: Route, parts: ConnectorParts): void {
  const { store } = parts;
  route(
    {
      ...{ method: 'get', path, allow: ['read', 'Connector'], answer: z.array(view) },
      summary: 'What hands over to other programs: how far it is, what is wrong; no secrets',
    },
    () => Promise.all(kinds.map((each) => viewOf(each, store))),
  );
  route(
    {
      ...{ method: 'patch', path: `${path}/:kind`, allow: ['update', 'Connector'], answer: view },
      summary:
        'Change a connector; it holds at once. What happened before it was first turned on is not sent',
      params: z.object({ kind }),
      body: z.object({ enabled: z.boolean().optional(), config: texts.optional() }),
    },
    async ({ params, body, user }) => {
      await change(params.kind, body, user, parts);
      return viewOf(params.kind, store);
    },
  );
  frappeRoutes(route, parts);
}

function frappeRoutes(route: Route, { store, frappe, clock, directory }: ConnectorParts): void {
  route(
    {
      ...{ method: 'post', path: `${path}/frappe/test`, allow: ['update', 'Connector'], answer: test },
      summary: 'Ask the Frappe site whether it would take check-ins; nothing is written there',
      body: z.object({}),
    },
    () => frappe.test(),
  );
  route(
    {
      ...{ method: 'get', path: `${path}/frappe/refused`, allow: ['read', 'Connector'] },
      ...{ summary: 'What Frappe refused and why, the newest first', answer: z.array(refusedRow) },
    },
    async () =>
      (await store.refused('frappe')).map(({ rowKey, atMs, payload, problem }) => {
        const { personId, direction } = JSON.parse(payload) as PunchFact;
        const name = directory().people.get(personId)?.name ?? '';
        return { rowKey, personId, name, atMs, direction, problem: problem ?? '' };
      }),
  );
  route(
    {
      ...{ method: 'post', path: `${path}/frappe/retry`, allow: ['update', 'Connector'] },
      summary: 'Send again what was refused, or some of it, after it was corrected there or here',
      body: z.object({ rowKeys: z.array(z.string().max(300)).max(500).optional() }),
      answer: z.object({ count: z.number() }),
    },
    async ({ body, user }) => {
      const by = { userId: user.userId, nowMs: clock() };
      const count = await store.retry('frappe', body.rowKeys ?? null, by);
      void frappe.changed();
      return { count };
    },
  );
}

type Change = { enabled?: boolean | undefined; config?: Record<string, string> | undefined };

async function change(kind: ConnectorKind, body: Change, user: Me, parts: ConnectorParts): Promise<void> {
  const { store, clock, frappe, events } = parts;
  const before = await store.get(kind);
  const enabled = body.enabled ?? before.enabled;
  const config = { ...before.config, ...(kind === 'frappe' ? body.config : {}) };
  if (kind === 'frappe') {
    (enabled ? mustBeComplete : mustBeSound)(config);
    const isKept = Boolean(before.config['apiSecret']) && body.config?.['apiSecret'] === undefined;
    mustStay({ what: 'API secret', field: 'apiSecret', isKept }, placeOf(before.config), placeOf(config));
  }
  const nowMs = clock();
  // From the moment it is first on: what happened while it was off is caught up, what was before is not.
  const untilMs = before.untilMs ?? (enabled ? nowMs : null);
  await store.put(
    kind,
    { ...before, enabled, config, untilMs },
    { userId: user.userId, name: user.name, nowMs },
  );
  void (kind === 'frappe' ? frappe.changed() : events.look());
}

/** The secret is of a key at one site. */
const placeOf = ({ url, apiKey = '' }: Record<string, string>) => ({ address: originOf(url), user: apiKey });

async function viewOf(kind: ConnectorKind, store: ConnectorStore): Promise<ConnectorView> {
  const stored = await store.get(kind);
  const { oldestMs, ...counts } = await store.counts(kind);
  return { kind, ...shown(stored), ...counts, deliveredUntilMs: oldestMs ?? stored.untilMs };
}

function shown({ enabled, config, problem }: StoredConnector) {
  const isSecret = (key: string): boolean => frappeSecrets.some((secret) => secret === key);
  const entries = Object.entries(config);
  return {
    ...{ enabled, problem },
    config: Object.fromEntries(entries.filter(([key]) => !isSecret(key))),
    secretsSet: entries.flatMap(([key, value]) => (isSecret(key) && value !== '' ? key : [])),
  };
}
