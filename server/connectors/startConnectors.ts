/** What hands over to other programs, from what is stored. */
import type { Knex } from 'knex';
import type { LoadedDirectory } from '../directory/loadDirectory.ts';
import type { Log } from '../http/createLog.ts';
import type { Clock } from '../presence/startPresence.ts';
import type { Started } from '../started.ts';
import { createConnectorStore } from './connectorStore.ts';
import { startFrappe } from './frappe/startFrappe.ts';
import type { PunchNeeds } from './punchRows.ts';
import { startEvents } from './startEvents.ts';

export type ConnectorNeeds = {
  db: Knex;
  companyId: string;
  company: { timeZone: string };
  directory: LoadedDirectory;
  clock: Clock;
  log: Log;
};

export function startConnectors(
  { db, companyId, company, directory, clock, log }: ConnectorNeeds,
  started: Started,
) {
  const store = createConnectorStore(db, companyId);
  const needs: PunchNeeds = { db, companyId, directory: directory.current, timeZone: () => company.timeZone };
  const failed = (error: unknown) =>
    log.error({ err: error }, 'cannot hand over to another program; trying again');
  const frappe = startFrappe({ ...needs, clock, store, failed });
  started.push(() => frappe.stop());
  const events = startEvents({ ...needs, clock, store, failed });
  started.push(() => events.stop());
  return { store, needs, frappe, events };
}
