/** What an error of the mail client says. Pure. */
import { outcomeOf } from '../outcomeOf.ts';
import type { Outcome } from '../outgoing.ts';

const connection = new Set(['ECONNECTION', 'ESOCKET', 'EDNS', 'ETIMEDOUT', 'EPROXY', 'ENOTFOUND']);

export function mailTrouble(error: unknown): Outcome {
  const { code, responseCode, command, response, message } = fieldsOf(error);
  const said = response || message;
  if (code === 'EAUTH' || code === 'ENOAUTH') return outcomeOf('smtpSignIn', said);
  if (code === 'ETLS' || /certificate|self.signed|ssl routines|wrong version/i.test(message))
    return outcomeOf('smtpTls', said);
  if (responseCode !== null && responseCode >= 400 && responseCode < 500) return outcomeOf('smtpLater', said);
  if (command === 'MAIL FROM' && responseCode !== null) return outcomeOf('smtpSender', said);
  if (code === 'EENVELOPE') return outcomeOf('smtpRecipient', said);
  if (responseCode !== null) return outcomeOf('smtpRefused', said);
  // After all of the text was handed over it may have been taken.
  if (command === 'DATA') return { kind: 'unknown', code: 'noAnswer' };
  if (connection.has(code))
    return { ...outcomeOf('smtpUnreachable', said), kind: 'retry', unreachable: true };
  return outcomeOf('smtpRefused', said);
}

function fieldsOf(error: unknown) {
  const given = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const text = (key: string): string => (typeof given[key] === 'string' ? given[key] : '');
  return {
    ...{ code: text('code'), command: text('command'), response: text('response'), message: text('message') },
    responseCode: typeof given['responseCode'] === 'number' ? given['responseCode'] : null,
  };
}
