import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, Overview, Picture, ServerToClient } from '../../server/wire.ts';
import { createPictureListeners, type PictureListener } from './pictureListeners.ts';
import { inPageLanguage } from './serverText.ts';
import {
  applyCameras,
  applyIncidents,
  applyJob,
  applyNotices,
  applyOverview,
  applyPeople,
  applyPersonRemoved,
  type Store,
} from './state.ts';

export type { PictureListener } from './pictureListeners.ts';

/** The open connection to the server: fills the store, brings the pictures of the watched cameras. */
export type Live = {
  /** Exactly these cameras from now on, the most important first; none: []. */
  watch: (cameraIds: string[]) => void;
  /** The listener calls `taken` when it has drawn the picture. Returns the way to stop listening. */
  onPicture: (cameraId: string, listener: PictureListener) => () => void;
  /** Something at a terminal is other than it was: read again. Returns the way to stop listening. */
  onDevices: (listener: () => void) => () => void;
  stop: () => void;
};

const retryMs = 3000;

export type BrowserAlert = Parameters<ServerToClient['alert']>[0];

/** `checkSession` is asked when the server refuses the connection: the session may have ended. */
export function startLive(
  store: Store,
  checkSession: () => void,
  signedOut: () => void,
  /** Whether somebody sees it. */
  alerted: (alert: BrowserAlert) => boolean,
): Live {
  const socket: Socket<ServerToClient, ClientToServer> = io({
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelayMax: 5000,
  });
  const pictures = createPictureListeners<Picture>();
  let watched: string[] = [];
  fillStore(socket, store);
  socket.on('connect', () => socket.emit('watch', watched));
  socket.on('signedOut', signedOut);
  socket.on('picture', pictures.tell);
  socket.on('alert', (alert, taken) => {
    if (alerted(alert)) taken();
  });
  const stopRetrying = keepTrying(socket, checkSession);
  return {
    watch(cameraIds) {
      if (cameraIds.join('\n') === watched.join('\n')) return;
      watched = [...cameraIds];
      // While disconnected the emit would be queued behind the one of 'connect'.
      if (socket.connected) socket.emit('watch', watched);
    },
    onPicture: pictures.add,
    onDevices(listener) {
      // What was told while the connection was lost is not told again.
      socket.on('devicesChanged', listener).on('connect', listener);
      return () => void socket.off('devicesChanged', listener).off('connect', listener);
    },
    stop() {
      stopRetrying();
      socket.off();
      socket.disconnect();
    },
  };
}

function fillStore(socket: Socket<ServerToClient, ClientToServer>, store: Store): void {
  const connected = (yes: boolean) => store.update((state) => ({ ...state, connected: yes }));
  socket.on('connect', () => connected(true));
  socket.on('disconnect', () => connected(false));
  socket.on('connect_error', () => connected(false));
  socket.on('overview', (overview) =>
    store.update((state) => applyOverview(state, spokenHere(overview), Date.now())),
  );
  socket.on('cameras', (cameras, nowMs) =>
    store.update((state) => applyCameras(state, inPageLanguage(cameras), nowMs, Date.now())),
  );
  socket.on('people', (changed, summary, nowMs) =>
    store.update((state) => applyPeople(state, changed, inPageLanguage(summary), nowMs, Date.now())),
  );
  socket.on('personRemoved', (personId, summary) =>
    store.update((state) => applyPersonRemoved(state, personId, summary)),
  );
  socket.on('notices', (changed, nowMs) =>
    store.update((state) => applyNotices(state, inPageLanguage(changed), nowMs, Date.now())),
  );
  socket.on('incidents', (changed, nowMs) =>
    store.update((state) => applyIncidents(state, inPageLanguage(changed), nowMs, Date.now())),
  );
  socket.on('job', (job) => store.update((state) => applyJob(state, inPageLanguage(job))));
}

/** Nothing is said in the server's words of people, areas and teams, who may be thousands. */
const spokenHere = (overview: Overview): Overview => ({
  ...overview,
  cameras: inPageLanguage(overview.cameras),
  summary: inPageLanguage(overview.summary),
  notices: inPageLanguage(overview.notices),
  incidents: inPageLanguage(overview.incidents),
});

/** Socket.IO reconnects by itself, except after the server refused or ended the connection (`active` is false then). */
function keepTrying(socket: Socket<ServerToClient, ClientToServer>, checkSession: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const retry = () => {
    if (socket.active) return;
    checkSession();
    clearTimeout(timer);
    timer = setTimeout(() => socket.connect(), retryMs);
  };
  socket.on('connect_error', retry);
  socket.on('disconnect', retry);
  return () => clearTimeout(timer);
}
