/** The employee master: its sources and rules, tried before they hold, and its runs. */
import { z } from 'zod';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import type { EmployeeMaster, EmployeePreview, EmployeeRole, EmployeeRun, Me } from '../wire.ts';
import type { DevicePersonView } from '../wire.ts';
import type { StoredSource } from './employeeStore.ts';
import { columnFields, missingColumns } from './masterList.ts';
import { master, preview, role, rules, run, rowPage, action, sourceChange } from './shapes.ts';
import { readableKinds, readSource } from './sources/readSource.ts';
import { secretFor } from './secretFor.ts';
import type { Employees } from './startEmployees.ts';

export type EmployeeParts = {
  companyId: string;
  companyName: () => string;
  clock: () => number;
  dataDir: string;
  employees: Employees;
  /** What every terminal says of these people. */
  receiptsOf: (companyId: string, codes: string[]) => Promise<DevicePersonView[]>;
};

const path = '/api/employees';
const rolePath = z.object({ role });
const runPath = z.object({ runId: z.string().max(100) });

export function employeeRoutes(route: Route, parts: EmployeeParts): void {
  sourceRoutes(route, parts);
  previewRoute(route, parts);
  runRoutes(route, parts);
  detailRoutes(route, parts);
}

async function masterView({ companyId, employees }: EmployeeParts): Promise<EmployeeMaster> {
  const { store } = employees;
  const { sinceMs, ...rest } = await store.rules(companyId);
  void sinceMs;
  const [active, terminated] = [
    await store.source(companyId, 'active'),
    await store.source(companyId, 'terminated'),
  ];
  return {
    sources: { active: active && withoutSecret(active), terminated: terminated && withoutSecret(terminated) },
    ...{ rules: rest, kinds: readableKinds(), nextAtMs: await employees.nextAtMs() },
    runs: await employees.runs.runs(),
  };
}

const withoutSecret = ({ secret, ...view }: StoredSource) => (void secret, view);
const named = (user: Me, { clock }: EmployeeParts) => ({
  ...{ userId: user.userId, name: user.name, nowMs: clock() },
});

function sourceRoutes(route: Route, parts: EmployeeParts): void {
  const { companyId, employees } = parts;
  const { store } = employees;
  route(
    {
      ...{ method: 'get', path, allow: ['read', 'EmployeeSource'], answer: master },
      summary: 'Where employees come from, the rules, and the newest runs; no secrets',
    },
    () => masterView(parts),
  );
  route(
    {
      ...{ method: 'put', path: `${path}/sources/:role`, allow: ['update', 'EmployeeSource'] },
      ...{ params: rolePath, body: sourceChange, answer: master },
      summary: 'Say where active people, or those who left, come from; without a secret the stored one stays',
    },
    async ({ params, body, user }) => {
      mustFitRole(params.role, body.source);
      const secret = secretFor(body, await store.source(companyId, params.role));
      await store.putSource(companyId, params.role, { ...body, secret }, named(user, parts));
      return masterView(parts);
    },
  );
  route(
    {
      ...{ method: 'delete', path: `${path}/sources/:role`, allow: ['update', 'EmployeeSource'] },
      ...{ params: rolePath, answer: nothing, status: 204, summary: 'Forget a source, and its secret' },
    },
    async ({ params, user }) => {
      if (!(await store.removeSource(companyId, params.role, named(user, parts))))
        throw problem('NOT_FOUND', { what: 'this source' });
      return null;
    },
  );
  route(
    {
      ...{ method: 'put', path: `${path}/rules`, allow: ['update', 'EmployeeSource'], body: rules },
      ...{ answer: master, summary: 'When it runs, who goes, and what stops it' },
    },
    async ({ body, user }) => {
      await store.putRules(companyId, body, named(user, parts));
      return masterView(parts);
    },
  );
}

/** Who works here is a whole list; files of it that were read before are it too. */
function mustFitRole(role: EmployeeRole, source: z.output<typeof sourceChange>['source']): void {
  if (role !== 'active' || source.kind !== 'csv' || source.which !== 'new') return;
  const fields = { 'source.which': 'the newest file, or all of them' };
  throw problem('INPUT_INVALID', { problem: `source.which: ${fields['source.which']}` }, { fields });
}

const previewRows = 20;

function previewRoute(route: Route, parts: EmployeeParts): void {
  route(
    {
      ...{ method: 'post', path: `${path}/sources/:role/preview`, allow: ['update', 'EmployeeSource'] },
      ...{ params: rolePath, body: sourceChange, answer: preview },
      summary:
        'Read a source as it is typed, without keeping anything: its first rows and what they are taken for',
    },
    async ({ params, body, request }) => {
      const stored = await parts.employees.store.source(parts.companyId, params.role);
      const secret = secretFor(body, stored);
      const abort = new AbortController();
      request.res?.once('close', () => abort.abort());
      const needs = { dataDir: parts.dataDir, signal: abort.signal, readBefore: nothingBefore };
      const table = await readSource(body.source, secret, needs);
      return shown(params.role, table, body);
    },
  );
}

const nothingBefore = () => Promise.resolve(new Set<string>());

