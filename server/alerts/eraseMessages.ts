/** What messages hold of somebody who is erased. */
import type { Knex } from 'knex';
import { chunks } from '../database/chunks.ts';

/**
 * In messages about them their name gives way; those to them lose their address. What was not sent yet is not sent, but where it tells
 * of others too. Runs before the person is deleted, for their incidents go with them.
 */
export async function eraseMessages(
  trx: Knex,
  companyId: string,
  { personId, name }: { personId: string; name: string },
): Promise<void> {
  const recipientId = `person:${personId}`;
  const own = () => trx('messages').where({ companyId, recipientId });
  await own().whereIn('state', ['queued']).update({ state: 'dropped' });
  await own().update({ address: '', fallbacks: '[]' });
  await trx('inbound_messages').where({ companyId, recipientId }).delete();
  await trx('contact_preferences').where({ companyId, recipientId }).delete();
  const about = await trx('alerts')
    .join('incidents', 'incidents.id', 'alerts.incidentId')
    .where({ 'alerts.companyId': companyId, 'incidents.kind': 'absence', 'incidents.subjectId': personId })
    .whereNotNull('alerts.messageId')
    .distinct()
    .pluck<string[]>('alerts.messageId');
  for (const ids of chunks(await withSuccessors(trx, companyId, about)))
    await forgetName(trx, companyId, ids, name);
  await forgetElsewhere(trx, companyId, { personId, name });
}

/** Answers to somebody who asked for them, events for other programs, a supervisor's name in news of others, and what was handed over. */
async function forgetElsewhere(
  trx: Knex,
  companyId: string,
  { personId, name }: { personId: string; name: string },
): Promise<void> {
  const written = JSON.stringify(name).slice(1, -1);
  const event = () =>
    trx('messages')
      .where({ companyId, template: 'event' })
      .whereRaw(`instr("variables", ?) > 0`, [JSON.stringify(personId)]);
  await event().where({ state: 'queued' }).update({ state: 'dropped' });
  await event().update({ variables: trx.raw('replace("variables", ?, ?)', [JSON.stringify(name), '"–"']) });
  await trx('messages')
    .where({ companyId })
    .whereIn('template', ['reply', 'absenceEscalated'])
    .whereRaw('instr("variables", ?) > 0', [written])
    .update({ variables: trx.raw('replace("variables", ?, ?)', [written, '–']) });
  for (const column of ['body', 'answer'])
    await trx('inbound_messages')
      .where({ companyId })
      .whereRaw('instr(??, ?) > 0', [column, name])
      .update({ [column]: trx.raw('replace(??, ?, ?)', [column, name, '–']) });
  await trx('connector_rows')
    .where({ companyId })
    .whereRaw('instr("payload", ?) > 0', [JSON.stringify(personId)])
    .delete();
}

/** Messages that took the place of these, too. */
async function withSuccessors(trx: Knex, companyId: string, messageIds: string[]): Promise<string[]> {
  const all = new Set(messageIds);
  for (let from = messageIds; from.length > 0;) {
    const next: string[] = [];
    for (const ids of chunks(from))
      next.push(
        ...(await trx('messages').where({ companyId }).whereIn('insteadOfId', ids).pluck<string[]>('id')),
      );
    from = next.filter((id) => !all.has(id));
    for (const id of from) all.add(id);
  }
  return [...all];
}

const many = ['absenceDigest', 'absencesResolved'];

async function forgetName(trx: Knex, companyId: string, ids: string[], name: string): Promise<void> {
  const these = () => trx('messages').where({ companyId }).whereIn('id', ids);
  await these().where({ state: 'queued' }).whereNotIn('template', many).update({ state: 'dropped' });
  // As it stands within JSON.
  const written = JSON.stringify(name).slice(1, -1);
  await these().update({ variables: trx.raw('replace("variables", ?, ?)', [written, '–']) });
}
