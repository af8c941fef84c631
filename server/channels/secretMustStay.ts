/** Where the secret of each channel goes, and that it goes nowhere else. Pure. */
import { hostOf, mustStay, originOf, type SecretPlace } from '../mustStay.ts';
import type { ChannelKind } from '../wire.ts';

type Values = Readonly<Record<string, string>>;

/** Throws SECRET_ELSEWHERE. `given`: what is changed; `before`, `after`: all there is. */
export function secretMustStay(
  channel: ChannelKind,
  { before, given, after }: { before: Values; given: Values; after: Values },
): void {
  const [from, to] = [placeOf(channel, before), placeOf(channel, after)];
  const [what, field] = secretIn[channel];
  // Taken away with the user whose it was. An e-mail server that nobody signs in at is sent none.
  const isSent = channel !== 'email' || Boolean(after['user']);
  const isKept = isSent && Boolean(before[field]) && given[field] === undefined && Boolean(after[field]);
  mustStay({ what, field, isKept }, from, to);
}

const secretIn: Record<ChannelKind, [what: string, field: string]> = {
  whatsapp: ['auth token', 'authToken'],
  email: ['password', 'password'],
  webhook: ['secret', 'secret'],
  browser: ['', ''],
};

function placeOf(channel: ChannelKind, values: Values): SecretPlace {
  const { host = '', port, user = '', url = '', accountSid = '', apiBase } = values;
  switch (channel) {
    case 'whatsapp':
      return { address: apiBase ? originOf(apiBase) : 'Twilio', user: accountSid };
    case 'email':
      return { address: hostOf(host, port), user };
    case 'webhook':
      return { address: originOf(url) };
    case 'browser':
      return { address: '' };
    default:
      return channel satisfies never;
  }
}
