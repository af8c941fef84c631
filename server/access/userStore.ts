/** Users, as the store keeps them. */
import type { Knex } from 'knex';
import { inTransaction } from '../database/inTransaction.ts';
import { problem } from '../errors.ts';
import type { Role, UserChange } from '../wire.ts';
import { type By, writeAudit } from './audit.ts';

export type UserRow = {
  id: string;
  email: string;
  name: string;
  role: Role;
  personId: string | null;
  passwordHash: string;
  /** Base32; null: no second factor. */
  totpSecret: string | null;
  /** A supervisor's own areas. */
  areaIds: string[];
};
export type UserDetail = UserRow & {
  createdAtMs: number;
  disabledAtMs: number | null;
  lastSignInMs: number | null;
};
/** Throws when the change is not allowed; `otherOwners` can sign in. */
export type Rule = (user: UserDetail, otherOwners: number) => void;
export type NewPassword = { passwordHash: string; keepSessionId: string | null };
export type Stored<Row extends UserRow> = Omit<Row, 'areaIds'>;

export const userColumns = [
  ...['users.id', 'users.email', 'users.name', 'users.role', 'users.personId'],
  ...['users.passwordHash', 'users.totpSecret'],
];
const detailColumns = [...userColumns, 'users.createdAtMs', 'users.disabledAtMs', 'users.lastSignInMs'];

/** Those who may sign in. */
export const activeUsers = (companyId: string, on: Knex) =>
  on('users').where({ 'users.companyId': companyId, 'users.disabledAtMs': null });

export const userStore = (db: Knex) => ({ ...readers(db), ...writers(db) });

function readers(db: Knex) {
  const users = (companyId: string) => db('users').where({ companyId });
  const active = (companyId: string) => activeUsers(companyId, db);
  return {
    /** Disabled ones too: set-up must not open again. */
    hasUsers: async (companyId: string): Promise<boolean> =>
      (await users(companyId).first('id')) !== undefined,

    async user(companyId: string, userId: string): Promise<UserRow | undefined> {
      const row = await active(companyId)
        .where({ id: userId })
        .first<Stored<UserRow> | undefined>(userColumns);
      return row && withAreas(db, row);
    },

    async userOfEmail(companyId: string, email: string): Promise<UserRow | undefined> {
      const row = await active(companyId).where({ email }).first<Stored<UserRow> | undefined>(userColumns);
      return row && withAreas(db, row);
    },

    async listUsers(companyId: string): Promise<UserDetail[]> {
      const rows = await users(companyId).select<Stored<UserDetail>[]>(detailColumns).orderBy('createdAtMs');
      const areas = await db('user_areas')
        .where({ companyId })
        .select<{ userId: string; areaId: string }[]>('userId', 'areaId');
      return rows.map((row) => ({
        ...row,
        areaIds: areas.flatMap(({ userId, areaId }) => (userId === row.id ? areaId : [])),
      }));
    },

    userDetail: (companyId: string, userId: string) => detailOf(db, companyId, userId),
  };
}

function writers(db: Knex) {
  return {
    /** False when the e-mail address is taken. */
    async addUser(companyId: string, user: UserRow, by: By): Promise<boolean> {
      return inTransaction(db, async (trx) => {
        if (await trx('users').where({ email: user.email }).first('id')) return false;
        await checkLinks(trx, companyId, user);
        await insertUser(trx, companyId, user, by);
        const detail = { name: user.name, role: user.role };
        await writeAudit(trx, companyId, by, { action: 'user.added', subject: user.id, detail });
        return true;
      });
    },

    /** Answers the ids of the sessions that ended: who gets other rights signs in again. undefined: no such user. */
    async changeUser(companyId: string, userId: string, edit: UserChange, rule: Rule, by: By) {
      return inTransaction(db, async (trx) => {
        const user = await ruled(trx, companyId, userId, rule);
        if (!user) return undefined;
        if (edit.email !== undefined && (await isOthers(trx, edit.email, userId)))
          throw problem('NAME_TAKEN', { name: edit.email });
        await checkLinks(trx, companyId, edit);
        const changed = await writeEdit(trx, companyId, user, edit, by);
        if (changed.length === 0) return [];
        const detail = { name: user.name, changed: changed.join(', '), role: edit.role ?? user.role };
        const action =
          edit.disabled === true
            ? 'user.disabled'
            : edit.disabled === false
              ? 'user.enabled'
              : 'user.changed';
        await writeAudit(trx, companyId, by, { action, subject: userId, detail });
        const isMoreThanWords = changed.some((key) => key !== 'name' && key !== 'email');
        return isMoreThanWords ? endSessions(trx, companyId, userId) : [];
      });
    },

    /** Answers the ids of the sessions that ended; undefined: no such user. */
    async removeUser(companyId: string, userId: string, rule: Rule, by: By): Promise<string[] | undefined> {
      return inTransaction(db, async (trx) => {
        const user = await ruled(trx, companyId, userId, rule);
        if (!user) return undefined;
        const ended = await endSessions(trx, companyId, userId);
        await trx('users').where({ companyId, id: userId }).delete();
        const detail = { name: user.name, role: user.role };
        await writeAudit(trx, companyId, by, { action: 'user.removed', subject: userId, detail });
        return ended;
      });
    },

    /** Ends every session of the user but the one given, and answers which ended. */
    async setPassword(
      companyId: string,
      userId: string,
      { passwordHash, keepSessionId }: NewPassword,
      by: By,
      action: 'user.passwordChanged' | 'user.passwordReset' = 'user.passwordChanged',
    ): Promise<string[]> {
      return inTransaction(db, async (trx) => {
        await trx('users').where({ companyId, id: userId }).update({ passwordHash });
        const ended = await endSessions(trx, companyId, userId, keepSessionId);
        await writeAudit(trx, companyId, by, { action, subject: userId });
        return ended;
      });
    },
  };
}

