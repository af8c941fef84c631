/** The cookie that holds a session's token. */
import type { IncomingHttpHeaders } from 'node:http';
import { parseCookie, stringifySetCookie } from 'cookie';

export const sessionCookie = 'whereabouts_session';

export function tokenIn(headers: Pick<IncomingHttpHeaders, 'cookie'>): string | null {
  return parseCookie(headers.cookie ?? '')[sessionCookie] ?? null;
}

/** HttpOnly: no script reads it. Lax: other sites' forms do not send it. Secure as soon as the page came over https. */
export function setSessionCookie(token: string, secure: boolean): string {
  return stringifySetCookie(sessionCookie, token, { httpOnly: true, sameSite: 'lax', path: '/', secure });
}

export function clearSessionCookie(secure: boolean): string {
  const ended = { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge: 0 } as const;
  return stringifySetCookie(sessionCookie, '', ended);
}
