import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, Picture, ServerToClient } from '../../server/wire.ts';
import { applyCameras, applyOverview, applyPeople, applyPersonRemoved, type Store } from './state.ts';

export type PictureListener = (picture: Picture, taken: () => void) => void;

/** The open connection to the server: fills the store, brings the pictures of the watched camera. */
export type Live = {
  watch: (cameraId: string | null) => void;
  onPicture: (listener: PictureListener | null) => void;
  stop: () => void;
};

const retryMs = 3000;

/** `checkSession` is asked when the server refuses the connection: the session may have ended. */
export function startLive(store: Store, checkSession: () => void, signedOut: () => void): Live {
  const socket: Socket<ServerToClient, ClientToServer> = io({
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelayMax: 5000,
  });
  let watched: string | null = null;
  let listener: PictureListener | null = null;
  fillStore(socket, store);
  socket.on('connect', () => socket.emit('watch', watched === null ? [] : [watched]));
  socket.on('signedOut', signedOut);
  socket.on('picture', (picture, taken) => (listener ? listener(picture, taken) : taken()));
  const stopRetrying = keepTrying(socket, checkSession);
  return {
    watch(cameraId) {
      if (cameraId === watched) return;
      watched = cameraId;
      // While disconnected the emit would be queued behind the one of 'connect'.
      if (socket.connected) socket.emit('watch', cameraId === null ? [] : [cameraId]);
    },
    onPicture(next) {
      listener = next;
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
  socket.on('overview', (overview) => store.update((state) => applyOverview(state, overview, Date.now())));
  socket.on('cameras', (cameras, nowMs) =>
    store.update((state) => applyCameras(state, cameras, nowMs, Date.now())),
  );
  socket.on('people', (changed, summary, nowMs) =>
    store.update((state) => applyPeople(state, changed, summary, nowMs, Date.now())),
  );
  socket.on('personRemoved', (personId, summary) =>
    store.update((state) => applyPersonRemoved(state, personId, summary, Date.now())),
  );
}

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
