/** A network address taken apart the way people type it: passwords with @, / or # in them included. */
export type Address = {
  scheme: string;
  /** Decoded; '' when there is none. */
  user: string;
  password: string;
  /** Host and port. */
  host: string;
  /** From the first slash on. */
  rest: string;
};

const schemeOf = /^([a-z][a-z0-9+.-]+):\/\/(.*)$/is;
const hostAndPort = /^(\[[0-9a-f:.%]+\]|[^:@]*)(:\d*)?$/i;

export function splitAddress(url: string): Address | null {
  const [, scheme, after] = schemeOf.exec(url) ?? [];
  if (scheme === undefined || after === undefined) return null;
  const end = userInfoEnd(after);
  const userInfo = end < 0 ? '' : after.slice(0, end);
  const place = after.slice(end + 1);
  const hostEnd = place.search(/[/?#]|$/);
  const colon = userInfo.indexOf(':');
  return {
    scheme: scheme.toLowerCase(),
    user: decode(colon < 0 ? userInfo : userInfo.slice(0, colon)),
    password: colon < 0 ? '' : decode(userInfo.slice(colon + 1)),
    host: place.slice(0, hostEnd),
    rest: place.slice(hostEnd),
  };
}

/** The same address with user and password percent-encoded, which ffmpeg decodes before it signs in. */
export function joinAddress({ scheme, user, password, host, rest }: Address): string {
  const secret = password === '' ? '' : `:${encodeURIComponent(password)}`;
  const userInfo = user === '' && password === '' ? '' : `${encodeURIComponent(user)}${secret}@`;
  return `${scheme}://${userInfo}${host}${rest}`;
}

/** Both an @ before the host and one after it: which of them ends the password nobody can tell. */
export const isAmbiguous = ({ user, rest }: Address): boolean => user !== '' && rest.includes('@');

/**
 * The address for messages: no password, neither before the host nor among the parameters.
 * Hides too much rather than too little: up to the last @.
 */
export function redactUrl(url: string): string {
  return url
    .replace(/^([a-z][a-z0-9+.-]+:\/\/[^:@/]*):.*@/is, '$1:***@')
    .replace(/([?&;][^=&;]*(?:pass|pwd|token|secret|key|auth)[^=&;]*=)[^&;#]*/gi, '$1***');
}

/** Where the @ after the password is; -1 without one. A part before the first slash that reads as host:port is the host. */
function userInfoEnd(after: string): number {
  const authority = after.slice(0, after.search(/[/?#]|$/));
  if (authority.includes('@')) return authority.lastIndexOf('@');
  return hostAndPort.test(authority) ? -1 : after.lastIndexOf('@');
}

/** Encoded passwords (%40) are decoded; one with a plain percent sign is taken as it stands. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
