/** Where the program sends what it tells: counts every message by its id. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = { id: string; template: string; recipientId: string; times: number };

export async function receiveMessages() {
  const received = new Map<string, Received>();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { id, template, recipientId } = JSON.parse(Buffer.concat(parts).toString()) as Received;
      received.set(id, { id, template, recipientId, times: (received.get(id)?.times ?? 0) + 1 });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
