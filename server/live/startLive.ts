/** The live page's connection. Only this folder knows Socket.IO. */
import type { Server as HttpServer } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { CameraId, FromWorker } from '../../pipeline/messages.ts';
import type { Scope } from '../access/scope.ts';
import type {
  CameraView,
  IncidentView,
  JobView,
  Me,
  NoticeView,
  Overview,
  PersonView,
  Summary,
  ServerToClient,
} from '../wire.ts';
import { createAudiences } from './audiences.ts';
import { closed, type Door, type LiveServer, type LiveSocket, openServer, whoseNow } from './openServer.ts';
import { type Shot, shotOf, type WhoIs } from './pictureForPage.ts';
import { createRooms } from './rooms.ts';
import { createTellers } from './tellers.ts';
import { createViewers } from './viewers.ts';

export type { SignedIn } from './openServer.ts';
export type CameraPicture = Extract<FromWorker, { kind: 'picture' }>;

export type LiveNeeds = Door & {
  httpServer: HttpServer;
  /** Of the whole company; who may not see all of it gets a part. */
  overview: (companyId: string) => Omit<Overview, 'summary' | 'notices'>;
  cameras: (companyId: string) => CameraView[];
  /** Counted over the people and cameras of the scope. */
  summary: (companyId: string, scope: Scope) => Summary;
  /** As the directory is now. */
  scopeOf: (me: Me) => Scope;
  /** With what this user has read. */
  noticesOf: (me: Me) => NoticeView[];
  /** The first viewer came, or the last one left a moment ago. */
  cameraWatched: (cameraId: CameraId, watched: boolean) => void;
  /** The worker may make its next picture. */
  pictureTaken: (cameraId: CameraId) => void;
  now?: () => number;
  limits?: Partial<LiveLimits>;
};

export type LiveLimits = {
  /** A camera goes on making pictures so long after its last viewer left: switching back is instant. */
  lingerMs: number;
  /** A picture not acknowledged for this long counts as lost, so that a lost answer freezes nothing. */
  takenWithinMs: number;
  /** A newcomer gets the camera's last picture if it is younger than this. */
  freshMs: number;
  /** Changes of cameras, and of what the whole page shows, are collected for so long. */
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
  picture(cameraId: CameraId, message: CameraPicture, whoIs: WhoIs): void;
  camerasChanged(companyId: string): void;
  peopleChanged(companyId: string, changed: PersonView[]): void;
  personRemoved(companyId: string, personId: string): void;
  /** Tells the summary to those for whom it is another than they were told. */
  summaryChanged(companyId: string): void;
  /** These are new or different, or were read; what each user is told is asked from `noticesOf`. */
  noticesChanged(companyId: string, notices: Pick<NoticeView, 'noticeId'>[]): void;
  /** These are new or different: each audience is told its part. */
  incidentsChanged(companyId: string, incidents: IncidentView[]): void;
  /**
   * People, teams, areas, settings or the company's name: who may see what holds from now on, and every page is sent anew in a
   * moment.
   */
  directoryChanged(companyId: string): void;
  /** Sessions may have ended, or rights changed: open pages follow at once, not only with the next regular look. */
  checkSessions(): Promise<void>;
  /** A terminal is online, offline, new or gone, or something came from one. */
  devicesChanged(companyId: string): void;
  /** Tells every page of the user. */
  jobChanged(userId: string, job: JobView): void;
  /** Shows a message on every page of the user; whether one took it. */
  alertTo(userId: string, alert: Parameters<ServerToClient['alert']>[0]): Promise<boolean>;
  /** Tells every page of the session, then closes its connections. */
  signedOut(sessionId: string): void;
  viewers(cameraId: CameraId): number;
  /** Pictures sent, and pictures a viewer was too slow for, since the start. */
  counts(): { sent: number; skipped: number };
  /** Closes every connection; the HTTP server stays open for its owner to close. */
  stop(): Promise<void>;
};

/** More than any wall screen shows at once. */
const watchedMax = 16;
const watchRequest = z.array(z.string().max(200)).max(watchedMax);
const sessionRoom = (sessionId: string) => `session:${sessionId}`;
const userRoom = (userId: string) => `user:${userId}`;

