/** A page that watches the first camera, as a browser does. */
import type { Socket } from 'socket.io-client';
import type { ClientToServer, ServerToClient } from '../../wire.ts';

export type PictureWatcher = { count(): number; stop(): void };

export async function watchPictures(url: string): Promise<PictureWatcher> {
  const { io } = await import('socket.io-client');
  const page: Socket<ServerToClient, ClientToServer> = io(url, { transports: ['websocket'] });
  let count = 0;
  page.on('overview', ({ cameras }) =>
    page.emit(
      'watch',
      cameras.slice(0, 1).map(({ cameraId }) => cameraId),
    ),
  );
  page.on('picture', (_picture, taken) => {
    count += 1;
    taken();
  });
  return { count: () => count, stop: () => page.disconnect() };
}
