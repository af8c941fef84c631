import type { IncomingMessage } from 'node:http';

/** False when another site's page makes the request: a cookie travels with it, so its origin must be ours. */
export function isSameOrigin({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const { origin, host } = headers;
  if (headers['sec-fetch-site'] === 'cross-site') return false;
  // Browsers leave it out of same-origin GET requests, and programs that are no browsers always do.
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
