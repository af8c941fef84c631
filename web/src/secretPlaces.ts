/**
 * Where a secret goes that is stored and not shown. The server sends it nowhere else: when a form says another place, it is asked for
 * again before the form is sent.
 */
import { msg, str } from '@lit/localize';
import type { ChannelKind, EmployeeSource } from '../../server/wire.ts';

/** An empty address: nowhere yet. */
export type SecretPlace = { address: string; user?: string };
type Values = Readonly<Record<string, string>>;

/** What stands beside its input; null: it stays where it is. */
export function typeAgain(before: SecretPlace | null, after: SecretPlace | null): string | null {
  if (!before || !after || placeText(before) === placeText(after)) return null;
  if (before.address === '') return msg('The one that is set was typed before the address. Type it again.');
  return msg(str`The one that is set is for ${placeText(before)} only. Type it again.`);
}

const placeText = ({ address, user = '' }: SecretPlace): string =>
  user === '' ? address : `${user} @ ${address}`;

export const hostPlace = (host: string | null, port: string | number): SecretPlace => ({
  address: [bracketed(host?.trim() ?? ''), String(port).trim()].filter((part) => part !== '').join(':'),
});

/** The end of an IPv6 address and a port look alike. */
const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);

const originPlace = (url = ''): SecretPlace => ({
  address: URL.canParse(url) ? new URL(url).origin : url.trim(),
});

/** null: nothing signs in there. */
export function sourcePlace(source: EmployeeSource): SecretPlace | null {
  switch (source.kind) {
    case 'http':
      return source.header === '' ? null : originPlace(source.url);
    case 'postgres':
      return { ...hostPlace(source.host, source.port), user: source.user };
    case 'csv':
    case 'sqlite':
      return null;
    default:
      return source satisfies never;
  }
}

export function channelPlace(channel: ChannelKind, values: Values): SecretPlace | null {
  switch (channel) {
    case 'whatsapp':
      return { address: values['accountSid'] ?? '' };
    case 'email':
      // With no user nobody signs in.
      return values['user']
        ? { ...hostPlace(values['host'] ?? '', values['port'] ?? ''), user: values['user'] }
        : null;
    case 'webhook':
      return originPlace(values['url']);
    case 'browser':
      return null;
    default:
      return channel satisfies never;
  }
}

export const frappePlace = (values: Values): SecretPlace => ({
  ...originPlace(values['url']),
  user: values['apiKey'] ?? '',
});

/** What a password that is not shown looks like in an address. */
export const mask = '•••';

/** The same for the password of a camera, which is typed within its address. */
export function typeBehindMask(before: string, after: string): string | null {
  const [was, is] = [streamPlace(before), streamPlace(after)];
  if (was === null || typeAgain(was, is) === null) return null;
  return msg(str`The password behind ••• is for ${was.address} only. Type it in the place of •••.`);
}

/** Of an address with a mask in it, up to its path; null: it has none. */
function streamPlace(url: string): SecretPlace | null {
  if (!url.includes(mask)) return null;
  return { address: /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(url)?.[0] ?? url };
}
