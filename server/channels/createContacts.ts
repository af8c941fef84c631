/** Who is reached how: the channels somebody prefers, those of them that work and for which there is an address. */
import type { Knex } from 'knex';
import { type By, writeAudit } from '../access/audit.ts';
import { inTransaction } from '../database/inTransaction.ts';
import type { ChannelKind, ContactPreference } from '../wire.ts';
import type { Contact } from './queueMessage.ts';

/** The first one that works. */
export const usualChannels: ChannelKind[] = ['whatsapp', 'email', 'browser'];

export type ContactFacts = {
  recipientId: string;
  name: string;
  preference: ContactPreference;
  /** Whether they chose it. */
  chosen: boolean;
  addresses: Partial<Record<ChannelKind, string>>;
};
export type ContactNeeds = {
  db: Knex;
  companyId: string;
  ready: (channel: ChannelKind) => boolean;
  /** Where the webhook goes; it is the same for everybody. */
  webhookUrl: () => string | undefined;
  language: () => '' | 'en' | 'id';
};
export type Contacts = ReturnType<typeof createContacts>;

type PersonRow = { id: string; name: string; phone: string | null; email: string | null };
type UserRow = { id: string; name: string; email: string; personId: string | null };

export function createContacts(needs: ContactNeeds) {
  const { db, companyId } = needs;

  async function factsOf(recipientId: string, on: Knex = db): Promise<ContactFacts | null> {
    const found = await whoIs(on, companyId, recipientId);
    if (!found) return null;
    const { person, user } = found;
    const preference = await preferenceOf(on, companyId, ownId(found));
    const [whatsapp, email] = [person?.phone, person?.email ?? user?.email];
    const webhook = needs.webhookUrl();
    return {
      recipientId,
      name: person?.name ?? user?.name ?? '',
      preference: preference ?? { channels: usualChannels, language: needs.language() || 'en' },
      chosen: preference !== null,
      addresses: {
        ...(whatsapp ? { whatsapp } : {}),
        ...(email ? { email } : {}),
        ...(user ? { browser: user.id } : {}),
        ...(webhook ? { webhook } : {}),
      },
    };
  }

  async function contactOf(recipientId: string, on: Knex = db): Promise<Contact | null> {
    const facts = await factsOf(recipientId, on);
    if (!facts) return null;
    const channels = facts.preference.channels.flatMap((channel) => {
      const address = facts.addresses[channel];
      return address !== undefined && needs.ready(channel) ? [{ channel, address }] : [];
    });
    return { recipientId, name: facts.name, language: facts.preference.language, channels };
  }

  async function prefer(recipientId: string, preference: ContactPreference, by: By): Promise<void> {
    await inTransaction(db, async (trx) => {
      const found = await whoIs(trx, companyId, recipientId);
      if (!found) return;
      const row = { companyId, recipientId: ownId(found), channels: JSON.stringify(preference.channels) };
      await trx('contact_preferences')
        .insert({ ...row, language: preference.language })
        .onConflict(['companyId', 'recipientId'])
        .merge();
      const detail = { channels: preference.channels.join(', '), language: preference.language };
      await writeAudit(trx, companyId, by, { action: 'contact.changed', subject: idOf(recipientId), detail });
    });
  }
  return { factsOf, contactOf, prefer };
}

export const idOf = (recipientId: string): string => recipientId.slice(recipientId.indexOf(':') + 1);

/** Somebody who is both is told the same way as either. */
const ownId = ({ person, user }: { person: PersonRow | undefined; user: UserRow | undefined }): string =>
  person ? `person:${person.id}` : `user:${user?.id ?? ''}`;

/** The person, and the user who is that person; of either the other one. null: there is none who may be told. */
async function whoIs(
  on: Knex,
  companyId: string,
  recipientId: string,
): Promise<{ person: PersonRow | undefined; user: UserRow | undefined } | null> {
  const id = idOf(recipientId);
  if (recipientId.startsWith('user:')) {
    const user = await users(on, companyId).where({ id }).first<UserRow | undefined>(userColumns);
    if (!user) return null;
    return {
      user,
      person: user.personId === null ? undefined : await personOf(on, companyId, user.personId),
    };
  }
  const person = await personOf(on, companyId, id);
  if (!recipientId.startsWith('person:') || !person) return null;
  const user = await users(on, companyId)
    .where({ personId: id })
    .orderBy('createdAtMs')
    .first<UserRow | undefined>(userColumns);
  return { person, user };
}

const userColumns = ['id', 'name', 'email', 'personId'];
const users = (on: Knex, companyId: string) => on('users').where({ companyId }).whereNull('disabledAtMs');
const personOf = (on: Knex, companyId: string, id: string): Promise<PersonRow | undefined> =>
  on('people')
    .where({ companyId, id })
    .whereNull('deactivatedAtMs')
    .first<PersonRow | undefined>('id', 'name', 'phone', 'email');

async function preferenceOf(
  on: Knex,
  companyId: string,
  recipientId: string,
): Promise<ContactPreference | null> {
  const row = await on('contact_preferences')
    .where({ companyId, recipientId })
    .first<{ channels: string; language: 'en' | 'id' } | undefined>('channels', 'language');
  return row ? { language: row.language, channels: JSON.parse(row.channels) as ChannelKind[] } : null;
}
