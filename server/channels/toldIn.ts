/** Which incidents a message told of. */
import type { Knex } from 'knex';

type Told = { incidentId: string };

/** By the provider's id of the message, or of one that took its place. */
export async function incidentsToldIn(db: Knex, companyId: string, providerId: string): Promise<string[]> {
  type Link = { id: string; insteadOfId: string | null };
  const ids: string[] = [];
  let at = await db('messages').where({ companyId, providerId }).first<Link | undefined>('id', 'insteadOfId');
  // The alert knows the first message; this one may have replaced it.
  while (at && !ids.includes(at.id)) {
    ids.push(at.id);
    if (at.insteadOfId === null) break;
    at = await db('messages')
      .where({ companyId, id: at.insteadOfId })
      .first<Link | undefined>('id', 'insteadOfId');
  }
  const rows = await db('alerts').where({ companyId }).whereIn('messageId', ids).select<Told[]>('incidentId');
  return [...new Set(rows.map(({ incidentId }) => incidentId))];
}

/** Those of the newest message to this recipient that told of this incident. */
export async function incidentsToldTogether(
  db: Knex,
  companyId: string,
  { recipientIds, incidentId }: { recipientIds: string[]; incidentId: string },
): Promise<string[]> {
  const last = await db('alerts')
    .where({ companyId, incidentId })
    .whereIn('recipientId', recipientIds)
    .whereNotNull('messageId')
    .orderBy('createdAtMs', 'desc')
    .first<{ messageId: string } | undefined>('messageId');
  if (!last) return [];
  const rows = await db('alerts')
    .where({ companyId, messageId: last.messageId })
    .select<Told[]>('incidentId');
  return [...new Set(rows.map((row) => row.incidentId))];
}
