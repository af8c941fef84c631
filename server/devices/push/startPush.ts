/**
 * Where terminals call: a listener of its own, with nothing else behind it. Their serial number is all they have to show, so nobody
 * is heard before a person let that number in. Until then everything is answered with a refusal, and never OK: a terminal forgets
 * what was acknowledged, and keeps and sends again what was not.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import type { Knex } from 'knex';
import { problem } from '../../errors.ts';
import { answerTerminal, type Answer, type Call, type TerminalParts } from './answerTerminal.ts';
import { createCommandQueue } from './commandQueue.ts';
import type { PushCommand } from './commands.ts';
import { createHeldTemplates } from './heldTemplates.ts';
import { type Keyed, keyedOf } from './keyed.ts';
import { createLogReadings } from './logReadings.ts';
import { createPushCounts } from './pushCounts.ts';
import { createPushStore, type FactsKept, type PushDevice } from './pushStore.ts';
import { createRateBound } from './rateBound.ts';

export type PushParts = Pick<TerminalParts, 'takeRows' | 'storesTemplates' | 'zoneOf'> &
  Partial<Pick<TerminalParts, 'templatesCame' | 'usersCame' | 'commandEnded' | 'keptFor' | 'mayGet'>> & {
    db: Knex;
    companyId: string;
    now: () => number;
    /** What a terminal told of itself is stored; this is all that is known of it now. */
    factsKept?: FactsKept;
    /** What a terminal is to do, or what became of it, is another than before. */
    commandsChanged?: () => void;
    /** A terminal called: it is online. Called at every request, so it should be quick. */
    heard?: (device: PushDevice, address: string) => void;
    /** A serial number that nobody let in called for the first time. */
    strangerCame?: (device: PushDevice) => void;
    trouble: (error: unknown, serial: string) => void;
    bodyMost?: number;
  };

export type PushNeeds = PushParts & { host: string; port: number };

export type Push = ReturnType<typeof createPush>;
export type PushListening = { port: number; stop: () => Promise<void> };

/** Twice what terminals are told to send at most: some count differently. */
const bodyMost = 2 * 1_048_576;
const finishWithinMs = 2_000;

/** Throws PORT_BUSY. */
export async function startPush({ host, port, ...parts }: PushNeeds) {
  const push = createPush(parts);
  return { ...push, ...(await push.listen(host, port)) };
}

/** Commands wait here, and templates are on their way, whether anything listens or not. */
export function createPush(needs: PushParts) {
  const parts = partsOf(needs);
  const { store, queue, counts } = parts;
  const app = appOf(needs, parts);
  return {
    counts: counts.read,
    store,
    /** null: too much waits for it already. */
    order: (deviceId: string, command: PushCommand) => queue.add(deviceId, command, needs.now()),
    /** All of them, or none. */
    orderMany: (deviceId: string, commands: readonly PushCommand[]) =>
      queue.addMany(deviceId, commands, needs.now()),
    commands: queue.list,
    hold: parts.held.hold,
    /** Throws PORT_BUSY. */
    listen: (host: string, port: number): Promise<PushListening> => listenOn(app, host, port),
  };
}

function appOf(needs: PushParts, parts: TerminalParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  const door = createDoor(needs, parts);
  app.use(
    '/iclock',
    door.letIn,
    express.raw({ type: () => true, limit: needs.bodyMost ?? bodyMost }),
    door.answer,
  );
  app.use((_request: Request, response: Response) => send(response, { status: 404, text: 'Not found' }));
  app.use(answerErrors(parts.counts.add));
  return app as Express;
}

