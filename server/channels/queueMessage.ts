/** Puts a message into the outbox, in the transaction of what it tells: neither is without the other. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { ChannelKind } from '../wire.ts';

/**
 * Which text. Variables are strings, ready to read, in the recipient's language where they are words:
 * absenceRaised: name, area, lastSeen (local time), minutes. absenceEscalated: also level, supervisor. absenceResolved: name, minutes.
 * absenceDigest: count, names. absencesResolved: count, names. notArrived: name, area, minutes (after the start of the shift).
 * cameraBlind: camera, area, minutes, problem. cameraBack: camera, area, minutes. terminalUnknown: terminal. backupFailed: problem.
 * jobFailed: job, problem. jobWorks: job, minutes.
 * stillOnTerminal: count, terminal, since (local time), problem. goneFromTerminal: terminal.
 * dailyReport: date, summary, link. test: company. event: of `server/connectors/startEvents.ts`, for a webhook alone.
 */
export type TemplateKey =
  | ('absenceRaised' | 'absenceEscalated' | 'absenceResolved' | 'absenceDigest' | 'absencesResolved')
  | ('notArrived' | 'cameraBlind' | 'cameraBack' | 'terminalUnknown' | 'backupFailed')
  | ('jobFailed' | 'jobWorks' | 'stillOnTerminal' | 'goneFromTerminal')
  | ('dailyReport' | 'test' | 'reply' | 'event');

/** How somebody is reached: their channels that work, the first one first. `address`: number, e-mail address, URL or user id. */
export type Contact = {
  /** `person:ID` or `user:ID`. */
  recipientId: string;
  name: string;
  language: 'en' | 'id';
  channels: { channel: ChannelKind; address: string }[];
};

export type NewMessage = {
  to: Contact;
  template: TemplateKey;
  variables: Record<string, string>;
  /** Older news is dropped, and counted as such. */
  expiresAtMs: number;
};

/** Answers the id of the message; null: the contact has no channel, and nothing is queued. */
export async function queueMessage(
  trx: Knex,
  companyId: string,
  { to, template, variables, expiresAtMs }: NewMessage,
  nowMs: number,
): Promise<string | null> {
  const [first, ...others] = to.channels;
  if (!first) return null;
  const id = randomUUID();
  await trx('messages').insert({
    ...{ id, companyId, recipientId: to.recipientId, channel: first.channel, address: first.address },
    ...{ template, variables: JSON.stringify(variables), language: to.language, state: 'queued' },
    ...{ attempts: 0, createdAtMs: nowMs, nextTryAtMs: nowMs, expiresAtMs },
    fallbacks: JSON.stringify(others),
  });
  return id;
}
