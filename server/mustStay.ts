/** A stored secret is for the place it was typed for, and for the user there: it never goes to another because an address was changed. Pure. */
import { problem, type UserFacingError } from './errors.ts';

/** Where a secret goes, as the page shows it; an empty address: nowhere yet. */
export type SecretPlace = { address: string; user?: string };
/** `field`: where it is typed. `isKept`: one is stored, and nobody typed it anew or took it away. */
export type KeptSecret = { what: string; field: string; isKept: boolean };

/** Throws SECRET_ELSEWHERE. */
export function mustStay({ isKept, ...secret }: KeptSecret, before: SecretPlace, after: SecretPlace): void {
  if (isKept && !isSame(before, after)) throw secretElsewhere(secret, textOf(before));
}

/** `subject`: where it is for. */
export function secretElsewhere(
  { what, field }: Pick<KeptSecret, 'what' | 'field'>,
  subject: string,
): UserFacingError {
  const words = `the ${what} is kept for ${subject} only: type it again, or clear it`;
  return problem('SECRET_ELSEWHERE', { what, subject }, { fields: { [field]: words } });
}

/** Scheme, host and port: what lies behind them is the same server's. */
export const originOf = (url = ''): string => (URL.canParse(url) ? new URL(url).origin : url.trim());

/** A host and its port. An IPv6 address is put into brackets: else its end and a port look alike. */
export const hostOf = (host: string, port: string | number = ''): string =>
  [host.includes(':') ? `[${host}]` : host, String(port)].filter((part) => part !== '').join(':');

const isSame = (a: SecretPlace, b: SecretPlace): boolean =>
  a.address.toLowerCase() === b.address.toLowerCase() && (a.user ?? '') === (b.user ?? '');

const textOf = ({ address, user = '' }: SecretPlace): string =>
  [user, address || 'no address'].filter((part) => part !== '').join(' @ ');
