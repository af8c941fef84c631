/** Whose number it is that wrote, and what they may ask. */
import type { Knex } from 'knex';
import { may } from '../../access/abilities.ts';
import { scopeOf } from '../../access/scope.ts';
import { type Directory, peopleBelow } from '../../directory/directory.ts';
import { phoneNumber } from '../../people/phoneNumber.ts';
import type { Contact } from '../queueMessage.ts';
import type { Role } from '../../wire.ts';
import type { Writer } from './answerCommand.ts';

type FindNeeds = {
  db: Knex;
  companyId: string;
  directory: () => Directory;
  timeZone: () => string;
  contactOf: (recipientId: string) => Promise<Contact | null>;
};
type UserRow = { id: string; role: Role };

/** null: nobody's, or the number of several people. */
export async function personOfNumber(
  { db, companyId, timeZone }: FindNeeds,
  address: string,
): Promise<string | null> {
  const rows = await db('people')
    .where({ companyId })
    .whereNotNull('phone')
    .whereNull('deactivatedAtMs')
    .select<{ id: string; phone: string }[]>('id', 'phone');
  const own = rows.filter(({ phone }) => phoneNumber(phone, timeZone()) === address);
  return own.length === 1 ? (own[0]?.id ?? null) : null;
}

export async function writerOf(needs: FindNeeds, personId: string): Promise<Writer | null> {
  const { db, companyId } = needs;
  const directory = needs.directory();
  const contact = await needs.contactOf(`person:${personId}`);
  if (!contact) return null;
  const user = await db('users')
    .where({ companyId, personId })
    .whereNull('disabledAtMs')
    .orderBy('createdAtMs')
    .first<UserRow | undefined>('id', 'role');
  const own = user === undefined ? [] : await areasOf(db, companyId, user.id);
  // Whoever leads people is a supervisor, with a sign-in or without.
  const role: Role = user?.role ?? 'supervisor';
  const leads = peopleBelow(personId, directory).size > 0;
  return {
    recipientIds: [`person:${personId}`, ...(user ? [`user:${user.id}`] : [])],
    ...{ name: contact.name, userId: user?.id ?? null, language: contact.language },
    scope: scopeOf({ role, personId, areaIds: own }, directory),
    looks: user === undefined ? leads : may(user, 'read', 'Presence') && may(user, 'read', 'Camera'),
    reportsAs: user !== undefined && may(user, 'read', 'Report') ? `user:${user.id}` : null,
  };
}

async function areasOf(db: Knex, companyId: string, userId: string): Promise<string[]> {
  const rows = await db('user_areas').where({ companyId, userId }).select<{ areaId: string }[]>('areaId');
  return rows.map(({ areaId }) => areaId);
}
