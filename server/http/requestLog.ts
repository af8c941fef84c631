import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { pinoHttp } from 'pino-http';
import type { Log } from './createLog.ts';

/** One line a request: method, path and status. No headers, no query, no body: cookies, links and passwords stay out. */
export function requestLog(log: Log): RequestHandler {
  return pinoHttp({
    logger: log,
    wrapSerializers: false,
    quietReqLogger: true,
    serializers: {
      req: (request: IncomingMessage) => ({ method: request.method, path: pathOf(request) }),
      res: (response: ServerResponse) => ({ status: response.statusCode }),
    },
    customLogLevel: levelOf,
    customSuccessMessage: () => 'answered',
    customErrorMessage: () => 'answered with an error',
    // The error itself is logged once, with its reference, where it is answered.
    customErrorObject: (_request, _response, _error, value: { err?: unknown }) => ({
      ...value,
      err: undefined,
    }),
  });
}

/** No address of ours is longer; what a stranger sends should not fill the disk. */
const pathMaxLength = 200;

/** A link to a report opens it: its token stays out too. */
const pathOf = (request: IncomingMessage & { originalUrl?: string }): string =>
  (request.originalUrl ?? request.url ?? '')
    .slice(0, pathMaxLength)
    .replace(/\?.*$/s, '')
    .replace(/^\/r\/.+$/s, '/r/(link)');

/** Reading is the everyday case; what changes something, or is refused, is worth a line. */
function levelOf(request: IncomingMessage, response: ServerResponse): 'debug' | 'info' | 'warn' {
  if (response.statusCode >= 500) return 'warn';
  const reads = request.method === 'GET' || request.method === 'HEAD';
  return reads && response.statusCode < 400 ? 'debug' : 'info';
}
