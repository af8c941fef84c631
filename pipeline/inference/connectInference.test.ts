import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import type { FromInference, ToInference } from '../messages.ts';
import { connectInference } from './connectInference.ts';

const request = () => ({
  networks: ['face' as const],
  pixels: Uint8Array.of(1, 2, 3),
  count: 1,
  width: 1,
  height: 1,
});

describe('connectInference()', () => {
  it('gives every caller its own answer, whatever the order', async () => {
    const { port1, port2 } = new MessageChannel();
    const waiting: ToInference[] = [];
    port1.on('message', (message: ToInference) => {
      waiting.push(message);
      if (waiting.length < 2) return;
      for (const { requestId } of waiting.reverse())
        port1.postMessage({
          requestId,
          answer: { outputs: {}, pixels: Uint8Array.of(requestId) },
        } satisfies FromInference);
    });
    const infer = connectInference(port2);
    const answers = await Promise.all([infer(request()), infer(request())]);
    expect(answers.map(({ pixels }) => [...pixels])).toEqual([[1], [2]]);
    port1.close();
  });

  it('moves the pixels instead of copying them, but leaves a shared buffer alone', async () => {
    const { port1, port2 } = new MessageChannel();
    port1.on('message', ({ requestId, request: { pixels } }: ToInference) => {
      port1.postMessage({ requestId, answer: { outputs: {}, pixels } } satisfies FromInference);
    });
    const infer = connectInference(port2);
    const alone = request();
    const part = { ...request(), pixels: Uint8Array.of(0, 1, 2, 3).subarray(1) };
    const answers = await Promise.all([infer(alone), infer(part)]);
    expect(answers.map(({ pixels }) => [...pixels])).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    expect([alone.pixels.byteLength, part.pixels.byteLength]).toEqual([0, 3]);
    port1.close();
  });

  it('rejects with the reason inference gives', async () => {
    const { port1, port2 } = new MessageChannel();
    port1.on('message', ({ requestId }: ToInference) => {
      port1.postMessage({ requestId, error: 'No such network.' } satisfies FromInference);
    });
    await expect(connectInference(port2)(request())).rejects.toThrow('No such network.');
    port1.close();
  });

  it('rejects all that wait, and all that come later, when the port closes', async () => {
    const { port1, port2 } = new MessageChannel();
    const infer = connectInference(port2);
    const waiting = infer(request());
    port1.close();
    await expect(waiting).rejects.toThrow('closed');
    await expect(infer(request())).rejects.toThrow('closed');
  });
});
