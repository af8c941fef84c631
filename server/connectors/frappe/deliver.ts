/** Hands rows over to Frappe, one after the other, each once. What may have been taken is looked up before it is sent again. */
import { DateTime } from 'luxon';
import type { PunchFact } from '../punchRows.ts';
import type { ConnectorRow, ConnectorStore } from '../connectorStore.ts';
import type { Answered, Checkin, FrappeApi } from './frappeApi.ts';
import type { FrappeConfig } from './frappeConfig.ts';

export type Delivery = {
  api: FrappeApi;
  config: FrappeConfig;
  store: ConnectorStore;
  /** Of a person; null: they have none, or are gone. */
  codeOf: (personId: string) => string | null;
  /** Employees found before, by code. */
  employees: Map<string, string>;
  /** How often the site failed over a row. */
  failures: Map<string, number>;
};
/** problem null: all of it went. `more`: there may be more to do. */
export type Delivered = { problem: string | null; more: boolean };

const batch = 100;
/** A row over which the site fails so often, while it takes others, is put aside. */
const failuresMost = 3;
/** The site fails over so many people, and takes nothing: it is not the rows. */
const failingPeopleMost = 5;
const employeesMost = 20_000;

export async function deliver(delivery: Delivery): Promise<Delivered> {
  const rows = await delivery.store.due('frappe', batch);
  const failing: { row: ConnectorRow; personId: string; outcome: Failing }[] = [];
  let taken = 0;
  for (const row of rows) {
    const fact = JSON.parse(row.payload) as PunchFact;
    // Whom the site fails over waits, in order; the others go on.
    if (failing.some(({ personId }) => personId === fact.personId)) continue;
    const outcome = await deliverRow(row, fact, delivery);
    if (outcome.kind === 'stopped') return { problem: outcome.problem, more: true };
    if (outcome.kind === 'failing') failing.push({ row, personId: fact.personId, outcome });
    else taken += 1;
    if (taken === 0 && failing.length === failingPeopleMost) break;
  }
  for (const { row, outcome } of taken > 0 ? failing : []) await countFailure(row, outcome, delivery);
  return { problem: failing[0]?.outcome.problem ?? null, more: rows.length === batch };
}

type Failing = { kind: 'failing'; problem: string };
type Outcome = { kind: 'next' } | { kind: 'stopped'; problem: string } | Failing;
const next: Outcome = { kind: 'next' };

async function countFailure(
  row: ConnectorRow,
  { problem }: Failing,
  { store, failures }: Delivery,
): Promise<void> {
  const count = (failures.get(row.rowKey) ?? 0) + 1;
  failures.set(row.rowKey, count);
  if (count < failuresMost) return;
  failures.delete(row.rowKey);
  await store.setState('frappe', row.rowKey, 'refused', { problem });
}

async function deliverRow(row: ConnectorRow, fact: PunchFact, delivery: Delivery): Promise<Outcome> {
  const { store, api, config, codeOf } = delivery;
  const code = codeOf(fact.personId);
  if (code === null) return refuse(row, reasons.noCode(), delivery);
  const employee = await employeeOf(code, delivery);
  if (employee.kind === 'refused') return refuse(row, employee.problem, delivery);
  if (employee.kind !== 'done') return { kind: 'stopped', problem: employee.problem };
  if (employee.value === null) return refuse(row, reasons.noEmployee(code, config.employeeField), delivery);
  const checkin = checkinOf(fact, employee.value, config);
  if (row.state === 'sending') {
    const found = await lookedUp(row, checkin, delivery);
    if (found) return found;
  }
  await store.setState('frappe', row.rowKey, 'sending');
  const answer = await api.add(checkin);
  switch (answer.kind) {
    case 'done':
      await store.setState('frappe', row.rowKey, 'delivered', { remoteId: answer.value || null });
      return next;
    case 'refused':
      // Frappe refuses what it has already; it says so in the language of its user.
      return (await lookedUp(row, checkin, delivery)) ?? refuse(row, answer.problem, delivery);
    case 'stopped':
      await store.setState('frappe', row.rowKey, 'waiting');
      return { kind: 'stopped', problem: answer.problem };
    case 'unknown':
      return { kind: answer.failing ? 'failing' : 'stopped', problem: answer.problem };
    default:
      return answer satisfies never;
  }
}

/** null: it is not there. */
async function lookedUp(
  row: ConnectorRow,
  checkin: Checkin,
  { api, store }: Delivery,
): Promise<Outcome | null> {
  const found = await api.find(checkin);
  if (found.kind !== 'done') return { kind: 'stopped', problem: found.problem };
  if (found.value === null) return null;
  await store.setState('frappe', row.rowKey, 'delivered', { remoteId: found.value });
  return next;
}

async function refuse(row: ConnectorRow, problem: string, { store }: Delivery): Promise<Outcome> {
  await store.setState('frappe', row.rowKey, 'refused', { problem });
  return next;
}

/** Those found are remembered; who is missing may be added there any time. */
async function employeeOf(code: string, { api, employees }: Delivery): Promise<Answered<string | null>> {
  const known = employees.get(code);
  if (known !== undefined) return { kind: 'done', value: known };
  const found = await api.employee(code);
  if (found.kind === 'done' && found.value !== null) {
    if (employees.size >= employeesMost) employees.clear();
    employees.set(code, found.value);
  }
  return found;
}

const types = { in: 'IN', out: 'OUT', unknown: '' } as const;

export function checkinOf(fact: PunchFact, employee: string, config: FrappeConfig): Checkin {
  return {
    employee,
    time: DateTime.fromMillis(fact.atMs, { zone: config.timeZone }).toFormat('yyyy-MM-dd HH:mm:ss'),
    logType: types[fact.direction],
    deviceId: fact.deviceId || fact.area || fact.source,
  };
}

/** What an administrator reads of a row that was refused. */
export const reasons = {
  noCode: () =>
    'Cannot send this: the person has no employee code. Write it into their record and send it again.',
  noEmployee: (code: string, field: string) =>
    `Cannot send this: Frappe has no employee whose ${field} is ${code}. Correct it there or here, and send it again.`,
};
