/** What of the database a change of settings would touch. */
import type { Knex } from 'knex';
import { countOld } from '../retention/forgetOld.ts';
import type { CompanySettings } from './companySettings.ts';
import type { Affected } from './effectsOf.ts';

const dayMs = 86_400_000;

type Counted = Pick<
  Affected,
  | ('sessionsEnding' | 'usersWithoutSecondFactor' | 'auditRowsOlder')
  | ('incidentsOlder' | 'consents' | 'pictures' | 'picturesOlder')
>;

export async function countAffected(
  db: Knex,
  companyId: string,
  after: CompanySettings,
  nowMs: number,
): Promise<Counted> {
  const of = (table: string) => db(table).where({ companyId });
  return {
    sessionsEnding: await count(
      of('sessions')
        .where('expiresAtMs', '>', nowMs)
        .where('lastUsedMs', '<', nowMs - after.sessionMs),
    ),
    usersWithoutSecondFactor: await count(
      of('users').whereNot({ role: 'viewer' }).whereNull('totpSecret').whereNull('disabledAtMs'),
    ),
    auditRowsOlder: await count(of('audits').where('atMs', '<', nowMs - after.auditKeptDays * dayMs)),
    incidentsOlder: await incidentsOlder(db, companyId, nowMs, after.incidentsKeptDays),
    consents: await count(of('consents')),
    pictures: await count(of('evidence_pictures')),
    picturesOlder: await count(
      of('evidence_pictures').where('atMs', '<', nowMs - after.evidenceKeptDays * dayMs),
    ),
  };
}

async function incidentsOlder(db: Knex, companyId: string, nowMs: number, keptDays: number) {
  if (keptDays === 0) return { incidents: 0, messages: 0 };
  return countOld(db, companyId, nowMs - keptDays * dayMs);
}

async function count(query: Knex.QueryBuilder): Promise<number> {
  const [row] = await query.count<{ n: number }[]>({ n: '*' });
  return Number(row?.n ?? 0);
}
