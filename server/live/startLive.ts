/** The live page's connection. Only this folder knows Socket.IO. */
import type { IncomingHttpHeaders, Server as HttpServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Server } from 'socket.io';
import type { DefaultEventsMap, Socket } from 'socket.io';
import { z } from 'zod';
import type { CameraId, FromWorker, TrackId } from '../../pipeline/messages.ts';
import { problem } from '../errors.ts';
import { cameFromElsewhere } from '../http/originCheck.ts';
import type { ClientToServer, JobView, Me, Overview, PersonView, ServerToClient, Summary } from '../wire.ts';
import { pictureForPage, type Who } from './pictureForPage.ts';
import { createRooms } from './rooms.ts';
import type { Viewer } from './rooms.ts';

export type SignedIn = { companyId: string; sessionId: string; me: Me };
export type CameraPicture = Extract<FromWorker, { kind: 'picture' }>;
export type NameOf = (trackId: TrackId) => Who;

export type LiveNeeds = {
  httpServer: HttpServer;
  /** Gets the headers the page connected with. */
  authenticate: (headers: IncomingHttpHeaders) => Promise<SignedIn | null>;
  overview: (companyId: string) => Overview;
  /** The first viewer came, or the last one left a moment ago. */
  cameraWatched: (cameraId: CameraId, watched: boolean) => void;
  /** The worker may make its next picture. */
  pictureTaken: (cameraId: CameraId) => void;
  log: { warn: (detail: object, message: string) => void };
  now?: () => number;
  limits?: Partial<LiveLimits>;
};

export type LiveLimits = {
  /** A camera goes on making pictures so long after its last viewer left: switching back is instant. */
  lingerMs: number;
  /** A picture not acknowledged for this long counts as taken, so that a lost answer freezes nothing. */
  takenWithinMs: number;
  /** A newcomer gets the camera's last picture if it is younger than this. */
  freshMs: number;
  /** Camera changes are collected for so long. */
  camerasEveryMs: number;
  /** Sessions of open connections are checked again this often. */
  sessionCheckMs: number;
};
const defaultLimits: LiveLimits = {
  lingerMs: 2_000,
  takenWithinMs: 5_000,
  freshMs: 2_000,
  camerasEveryMs: 100,
  sessionCheckMs: 60_000,
};

export type Live = {
  picture(cameraId: CameraId, message: CameraPicture, nameOf: NameOf): void;
  camerasChanged(companyId: string): void;
  peopleChanged(companyId: string, changed: PersonView[], summary: Summary): void;
  personRemoved(companyId: string, personId: string, summary: Summary): void;
  /** Tells every page of the user. */
  jobChanged(userId: string, job: JobView): void;
  /** Tells every page of the session, then closes its connections. */
  signedOut(sessionId: string): void;
  viewers(cameraId: CameraId): number;
  /** Pictures sent, and pictures a viewer was too slow for, since the start. */
  counts(): { sent: number; skipped: number };
  /** Closes every connection; the HTTP server stays open for its owner to close. */
  stop(): Promise<void>;
};

type LiveServer = Server<ClientToServer, ServerToClient, DefaultEventsMap, SignedIn>;
type LiveSocket = Socket<ClientToServer, ServerToClient, DefaultEventsMap, SignedIn>;

/** What a page may send is a camera's id. */
const requestBytesMax = 16 * 1024;
const watchRequest = z.array(z.string().max(200)).max(16);
const companyRoom = (companyId: string) => `company:${companyId}`;
const sessionRoom = (sessionId: string) => `session:${sessionId}`;
const userRoom = (userId: string) => `user:${userId}`;