/** undefined: no such user. Throws what the rule throws. */
async function ruled(
  trx: Knex,
  companyId: string,
  userId: string,
  rule: Rule,
): Promise<UserDetail | undefined> {
  const user = await detailOf(trx, companyId, userId);
  if (!user) return undefined;
  const owners = activeUsers(companyId, trx).where({ role: 'owner' }).whereNot({ id: userId });
  rule(user, (await owners.pluck('id')).length);
  return user;
}

async function detailOf(on: Knex, companyId: string, userId: string): Promise<UserDetail | undefined> {
  const row = await on('users')
    .where({ companyId, id: userId })
    .first<Stored<UserDetail> | undefined>(detailColumns);
  return row && withAreas(on, row);
}

/** Answers the names of what is different now. */
async function writeEdit(
  trx: Knex,
  companyId: string,
  user: UserDetail,
  { areaIds, disabled, ...fields }: UserChange,
  by: By,
): Promise<string[]> {
  const given = Object.entries(fields).filter(
    ([key, value]) => value !== undefined && value !== user[key as keyof UserRow],
  );
  if (given.length > 0)
    await trx('users').where({ companyId, id: user.id }).update(Object.fromEntries(given));
  const changed = given.map(([key]) => key);
  if (disabled !== undefined && disabled !== (user.disabledAtMs !== null)) {
    await trx('users')
      .where({ companyId, id: user.id })
      .update({ disabledAtMs: disabled ? by.nowMs : null });
    changed.push('disabled');
  }
  if (areaIds !== undefined && [...areaIds].sort().join() !== [...user.areaIds].sort().join()) {
    await trx('user_areas').where({ companyId, userId: user.id }).delete();
    await insertAreas(trx, companyId, user.id, areaIds);
    changed.push('areas');
  }
  return changed;
}

const isOthers = async (trx: Knex, email: string, userId: string): Promise<boolean> =>
  (await trx('users').where({ email }).whereNot({ id: userId }).first('id')) !== undefined;

async function checkLinks(
  trx: Knex,
  companyId: string,
  { personId = null, areaIds = [] }: Pick<UserChange, 'personId' | 'areaIds'>,
): Promise<void> {
  if (personId !== null && !(await trx('people').where({ companyId, id: personId }).first('id')))
    throw problem('NOT_FOUND', { what: 'this person' });
  const known = await trx('areas').where({ companyId }).whereIn('id', areaIds).pluck<string[]>('id');
  if (areaIds.some((areaId) => !known.includes(areaId))) throw problem('NOT_FOUND', { what: 'this area' });
}

export async function insertUser(
  trx: Knex,
  companyId: string,
  { areaIds, ...user }: UserRow,
  by: By,
): Promise<void> {
  await trx('users').insert({ ...user, companyId, createdAtMs: by.nowMs });
  await insertAreas(trx, companyId, user.id, areaIds);
}

async function insertAreas(trx: Knex, companyId: string, userId: string, areaIds: string[]): Promise<void> {
  for (const areaId of new Set(areaIds)) await trx('user_areas').insert({ companyId, userId, areaId });
}

export async function withAreas<Row extends Stored<UserRow>>(
  db: Knex,
  row: Row,
): Promise<Row & { areaIds: string[] }> {
  const areaIds = await db('user_areas').where({ userId: row.id }).pluck<string[]>('areaId');
  return { ...row, areaIds };
}

/** All of the user's, or all but one; answers their ids. */
export async function endSessions(
  trx: Knex,
  companyId: string,
  userId: string,
  keepSessionId: string | null = null,
): Promise<string[]> {
  const sessions = trx('sessions').where({ companyId, userId });
  if (keepSessionId !== null) void sessions.whereNot({ tokenHash: keepSessionId });
  const ended = await sessions.clone().pluck<string[]>('tokenHash');
  await sessions.delete();
  return ended;
}
