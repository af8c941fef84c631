/** Whose days somebody may see who opens a link without sign-in: as much as whom it was made for, now. */
import type { Knex } from 'knex';
import { may } from '../access/abilities.ts';
import { type Scope, scopeOf } from '../access/scope.ts';
import type { Directory } from '../directory/directory.ts';
import type { Role } from '../wire.ts';

type Who = { role: Role; personId: string | null; areaIds: string[] };

/** `recipientId`: `user:ID` or `person:ID`. null: not allowed, or not there, any more. */
export async function recipientScope(
  db: Knex,
  companyId: string,
  recipientId: string,
  directory: Directory,
): Promise<Scope | null> {
  const who = await whoIs(db, companyId, recipientId, directory);
  return who !== null && may(who, 'read', 'Report') ? scopeOf(who, directory) : null;
}

async function whoIs(
  db: Knex,
  companyId: string,
  recipientId: string,
  directory: Directory,
): Promise<Who | null> {
  const isUser = recipientId.startsWith('user:');
  const id = recipientId.slice(recipientId.indexOf(':') + 1);
  const user = await db('users')
    .where({ companyId, [isUser ? 'id' : 'personId']: id })
    .whereNull('disabledAtMs')
    .first<{ id: string; role: Role; personId: string | null } | undefined>('id', 'role', 'personId');
  if (user) {
    const areaIds = await db('user_areas').where({ companyId, userId: user.id }).pluck<string[]>('areaId');
    return { role: user.role, personId: user.personId, areaIds };
  }
  // Told by telephone, without an account: the people below them.
  const person = isUser ? undefined : directory.people.get(id);
  return person && person.deactivatedAtMs === null ? { role: 'supervisor', personId: id, areaIds: [] } : null;
}
