/** One declaration a route: it registers the Express handler and its entry in the OpenAPI document. */
import type { OpenAPIRegistry } from '@asteasolutions/zod-to-openapi';
import type { Request, RequestHandler, Response, Router } from 'express';
import { z } from 'zod';
import { type Action, may, type Subject } from '../access/abilities.ts';
import { askedFrom } from '../access/askedFrom.ts';
import { everything, type Scope } from '../access/scope.ts';
import { problem } from '../errors.ts';
import type { Me } from '../wire.ts';
import { InputError } from './answerProblem.ts';
import { parseInWords } from './inputWords.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
/** Who may: everybody, everybody signed in, or those whose role allows the action. */
export type Allow = 'anyone' | 'signedIn' | [Action, Subject];

type Shape = z.ZodType<Record<string, unknown>>;
type Nothing = Record<string, never>;

export type RouteSpec<
  P extends Shape,
  Q extends Shape,
  B extends z.ZodType,
  A extends z.ZodType,
  W extends Allow,
> = {
  method: Method;
  /** As Express writes it: `/api/people/:personId`. */
  path: string;
  summary: string;
  allow: W;
  /** Also for who must set up a second factor before anything else works. */
  withoutSecondFactor?: boolean;
  params?: P;
  query?: Q;
  body?: B;
  /** Multipart instead of JSON: the name of the file field, for the document. */
  files?: string;
  /** What the answer holds; anything else a handler returns does not leave. */
  answer: A;
  status?: number;
  /** Content type of an answer that is text instead of JSON. */
  text?: string;
  /** Content type of an answer of bytes. */
  binary?: string;
  /** Runs after the permission was checked and before the body is read. */
  before?: RequestHandler[];
};

export type RouteInput<P, Q, B, W extends Allow> = {
  params: P;
  query: Q;
  body: B;
  user: W extends 'anyone' ? Me | null : Me;
  /** Which people and areas `user` may see; a route about one of them asks it. */
  scope: Scope;
  request: Request;
  response: Response;
};

export type Route = <
  A extends z.ZodType,
  const W extends Allow,
  P extends Shape = z.ZodType<Nothing>,
  Q extends Shape = z.ZodType<Nothing>,
  B extends z.ZodType = z.ZodUndefined,
>(
  spec: RouteSpec<P, Q, B, A, W>,
  handle: (input: RouteInput<z.output<P>, z.output<Q>, z.output<B>, W>) => Promise<z.input<A>> | z.input<A>,
) => void;

/** For routes that answer with nothing. */
export const nothing = z.null();

export function createRoute(
  router: Router,
  registry: OpenAPIRegistry,
  userOf: (request: Request) => Promise<Me | null>,
  scopeOf: (user: Me) => Scope,
): Route {
  return (spec, handle) => {
    document(registry, spec);
    const answerRequest: RequestHandler = async (request, response) => {
      const user = response.locals['user'] as Me | null;
      const scope = user === null ? everything : scopeOf(user);
      const input = { ...readInput(spec, request), user, scope, request, response };
      // The declaration above ties these types together; zod has just checked the values.
      const handled = askedFrom(request.ip ?? '', () => handle(input as Parameters<typeof handle>[0]));
      const answer = spec.answer.parse(await handled);
      response.status(statusOf(spec));
      if (answer === null) response.end();
      else if (spec.binary !== undefined) response.type(spec.binary).send(Buffer.from(answer as Uint8Array));
      else if (spec.text === undefined) response.json(answer);
      else response.type(spec.text).send(answer);
    };
    router[spec.method](spec.path, guard(spec, userOf), ...(spec.before ?? []), answerRequest);
  };
}

type Guarded = { allow: Allow; withoutSecondFactor?: boolean };

function guard(
  { allow, withoutSecondFactor = false }: Guarded,
  userOf: (request: Request) => Promise<Me | null>,
): RequestHandler {
  return async (request, response, next) => {
    const user = await userOf(request);
    if (allow !== 'anyone') {
      if (user === null) throw problem('SIGN_IN_NEEDED', {});
      if (user.twoFactorDue && !withoutSecondFactor) throw problem('TWO_FACTOR_SETUP_NEEDED', {});
      if (allow !== 'signedIn' && !may(user, ...allow)) throw problem('NOT_ALLOWED', { role: user.role });
    }
    response.locals['user'] = user;
    // What is shown to one person must not be kept for the next.
    response.set('Cache-Control', 'no-store');
    next();
  };
}

type Declared = RouteSpec<Shape, Shape, z.ZodType, z.ZodType, Allow>;

function readInput(spec: Pick<Declared, 'params' | 'query' | 'body'>, request: Request) {
  return {
    params: check(spec.params, request.params) ?? {},
    query: check(spec.query, request.query) ?? {},
    body: check(spec.body, request.body as unknown),
  };
}

function check<T extends z.ZodType>(shape: T | undefined, value: unknown): z.output<T> | undefined {
  const checked = shape && parseInWords(shape, value);
  if (checked?.success === false) throw new InputError(checked.error);
  return checked?.data;
}

function document(registry: OpenAPIRegistry, spec: Omit<Declared, 'answer'> & { answer: z.ZodType }): void {
  const type = spec.binary ?? spec.text ?? 'application/json';
  // What bytes hold is not zod's to tell.
  const schema = spec.binary === undefined ? spec.answer : binary;
  const content = spec.answer === nothing ? {} : { content: { [type]: { schema } } };
  registry.registerPath({
    method: spec.method,
    path: spec.path.replace(/:(\w+)/g, '{$1}'),
    tags: [tagOf(spec.path)],
    summary: spec.summary,
    description: whoMay(spec.allow),
    ...(spec.allow === 'anyone' ? {} : { security: [{ session: [] }] }),
    request: {
      // zod-to-openapi wants objects; every `params` and `query` of ours is one.
      ...(spec.params ? { params: spec.params as unknown as z.ZodObject } : {}),
      ...(spec.query ? { query: spec.query as unknown as z.ZodObject } : {}),
      ...requestBody(spec),
    },
    responses: {
      [statusOf(spec)]: { description: 'Done', ...content },
      default: {
        description: 'Refused; see ERRORS.md',
        content: { 'application/json': { schema: refusal } },
      },
    },
  });
}

/** The word after `/api/`: with hundreds of routes the page is read by what they are about. */
const tagOf = (path: string): string => path.split('/')[2] ?? 'api';

const statusOf = ({ status, answer }: Pick<Declared, 'status' | 'answer'>): number =>
  status ?? (answer === nothing ? 204 : 200);

const binary = { type: 'string', format: 'binary' } as const;
const refusal = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    fields: z.record(z.string(), z.string()).optional(),
  }),
});

function requestBody(spec: Pick<Declared, 'body' | 'files'>) {
  if (spec.body) return { body: { content: { 'application/json': { schema: spec.body } } } };
  if (spec.files === undefined) return {};
  const file = { type: 'string', format: 'binary' } as const;
  const schema = { type: 'object', properties: { [spec.files]: { type: 'array', items: file } } } as const;
  return { body: { content: { 'multipart/form-data': { schema } } } };
}

function whoMay(allow: Allow): string {
  if (allow === 'anyone') return 'Anyone, without sign-in.';
  return allow === 'signedIn' ? 'Anyone signed in.' : `Those who may ${allow[0]} ${allow[1]}.`;
}
