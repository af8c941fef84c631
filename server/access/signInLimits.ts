/** Slows down guessing passwords and codes: per network address and per user, wrong tries only. */
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { problem } from '../errors.ts';
import type { Me } from '../wire.ts';
import { hashOf } from './sessions.ts';

const windowMinutes = 15;
/** A whole office behind one address mistypes more often than one person. */
const wrongTries = { perAddress: 30, perUser: 10 };

export const signInLimits = (): RequestHandler[] => [
  limit(wrongTries.perAddress, (request) => ipKeyGenerator(request.ip ?? '')),
  limit(wrongTries.perUser, emailOf),
];

/** For who is signed in already: a session left open on a desk must not tell its password by trying. */
export const passwordLimit = (): RequestHandler[] => [
  limit(wrongTries.perUser, (_, { locals }) => (locals['user'] as Me).userId),
];

/** What is answered is no wrong try, although it is refused. */
export function notCounted(response: Response): void {
  response.locals['notCounted'] = true;
}

function limit(tries: number, keyOf: (request: Request, response: Response) => string): RequestHandler {
  return rateLimit({
    windowMs: windowMinutes * 60_000,
    limit: tries,
    keyGenerator: keyOf,
    skipSuccessfulRequests: true,
    requestWasSuccessful: (_, { statusCode, locals }) => statusCode < 400 || locals['notCounted'] === true,
    standardHeaders: false,
    legacyHeaders: false,
    // A proxy may send these; createHttp decides which proxies are believed.
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    handler: (_request, _response, next) => next(problem('SIGN_IN_TOO_OFTEN', { minutes: windowMinutes })),
  });
}

/** Hashed: keys of one short length, whatever is sent. */
function emailOf(request: Request): string {
  const body = request.body as { email?: unknown } | undefined;
  return hashOf(typeof body?.email === 'string' ? body.email.trim().toLowerCase() : '');
}
