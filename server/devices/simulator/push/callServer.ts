/** HTTP as terminals speak it, and as badly as asked: bodies in pieces, and lines that break before the answer is read. */
import { Agent, request } from 'node:http';

export type Answered = { status: number; text: string };
export type CallFaults = {
  /** Bodies in pieces of so many bytes. */
  splitBytes?: number | undefined;
  /** The line breaks: when the body is out, or when the answer begins to come. */
  breaks?: 'sent' | 'answered' | undefined;
};

export function createCaller(base: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const root = base.replace(/\/+$/, '');

  /** Rejects when there is no answer. */
  async function call(
    method: 'GET' | 'POST',
    path: string,
    body?: Buffer,
    faults: CallFaults = {},
  ): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const headers = {
        'user-agent': 'iClock Proxy/1.09',
        ...(body ? { 'content-type': 'text/plain', 'content-length': String(body.length) } : {}),
      };
      const asked = request(`${root}${path}`, { method, agent, headers, timeout: 30_000 }, (response) => {
        if (faults.breaks === 'answered') return void asked.destroy(broken());
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(pieces).toString('utf8') }),
        );
      });
      asked.on('error', reject);
      asked.on('timeout', () => asked.destroy(broken()));
      for (const piece of inPieces(body, faults.splitBytes)) asked.write(piece);
      asked.end(() => {
        if (faults.breaks === 'sent') setImmediate(() => asked.destroy(broken()));
      });
    });
  }

  return { call, close: () => agent.destroy() };
}

const broken = (): Error => new Error('the line broke');

function inPieces(body: Buffer | undefined, bytes = Infinity): Buffer[] {
  if (!body) return [];
  if (bytes >= body.length) return [body];
  return Array.from({ length: Math.ceil(body.length / bytes) }, (_, at) =>
    body.subarray(at * bytes, (at + 1) * bytes),
  );
}
