/** Every change of the schema, oldest first. A static map: knex stores these names, so they never depend on file endings. */
import type { Knex } from 'knex';
import { walkingProduct } from './migrations/0001-walking-product.ts';
import { corrections } from './migrations/0002-corrections.ts';
import { sampleTurn } from './migrations/0003-sample-turn.ts';
import { thePage } from './migrations/0004-the-page.ts';
import { presenceToMessages } from './migrations/0005-presence-to-messages.ts';
import { devices } from './migrations/0006-devices.ts';
import { hoursExport } from './migrations/0007-hours-export.ts';
import { employeeSources } from './migrations/0008-employee-sources.ts';
import { withdrawnConsents } from './migrations/0009-withdrawn-consents.ts';

const migrations = {
  '0001-walking-product': walkingProduct,
  '0002-corrections': corrections,
  '0003-sample-turn': sampleTurn,
  '0004-the-page': thePage,
  '0005-presence-to-messages': presenceToMessages,
  '0006-devices': devices,
  '0007-hours-export': hoursExport,
  '0008-employee-sources': employeeSources,
  '0009-withdrawn-consents': withdrawnConsents,
} satisfies Record<string, Knex.Migration>;

type Name = keyof typeof migrations;

/** Oldest first. */
export const migrationNames: string[] = Object.keys(migrations);

export const migrationSource: Knex.MigrationSource<Name> = {
  getMigrations: () => Promise.resolve(Object.keys(migrations) as Name[]),
  getMigrationName: (name) => name,
  getMigration: (name) => Promise.resolve(migrations[name]),
};
