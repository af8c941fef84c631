/** Everything that is true of every request: headers, log, limits, origin, errors. Features add their routes with `route`. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type Request } from 'express';
import helmet from 'helmet';
import { problem } from '../errors.ts';
import type { Scope } from '../access/scope.ts';
import type { Me } from '../wire.ts';
import { answerProblem } from './answerProblem.ts';
import { createApiDocument } from './apiDocument.ts';
import type { Log } from './createLog.ts';
import { originCheck } from './originCheck.ts';
import { requestLog } from './requestLog.ts';
import { createRoute, type Route } from './route.ts';
import { servePage } from './servePage.ts';

export type Http = {
  /** For Socket.IO, which listens beside Express. */
  server: Server;
  route: Route;
  /** Resolves with the address people open. Throws PORT_BUSY. */
  listen: (host: string, port: number) => Promise<{ url: string }>;
  /** Lets answers under way finish for a moment, then ends every connection. */
  close: () => Promise<void>;
};

export type HttpParts = {
  log: Log;
  version: string;
  webDir: string;
  dataDir: string;
  userOf: (request: Request) => Promise<Me | null>;
  scopeOf: (user: Me) => Scope;
};

/** The ids of ten thousand people who work in an area, and no more. */
const bodyMax = '500kb';
/** Long enough for an answer under way, short enough for an impatient service manager. */
const finishWithinMs = 2_000;

export function createHttp(parts: HttpParts): Http {
  const app = express();
  const routes = express.Router();
  const document = createApiDocument(parts.version);
  // A proxy on this machine may say who really asks and whether that was https; nobody else may.
  app.set('trust proxy', 'loopback');
  app.disable('x-powered-by');
  app.use(requestLog(parts.log), helmet(headers), originCheck, express.json({ limit: bodyMax }));
  app.use(routes);
  document.serve(app);
  app.use('/api', () => {
    throw problem('NOT_FOUND', { what: 'this address' });
  });
  servePage(app, parts.webDir);
  app.use(answerProblem(parts.log, parts.dataDir));
  const server = createServer(app as Express);
  return {
    server,
    route: createRoute(routes, document.registry, parts.userOf, parts.scopeOf),
    listen: (host, port) => listen(server, host, port),
    close: () => close(server),
  };
}

const headers: Parameters<typeof helmet>[0] = {
  contentSecurityPolicy: {
    directives: {
      defaultSrc: ["'self'"],
      // The webcam guide computes in WebAssembly where there is no graphics card; this allows that, and no eval.
      scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
      styleSrc: ["'self'"],
      // Live pictures are blobs; style sheets hold small icons as data.
      imgSrc: ["'self'", 'blob:', 'data:'],
      fontSrc: ["'self'"],
      // Covers the WebSocket to this server too.
      connectSrc: ["'self'"],
      workerSrc: ["'self'", 'blob:'],
      objectSrc: ["'none'"],
      frameAncestors: ["'none'"],
      // Most servers here speak plain http on a local network.
      upgradeInsecureRequests: null,
    },
  },
  xFrameOptions: { action: 'deny' },
  // Whoever adds https in front decides whether it is for ever.
  strictTransportSecurity: false,
  // Ignored, with a warning on every page, where the server is reached over plain http.
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
};

function listen(server: Server, host: string, port: number): Promise<{ url: string }> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenProblem(error, host, port)));
    server.listen(port, host, () => {
      const address = server.address() as AddressInfo;
      resolve({ url: `http://${shownHost(host)}:${address.port}` });
    });
  });
}

function listenProblem(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') return problem('PORT_BUSY', { port }, { cause: error });
  const remedies: Record<string, string> = {
    EACCES: 'Choose a port above 1023 with --port.',
    EADDRNOTAVAIL: 'Choose an address of this machine with --host.',
    ENOTFOUND: 'Choose an address of this machine with --host.',
  };
  const remedy = remedies[error.code ?? ''];
  const what = `it may not listen on ${host}, port ${port}`;
  return remedy ? problem('CONFIG_UNUSABLE', { problem: what, remedy }, { cause: error }) : error;
}

/** 0.0.0.0 means every address; a browser wants one of them. */
function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::' || host === '127.0.0.1') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function close(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve) => {
    const forced = setTimeout(() => server.closeAllConnections(), finishWithinMs);
    server.close(() => {
      clearTimeout(forced);
      resolve();
    });
    server.closeIdleConnections();
  });
}
