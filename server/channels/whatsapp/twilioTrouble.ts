/** What an error of Twilio's client says about the message it was to send. Pure. */
import { codes } from '../codes.ts';
import { outcomeOf } from '../outcomeOf.ts';
import type { Outcome } from '../outgoing.ts';

/** The connection never came about, so that nothing was sent. */
const neverSent = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL'],
  ...['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
  ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_INVALID_URL'],
]);

export function twilioTrouble(error: unknown): Exclude<Outcome, { kind: 'accepted' }> {
  const { status, code, message, syscall } = fieldsOf(error);
  if (status === undefined) {
    if (neverSent.has(String(code)) || (code === 'ETIMEDOUT' && syscall === 'connect'))
      return { ...outcomeOf('unreachable'), kind: 'retry', unreachable: true };
    return { kind: 'unknown', code: 'noAnswer' };
  }
  if (code !== undefined && codes[String(code)]) return outcomeOf(String(code), message);
  if (status === 429) return outcomeOf('tooOften', message);
  if (status === 401 || status === 403) return outcomeOf('20003', message);
  if (status === 503) return { kind: 'retry', code: 'providerFault', unreachable: true, said: message };
  // It may have been taken before what failed.
  if (status >= 500) return { kind: 'unknown', code: 'noAnswer' };
  return outcomeOf(code === undefined ? 'refused' : String(code), message);
}

function fieldsOf(error: unknown) {
  if (typeof error !== 'object' || error === null) return {};
  const { status, code, message, syscall } = error as Record<string, unknown>;
  return {
    // An axios error has a status too, but only with an answer, and those become Twilio's own errors.
    status: typeof status === 'number' ? status : undefined,
    code: typeof code === 'number' || typeof code === 'string' ? code : undefined,
    message: typeof message === 'string' ? message : '',
    syscall,
  };
}
