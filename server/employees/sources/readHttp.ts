/** A list over HTTP: JSON, page after page. Whatever the other side does, it is refused within its bounds. */
import { request as plainRequest } from 'node:http';
import { request as secureRequest, type RequestOptions } from 'node:https';
import type { EmployeeSource } from '../../wire.ts';
import type { SourceTable } from '../masterList.ts';
import { flatRows, placeIn } from './jsonRows.ts';
import {
  hashOf,
  sourceBytesMost,
  sourceRowsMost,
  tableOf,
  tooLarge,
  tooManyRows,
  unreadable,
} from './sourceLimits.ts';

type HttpSource = Extract<EmployeeSource, { kind: 'http' }>;
export type HttpNeeds = { answerMs: number; allMs: number; signal: AbortSignal };

const pagesMost = 1_000;
const redirectsMost = 3;

/** Throws EMPLOYEES_UNREADABLE. */
export async function readHttp(source: HttpSource, secret: string, needs: HttpNeeds): Promise<SourceTable> {
  const what = hostOf(source.url);
  const signal = AbortSignal.any([needs.signal, AbortSignal.timeout(needs.allMs)]);
  const found: unknown[] = [];
  const seen = new Set<string>();
  let bytesLeft = sourceBytesMost;
  let next: string | null = source.url;
  const texts: string[] = [];
  while (next !== null) {
    if (seen.has(next)) throw unreadable(what, 'its pages lead in a circle', checkNext);
    if (seen.size >= pagesMost) throw unreadable(what, `it has more than ${pagesMost} pages`, checkNext);
    seen.add(next);
    const text: string = await fetchText(next, source, secret, { ...needs, signal, what, bytesLeft });
    bytesLeft -= Buffer.byteLength(text);
    texts.push(hashOf(text));
    const body = parsed(what, text);
    found.push(...rowsIn(what, body, source.rows));
    if (found.length > sourceRowsMost) throw tooManyRows(what);
    next = nextOf(what, body, source, next);
  }
  const { columns, rows } = flatRows(found);
  return { ...tableOf(what, columns, rows), hash: hashOf(texts.join()) };
}

const checkNext = 'Check where the address of the next page stands.';

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

function parsed(what: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(what, 'its answer is not JSON', 'Check the address.', error);
  }
}

function rowsIn(what: string, body: unknown, path: string): unknown[] {
  const rows = placeIn(body, path);
  if (Array.isArray(rows)) return rows;
  const where = path === '' ? 'its answer' : `"${path}" in its answer`;
  throw unreadable(what, `${where} is not a list`, 'Check where the list stands.');
}

/** null: this was the last page. The secret goes to one host: pages elsewhere are refused. */
function nextOf(what: string, body: unknown, { next, url }: HttpSource, at: string): string | null {
  if (next === '') return null;
  const found = placeIn(body, next);
  if (found === null || found === undefined || found === '' || found === false) return null;
  if (typeof found !== 'string' || !URL.canParse(found, at))
    throw unreadable(what, 'the address of its next page is none', checkNext);
  return sameSite(what, new URL(found, at), url).href;
}

function sameSite(what: string, found: URL, url: string): URL {
  if (found.origin === new URL(url).origin) return found;
  throw unreadable(what, `it leads to another site, ${found.host}`, 'Type in the address it has there.');
}

type Asked = HttpNeeds & { what: string; bytesLeft: number };

async function fetchText(url: string, source: HttpSource, secret: string, asked: Asked): Promise<string> {
  let at = new URL(url);
  for (let redirects = 0; ; redirects++) {
    const { status, location, text } = await getOnce(at, source, secret, asked);
    if (status >= 200 && status < 300) return text;
    if (status < 300 || status >= 400 || location === '') throw refused(asked.what, status);
    if (redirects >= redirectsMost)
      throw unreadable(asked.what, 'it sends from one address to the next', 'Check the address.');
    at = sameSite(asked.what, new URL(location, at), source.url);
  }
}

function refused(what: string, status: number): Error {
  if (status === 401 || status === 403)
    return unreadable(what, `it refuses the sign-in (${status})`, 'Check the header and its value.');
  if (status === 404) return unreadable(what, 'there is nothing at this address (404)', 'Check the address.');
  return unreadable(what, `it answers ${status}`, 'Try again later, or ask who runs it.');
}

type Got = { status: number; location: string; text: string };

function getOnce(at: URL, source: HttpSource, secret: string, asked: Asked): Promise<Got> {
  const { what, bytesLeft, signal, answerMs } = asked;
  const options: RequestOptions = {
    headers: { accept: 'application/json', ...(source.header ? { [source.header]: secret } : {}) },
    ...{ signal, timeout: answerMs },
    ...(source.certificate ? { ca: source.certificate } : {}),
  };
  return new Promise((resolve, reject) => {
    const ask = at.protocol === 'https:' ? secureRequest : plainRequest;
    const request = ask(at, options, (response) => {
      const parts: Buffer[] = [];
      let bytes = 0;
      response.on('data', (part: Buffer) => {
        bytes += part.length;
        parts.push(part);
        if (bytes > bytesLeft) request.destroy(tooLarge(what));
      });
      response.once('error', (error) => reject(asUnreadable(what, error)));
      response.once('aborted', () => reject(unreadable(what, 'its answer broke off', tryAgain)));
      response.once('end', () => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, location: headers.location ?? '', text: Buffer.concat(parts).toString('utf8') });
      });
    });
    request.once('timeout', () =>
      request.destroy(unreadable(what, `it did not answer within ${answerMs / 1000} seconds`, tryAgain)),
    );
    request.once('error', (error) => reject(asUnreadable(what, error)));
    request.end();
  });
}

const tryAgain = 'Try again later, or ask who runs it.';

function asUnreadable(what: string, error: Error): Error {
  if (error.name === 'UserFacingError') return error;
  const { code = '' } = error as NodeJS.ErrnoException;
  if (error.name === 'AbortError' || code === 'ABORT_ERR')
    return unreadable(what, 'it takes too long', tryAgain, error);
  if (/CERT|SIGNED|SSL|TLS/.test(code))
    return unreadable(
      what,
      `its certificate is not trusted (${code})`,
      'Give the certificate of its authority.',
      error,
    );
  return unreadable(
    what,
    `it cannot be reached (${code || error.message})`,
    'Check its address and the network.',
    error,
  );
}