async function listenOn(app: Express, host: string, port: number): Promise<PushListening> {
  // A terminal sends in seconds; whoever takes longer only holds a connection.
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 15_000 }, app);
  server.maxConnections = 1_000;
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? problem('PORT_BUSY', { port }, { cause: error }) : error),
    );
    server.listen(port, host, () => resolve());
  });

  return {
    port: (server.address() as AddressInfo).port,
    stop: (): Promise<void> =>
      new Promise((resolve) => {
        const forced = setTimeout(() => server.closeAllConnections(), finishWithinMs);
        server.close(() => {
          clearTimeout(forced);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

function partsOf(needs: PushParts): TerminalParts {
  const nothing = (): void => undefined;
  const { templatesCame = nothing, usersCame = nothing, commandEnded = nothing } = needs;
  const { takeRows, storesTemplates, zoneOf, db, companyId } = needs;
  return {
    ...{ takeRows, storesTemplates, zoneOf, templatesCame, usersCame, commandEnded },
    ...(needs.keptFor ? { keptFor: needs.keptFor } : {}),
    ...(needs.mayGet ? { mayGet: needs.mayGet } : {}),
    ...{
      store: createPushStore(db, companyId, needs.factsKept),
      queue: createCommandQueue(db, companyId, needs.commandsChanged),
    },
    ...{ held: createHeldTemplates(), counts: createPushCounts(), stampedAtMs: new Map() },
    readings: createLogReadings(),
  };
}

type Next = (error?: unknown) => void;

function createDoor({ now, heard, strangerCame, trouble }: PushParts, parts: TerminalParts) {
  const { store, counts } = parts;
  const bySerial = createRateBound({ perSecond: 20, burst: 100 });
  /** Strangers, by where they call from. */
  const byAddress = createRateBound({ perSecond: 2, burst: 20 });

  /** Who may, is known before a byte of what they send is read. */
  async function letIn(request: Request, response: Response, next: Next): Promise<void> {
    counts.add('requests');
    const { serial, what, query } = callerOf(request);
    if (serial === null) {
      counts.add('unreadable');
      return send(response, { status: 400, text: 'No serial number' });
    }
    try {
      const address = addressOf(request);
      const device = await store.bySerial(serial);
      const may = device?.approved ? bySerial.allows(serial, now()) : byAddress.allows(address, now());
      if (!may) {
        counts.add('tooOften');
        return send(response, { status: 429, text: 'Too often' });
      }
      if (!device?.approved) return await turnAway(device, serial, address, what, response);
      heard?.(device, address);
      response.locals['call'] = { device, what, query, address };
      next();
    } catch (error) {
      failed(error, serial, response);
    }
  }

  async function turnAway(
    known: PushDevice | undefined,
    serial: string,
    address: string,
    what: string,
    response: Response,
  ): Promise<void> {
    counts.add('turnedAway');
    const stranger = known ?? (await store.quarantine(serial, address, now()));
    if (!known && stranger) {
      counts.add('quarantined');
      strangerCame?.(stranger);
    }
    // 406 is how access control terminals hear no to their registration; the text tells a stranger nothing.
    send(response, { status: what === 'registry' ? 406 : 401, text: 'Unauthorized' });
  }

  async function answer(request: Request, response: Response): Promise<void> {
    const { device, ...call } = response.locals['call'] as Omit<Call, 'method' | 'body'> & {
      device: PushDevice;
    };
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    try {
      send(response, await answerTerminal(parts, device, { ...call, method: request.method, body }, now()));
    } catch (error) {
      failed(error, device.serial, response);
    }
  }

  /** Not stored, so not OK: it keeps what it sent and tries again after its ErrorDelay. */
  function failed(error: unknown, serial: string, response: Response): void {
    counts.add('notStored');
    trouble(error, serial);
    send(response, { status: 503, text: 'ERROR' });
  }

  return { letIn, answer };
}

/** As people may type it too when they add one. */
const isSerial = (text: string): boolean => /^[A-Za-z0-9_.-]{1,64}$/.test(text);

/** `/iclock/cdata`, or with the `.aspx` of old firmware. */
function callerOf(request: Request): { serial: string | null; what: string; query: Keyed } {
  const what = /^\/(\w{1,20})(?:\.aspx)?\/?$/i.exec(request.path)?.[1]?.toLowerCase() ?? '';
  const query = queryOf(request.url);
  const serial = query.get('sn') ?? '';
  return { serial: isSerial(serial) ? serial : null, what, query };
}

function queryOf(url: string): Keyed {
  const start = url.indexOf('?');
  return keyedOf(
    start < 0
      ? ''
      : url
          .slice(start + 1, start + 4_000)
          .split('&')
          .map(decoded)
          .join('\n'),
    '\n',
  );
}

/** As it came, where it is not well encoded. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' ')).replace(/\n/g, ' ');
  } catch {
    return text;
  }
}

const addressOf = (request: Request): string => (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');

function send(response: Response, { status, text }: Answer): void {
  if (response.headersSent || response.destroyed) return;
  response.status(status).type('text/plain').send(text);
}

/** Bodies that are too large, or end early. */
const answerErrors =
  (count: (kind: 'tooLarge' | 'unreadable') => void): ErrorRequestHandler =>
  // Express knows by its four arguments that it hears errors.
  (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 400;
    count(status === 413 ? 'tooLarge' : 'unreadable');
    send(response, { status: status >= 400 && status < 500 ? status : 400, text: 'ERROR' });
  };