export function startLive(needs: LiveNeeds): Live {
  const limits = { ...defaultLimits, ...needs.limits };
  const now = needs.now ?? Date.now;
  const io = openServer(needs.httpServer, needs);
  const rooms = createRooms<Shot>({ cameraWatched: needs.cameraWatched, now, limits });
  const audiences = createAudiences(needs.scopeOf);
  const viewers = createViewers({ rooms, audiences, cameras: needs.cameras, limits });
  const tell = createTellers(io, audiences, { ...needs, now });
  const later = collect(limits.camerasEveryMs);
  const pages = createPages(io, audiences);
  const check = createChecks(needs, { signOut, renew });

  io.on('connection', (socket) => {
    const { sessionId, me } = socket.data;
    void socket.join([sessionRoom(sessionId), userRoom(me.userId)]);
    pages.place(socket);
    tell.all(socket);
    viewers.serve(socket, (request) => watchRequest.safeParse(request).data ?? null);
    socket.on('disconnect', () => audiences.leave(socket.id));
  });
  const sessionChecks = setInterval(() => void check(pages.open()), limits.sessionCheckMs);

  function signOut(sessionId: string): void {
    io.to(sessionRoom(sessionId)).emit('signedOut');
    io.in(sessionRoom(sessionId)).disconnectSockets(true);
  }

  function renew(socket: LiveSocket, me: Me): void {
    socket.data.me = me;
    pages.place(socket);
    viewers.review(socket);
    tell.all(socket);
  }

  return {
    picture(cameraId, message, whoIs) {
      if (rooms.isOpen(cameraId)) rooms.show(cameraId, shotOf(cameraId, message, whoIs));
      needs.pictureTaken(cameraId);
    },
    camerasChanged(companyId) {
      // A camera may have moved to another area, or be there only now.
      pages.ofCompany(companyId).forEach(viewers.review);
      later(`cameras ${companyId}`, () => tell.cameras(companyId));
    },
    peopleChanged: tell.people,
    personRemoved: tell.personRemoved,
    summaryChanged: (companyId) => tell.people(companyId, []),
    noticesChanged(companyId, notices) {
      pages.ofCompany(companyId).forEach((socket) => tell.notices(socket, idsOf(notices)));
    },
    incidentsChanged: tell.incidents,
    directoryChanged(companyId) {
      for (const socket of pages.ofCompany(companyId)) {
        pages.place(socket);
        viewers.review(socket);
      }
      later(`overview ${companyId}`, () => pages.ofCompany(companyId).forEach(tell.all));
    },
    devicesChanged: (id) => later(`devices ${id}`, () => askForDevices(pages, id)),
    checkSessions: () => check(pages.open()),
    jobChanged: (userId, job) => void io.to(userRoom(userId)).emit('job', job),
    alertTo: async (userId, alert) =>
      (await Promise.all(pages.ofUser(userId).map(showing(alert)))).includes(true),
    signedOut: signOut,
    viewers: rooms.viewers,
    counts: rooms.counts,
    async stop() {
      clearInterval(sessionChecks);
      later.stop();
      io.disconnectSockets(true);
      rooms.stop();
      await closed(io);
    },
  };
}

/** The open pages, each in the room of its audience. */
function createPages(io: LiveServer, audiences: ReturnType<typeof createAudiences>) {
  const open = (): LiveSocket[] => [...io.sockets.sockets.values()];
  return {
    open,
    ofCompany: (companyId: string) => open().filter(({ data }) => data.companyId === companyId),
    ofUser: (userId: string) => open().filter(({ data }) => data.me.userId === userId),
    place(socket: LiveSocket): void {
      const before = audiences.of(socket.id)?.room;
      const { room } = audiences.place({ ...socket.data, id: socket.id });
      if (before !== undefined && before !== room) void socket.leave(before);
      void socket.join(room);
    },
  };
}

/** A page that says nothing, hidden or asleep, did not show it. */
const shownWithinMs = 5_000;
const showing =
  (alert: Parameters<ServerToClient['alert']>[0]) =>
  (socket: LiveSocket): Promise<boolean> =>
    socket
      .timeout(shownWithinMs)
      .emitWithAck('alert', alert)
      .then(
        () => true,
        () => false,
      );

/** A session may end, or a role change, in the database, where nobody calls. */
function createChecks(
  door: Door,
  found: { signOut: (sessionId: string) => void; renew: (socket: LiveSocket, me: Me) => void },
) {
  return async (open: LiveSocket[]): Promise<void> => {
    for (const socket of open) {
      const signedIn = await whoseNow(socket, door);
      if (!signedIn) found.signOut(socket.data.sessionId);
      else if (socket.connected && !isDeepStrictEqual(signedIn.me, socket.data.me))
        found.renew(socket, signedIn.me);
    }
  };
}

const idsOf = (notices: Pick<NoticeView, 'noticeId'>[]) => new Set(notices.map(({ noticeId }) => noticeId));

/** It says nothing but to ask; whoever may not is refused there. */
const askForDevices = (pages: ReturnType<typeof createPages>, companyId: string): void =>
  pages.ofCompany(companyId).forEach((socket) => socket.emit('devicesChanged'));

/** Runs work of one name once, a moment after it was first asked for. */
function collect(afterMs: number) {
  const timers = new Map<string, NodeJS.Timeout>();
  const later = (name: string, run: () => void): void => {
    if (timers.has(name)) return;
    const timer = setTimeout(() => {
      timers.delete(name);
      run();
    }, afterMs);
    timers.set(name, timer);
  };
  return Object.assign(later, { stop: () => timers.forEach((timer) => clearTimeout(timer)) });
}
