/** A line between a page and the server that carries so many bytes a second and no more, as a phone far from its mast has it. */
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

export type ThinLine = { url: string; carried(): number; stop(): Promise<void> };

/** Small enough that the line flows evenly instead of in gulps. */
const sliceBytes = 4 * 1024;

/** Towards the page only: what a page says is a few bytes. Nothing waits in here but one piece; the sender waits. */
export async function startThinLine(serverPort: number, bytesPerSecond: number): Promise<ThinLine> {
  const open = new Set<Socket>();
  let carried = 0;

  async function* slowly(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let freeAtMs = performance.now();
    for await (const chunk of source)
      for (let from = 0; from < chunk.length; from += sliceBytes) {
        const slice = chunk.subarray(from, from + sliceBytes);
        freeAtMs = Math.max(freeAtMs, performance.now()) + (slice.length / bytesPerSecond) * 1000;
        await sleep(Math.max(0, freeAtMs - performance.now()));
        carried += slice.length;
        yield slice;
      }
  }

  const server = createServer((page) => {
    const upstream = connect(serverPort, '127.0.0.1');
    for (const socket of [page, upstream]) {
      open.add(socket.setNoDelay());
      socket.once('close', () => open.delete(socket));
    }
    // Either side may end in the middle of a picture.
    void pipeline(page, upstream).catch(() => undefined);
    void pipeline(upstream, slowly, page).catch(() => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    carried: () => carried,
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