export function startLive(needs: LiveNeeds): Live {
  const limits = { ...defaultLimits, ...needs.limits };
  const now = needs.now ?? Date.now;
  const io = openServer(needs.httpServer);
  const rooms = createRooms({ cameraWatched: needs.cameraWatched, now, limits });
  const cameraTimers = new Map<string, NodeJS.Timeout>();

  io.use((socket, next) => void admit(socket, needs, next));
  io.on('connection', (socket) => {
    const { companyId, sessionId, me } = socket.data;
    void socket.join([companyRoom(companyId), sessionRoom(sessionId), userRoom(me.userId)]);
    socket.emit('overview', needs.overview(companyId));
    serveViewer(socket, viewerOf(socket, limits.takenWithinMs), rooms, needs.overview);
  });
  const sessionChecks = setInterval(() => void checkSessions(io, needs, signOut), limits.sessionCheckMs);

  function signOut(sessionId: string): void {
    io.to(sessionRoom(sessionId)).emit('signedOut');
    io.in(sessionRoom(sessionId)).disconnectSockets(true);
  }

  function tellCameras(companyId: string): void {
    cameraTimers.delete(companyId);
    if (!io.of('/').adapter.rooms.has(companyRoom(companyId))) return;
    io.to(companyRoom(companyId)).emit('cameras', needs.overview(companyId).cameras, now());
  }

  return {
    picture(cameraId, message, nameOf) {
      if (rooms.isOpen(cameraId)) rooms.show(cameraId, pictureForPage(cameraId, message, nameOf));
      needs.pictureTaken(cameraId);
    },
    camerasChanged(companyId) {
      if (cameraTimers.has(companyId)) return;
      const timer = setTimeout(() => tellCameras(companyId), limits.camerasEveryMs);
      cameraTimers.set(companyId, timer);
    },
    peopleChanged(companyId, changed, summary) {
      io.to(companyRoom(companyId)).emit('people', changed, summary, now());
    },
    personRemoved(companyId, personId, summary) {
      io.to(companyRoom(companyId)).emit('personRemoved', personId, summary);
    },
    jobChanged: (userId, job) => void io.to(userRoom(userId)).emit('job', job),
    signedOut: signOut,
    viewers: rooms.viewers,
    counts: rooms.counts,
    async stop() {
      clearInterval(sessionChecks);
      for (const timer of cameraTimers.values()) clearTimeout(timer);
      io.disconnectSockets(true);
      rooms.stop();
      await closed(io);
    },
  };
}

function openServer(httpServer: HttpServer): LiveServer {
  return new Server(httpServer, {
    serveClient: false,
    maxHttpBufferSize: requestBytesMax,
    // JPEGs do not get smaller, and compressing them for every viewer costs a core.
    perMessageDeflate: false,
    httpCompression: false,
    // A cookie travels with what another site's page asks for too.
    allowRequest: ({ headers }, answer) => answer(null, !cameFromElsewhere(headers)),
  });
}

async function admit(socket: LiveSocket, { authenticate, log }: LiveNeeds, next: (error?: Error) => void) {
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

function viewerOf(socket: LiveSocket, takenWithinMs: number): Viewer {
  return {
    send(picture, taken) {
      const timer = setTimeout(done, takenWithinMs).unref();
      let isDone = false;
      // An answer that comes after the time-out belongs to an older picture than the one now on its way.
      function done(): void {
        if (isDone) return;
        isDone = true;
        clearTimeout(timer);
        taken();
      }
      socket.emit('picture', picture, done);
    },
  };
}

function serveViewer(
  socket: LiveSocket,
  viewer: Viewer,
  rooms: ReturnType<typeof createRooms>,
  overview: LiveNeeds['overview'],
): void {
  socket.on('watch', (request: unknown) => {
    const { success, data } = watchRequest.safeParse(request);
    if (!success) return;
    const cameraId = data[0] ?? null;
    const isKnown = overview(socket.data.companyId).cameras.some((camera) => camera.cameraId === cameraId);
    if (cameraId === null) rooms.leave(viewer);
    else if (isKnown) rooms.join(viewer, cameraId as CameraId);
  });
  socket.on('disconnect', () => rooms.leave(viewer));
}

/** A session may end by time or in the database, where nobody calls `signedOut`. */
async function checkSessions(
  io: LiveServer,
  { authenticate, log }: LiveNeeds,
  signOut: (sessionId: string) => void,
): Promise<void> {
  for (const socket of io.sockets.sockets.values()) {
    const signedIn = await authenticate(socket.handshake.headers).catch((error: unknown) => {
      log.warn({ error }, 'Cannot check the session of a live page; it stays open.');
      return socket.data;
    });
    if (!signedIn) signOut(socket.data.sessionId);
  }
}

/** A page that no longer answers is not waited for longer than this. */
const closeWithinMs = 1_000;

async function closed(io: LiveServer): Promise<void> {
  // Socket.IO leaves its engine untyped.
  const engine = io.engine as { close(): void; clientsCount: number };
  engine.close();
  const untilMs = performance.now() + closeWithinMs;
  while (engine.clientsCount > 0 && performance.now() < untilMs) await sleep(10);
}
