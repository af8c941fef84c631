/** Socket.IO's door: who may come in, and how it is closed. */
import type { IncomingHttpHeaders, Server as HttpServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DefaultEventsMap, Server, type Socket } from 'socket.io';
import { problem } from '../errors.ts';
import { cameFromElsewhere } from '../http/originCheck.ts';
import type { ClientToServer, Me, ServerToClient } from '../wire.ts';

export type SignedIn = { companyId: string; sessionId: string; me: Me };
export type LiveServer = Server<ClientToServer, ServerToClient, DefaultEventsMap, SignedIn>;
export type LiveSocket = Socket<ClientToServer, ServerToClient, DefaultEventsMap, SignedIn>;

export type Door = {
  /** Gets the headers the page connected with. */
  authenticate: (headers: IncomingHttpHeaders) => Promise<SignedIn | null>;
  log: { warn: (detail: object, message: string) => void };
};

/** What a page may send is a few cameras' ids. */
const requestBytesMax = 16 * 1024;

export function openServer(httpServer: HttpServer, door: Door): LiveServer {
  const io: LiveServer = new Server(httpServer, {
    serveClient: false,
    maxHttpBufferSize: requestBytesMax,
    // JPEGs do not get smaller, and compressing them for every viewer costs a core.
    perMessageDeflate: false,
    httpCompression: false,
    // A cookie travels with what another site's page asks for too.
    allowRequest: ({ headers }, answer) => answer(null, !cameFromElsewhere(headers)),
  });
  io.use((socket, next) => void admit(socket, door, next));
  return io;
}

async function admit(socket: LiveSocket, { authenticate, log }: Door, next: (error?: Error) => void) {
  try {
    const signedIn = await authenticate(socket.handshake.headers);
    if (!signedIn) {
      next(refusal());
      return;
    }
    socket.data = signedIn;
    next();
  } catch (error) {
    log.warn({ error }, 'Cannot check the session of a live page.');
    next(refusal());
  }
}

/** Socket.IO passes `message` and `data` on to the page, nothing else. */
function refusal(): Error {
  const { message, code } = problem('SIGN_IN_NEEDED', {});
  return Object.assign(new Error(message), { data: { code, message } });
}

/** Whose page it is now; null: the session ended. When that cannot be told, as before. */
export async function whoseNow(socket: LiveSocket, { authenticate, log }: Door): Promise<SignedIn | null> {
  return authenticate(socket.handshake.headers).catch((error: unknown) => {
    log.warn({ error }, 'Cannot check the session of a live page; it stays open.');
    return socket.data;
  });
}

/** A page that no longer answers is not waited for longer than this. */
const closeWithinMs = 1_000;

export async function closed(io: LiveServer): Promise<void> {
  // Socket.IO leaves its engine untyped.
  const engine = io.engine as { close(): void; clientsCount: number };
  engine.close();
  const untilMs = performance.now() + closeWithinMs;
  while (engine.clientsCount > 0 && performance.now() < untilMs) await sleep(10);
}
