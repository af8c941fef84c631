/** Refuses what another site makes a signed-in browser send. */
import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHandler } from 'express';
import { problem } from '../errors.ts';

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

export const originCheck: RequestHandler = (request, _response, next) => {
  if (!harmless.has(request.method) && cameFromElsewhere(request.headers))
    throw problem('ORIGIN_REFUSED', {});
  next();
};

/**
 * True when a browser says that a page of another origin made it send this.
 * Programs that are no browsers send neither header; no page can make them send anything.
 */
export function cameFromElsewhere(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin } = headers;
  if (origin === undefined) return false;
  // Browsers send Sec-Fetch-Site only over https and to localhost; over plain http the origin is all there is.
  return !URL.canParse(origin) || new URL(origin).host !== headers.host;
}