function shown(
  role: EmployeeRole,
  table: Awaited<ReturnType<typeof readSource>>,
  mapping: z.output<typeof sourceChange>,
): EmployeePreview {
  if (!table) return { what: '', total: 0, columns: [], rows: [], missing: [] };
  const fields = columnFields(role, table.columns, mapping);
  return {
    ...{ what: table.what, total: table.rows.length },
    columns: table.columns.map((name, index) => ({ name, field: fields[index] ?? null })),
    rows: table.rows.slice(0, previewRows).map(({ values }) => values.map((value) => value.slice(0, 200))),
    missing: missingColumns(role, table.columns, mapping),
  };
}

function runRoutes(route: Route, parts: EmployeeParts): void {
  const { companyId, employees } = parts;
  const { store, runs } = employees;
  const begun = async (runId: string): Promise<EmployeeRun> => runOf(parts, runId);
  route(
    {
      ...{ method: 'post', path: `${path}/runs`, allow: ['create', 'EmployeeSource'] },
      ...{ body: z.strictObject({ dryRun: z.boolean() }), answer: run, status: 202 },
      summary:
        'Run now; a dry run plans and changes nothing. Answers at once: look at the run until it has ended',
    },
    async ({ body, user }) => {
      if (!(await store.source(companyId, 'active'))) throw problem('EMPLOYEES_NO_SOURCE', {});
      const wish = { ...{ trigger: 'hand' as const, dryRun: body.dryRun, dueOn: null, planHash: null } };
      return begun(await employees.start({ ...wish, byName: user.name }, user.userId));
    },
  );
  route(
    {
      ...{ method: 'post', path: `${path}/runs/:runId/in-spite`, allow: ['create', 'EmployeeSource'] },
      ...{
        params: runPath,
        body: z.strictObject({ confirm: z.string().max(200) }),
        answer: run,
        status: 202,
      },
      summary:
        'Let the plan of a stopped run be carried out in spite of its alarm; the company’s name is typed to confirm',
    },
    async ({ params, body, user }) => {
      const stopped = await runOf(parts, params.runId);
      const planHash = stopped.canRunInSpite ? await runs.planHash(params.runId) : null;
      if (planHash === null) throw problem('EMPLOYEES_NO_PLAN', {});
      if (body.confirm.trim() !== parts.companyName()) throw problem('EMPLOYEES_NOT_CONFIRMED', {});
      const wish = { trigger: 'inSpite' as const, dryRun: false, dueOn: null, planHash, byName: user.name };
      return begun(await employees.start(wish, user.userId));
    },
  );
  route(
    {
      ...{ method: 'get', path: `${path}/runs/:runId`, allow: ['read', 'EmployeeSource'] },
      ...{ params: runPath, answer: run, summary: 'How far a run is, or how it ended' },
    },
    ({ params }) => runOf(parts, params.runId),
  );
}

async function runOf({ employees }: EmployeeParts, runId: string): Promise<EmployeeRun> {
  const found = (await employees.runs.runs(100)).find((each) => each.runId === runId);
  if (!found) throw problem('NOT_FOUND', { what: 'this run' });
  return found;
}

const rowQuery = z.object({
  action: action.optional(),
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
const receipt = z.object({
  ...{ personId: z.string(), name: z.string(), code: z.string() },
  terminals: z.array(
    z.object({
      ...{ deviceId: z.string(), device: z.string(), userId: z.string(), personId: z.string().nullable() },
      person: z.string().nullable(),
      wanted: z.enum(['there', 'gone']).nullable(),
      state: z.enum(['done', 'waiting', 'failed', 'stranger']),
      ...{ problem: z.string().nullable(), confirmedAtMs: z.number().nullable() },
      ...{ fingers: z.number(), faces: z.number(), hasPhoto: z.boolean() },
    }),
  ),
});

function detailRoutes(route: Route, parts: EmployeeParts): void {
  const { runs } = parts.employees;
  route(
    {
      ...{ method: 'get', path: `${path}/runs/:runId/rows`, allow: ['read', 'EmployeeSource'] },
      ...{ params: runPath, query: rowQuery, answer: rowPage },
      summary: 'What each row of a run became, and why; what was in order already is only counted',
    },
    ({ params, query: { action: only, after, limit } }) =>
      runs.rows(params.runId, { action: only ?? null, after, limit }),
  );
  route(
    {
      ...{ method: 'get', path: `${path}/runs/:runId/receipts`, allow: ['read', 'EmployeeSource'] },
      ...{ params: runPath, answer: z.array(receipt) },
      summary:
        'Of everybody whom a run deactivated: whether each terminal confirmed that they are gone from it',
    },
    ({ params }) => receiptsIn(parts, params.runId),
  );
}

const receiptsMost = 500;

async function receiptsIn({ companyId, employees, receiptsOf }: EmployeeParts, runId: string) {
  const { rows } = await employees.runs.rows(runId, { action: 'deactivate', after: 0, limit: receiptsMost });
  const gone = rows.flatMap(({ personId, code, name }) =>
    personId === null || code === null ? [] : [{ personId, code, name }],
  );
  const terminals = await receiptsOf(
    companyId,
    gone.map(({ code }) => code),
  );
  return gone.map((person) => ({
    ...person,
    terminals: terminals.filter(
      ({ personId, userId }) => personId === person.personId || userId === person.code,
    ),
  }));
}
