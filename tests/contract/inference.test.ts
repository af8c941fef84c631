/** Real inference threads on real networks, as built: what cameras and server rely on when all is well and when it is not. */
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { networkFile, networksDir, packageRoot } from '../../models/catalogue.ts';
import { connectInference } from '../../pipeline/inference/connectInference.ts';
import { startPool } from '../../pipeline/inference/startPool.ts';
import type { InferenceRequest } from '../../pipeline/messages.ts';
import type * as startInferenceModule from '../../pipeline/startInference.ts';

const built = (file: string): URL => pathToFileURL(join(packageRoot(), 'dist', 'pipeline', file));
const { startInference } = (await import(built('startInference.js').href)) as typeof startInferenceModule;

const request = (width = 128, height = 96): InferenceRequest => ({
  networks: ['face'],
  pixels: new Uint8Array(width * height * 3).fill(90),
  count: 1,
  width,
  height,
});

describe('startInference()', () => {
  let inference: startInferenceModule.Inference;
  beforeAll(async () => {
    inference = await startInference({ threads: 2, networksDir });
  });
  afterAll(() => inference.stop());

  it('runs several networks on one picture and gives the pixels back', async () => {
    const asked = { ...request(), networks: ['face' as const, 'person' as const] };
    const { outputs, pixels } = await inference.infer(asked);
    expect(asked.pixels.byteLength).toBe(0);
    expect(pixels).toEqual(request().pixels);
    expect(outputs.face?.map(({ dims }) => dims)).toEqual([
      [1, 96, 1],
      [1, 96, 16],
      [1, 72, 1],
      [1, 72, 16],
    ]);
    expect(outputs.person?.map(({ dims }) => dims)).toEqual([
      [1, 1, 24, 32],
      [1, 4, 24, 32],
    ]);
  });

  it('gives the same numbers in a batch as one by one', async () => {
    const chips = [60, 200].map((value) =>
      Uint8Array.from({ length: 150 * 150 * 3 }, (_, index) => (value + index * 7) % 256),
    );
    const run = async (pixels: Uint8Array, count: number): Promise<Float32Array> => {
      const size = { count, width: 150, height: 150 };
      const answer = await inference.infer({ networks: ['recognition'], pixels, ...size });
      return answer.outputs.recognition?.[0]?.data ?? new Float32Array();
    };
    const both = await run(Uint8Array.from(chips.flatMap((chip) => [...chip])), 2);
    const single = [
      ...(await run(chips[0] ?? new Uint8Array(), 1)),
      ...(await run(chips[1] ?? new Uint8Array(), 1)),
    ];
    expect(both).toHaveLength(256);
    both.forEach((value, index) => expect(value).toBeCloseTo(single[index] ?? NaN, 4));
  });

  it('serves cameras over their ports, many callers at once', async () => {
    const ports = [inference.connect(), inference.connect()];
    const answers = await Promise.all(
      ports
        .map((port) => connectInference(port))
        .flatMap((infer) => [infer(request()), infer(request()), infer(request())]),
    );
    expect(answers.every(({ outputs }) => outputs.face?.length === 4)).toBe(true);
    for (const port of ports) port.close();
  });

  it('refuses a request it cannot run and serves the next', async () => {
    await expect(inference.infer({ ...request(), networks: ['liveness'] })).rejects.toThrow('not loaded');
    await expect(inference.infer({ ...request(), height: 97 })).rejects.toThrow('128 × 97');
    await expect(inference.infer(request())).resolves.toBeDefined();
  });

  it('refuses a caller with too many requests waiting, by a clear error', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 30 }, () => inference.infer(request())));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(30 - 2 - 8);
    expect(String(refused[0]?.reason)).toContain('8 requests waiting');
  });

  it('counts runs and their time', () => {
    const { runs, queued, busy, meanMs } = inference.stats();
    expect({ queued, busy }).toEqual({ queued: 0, busy: 0 });
    expect(runs).toBeGreaterThan(5);
    expect(meanMs.face).toBeGreaterThan(0);
  });
});

describe('startInference() in trouble', () => {
  it('names a missing and a damaged network file and what to do', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'networks-'));
    try {
      const start = () => startInference({ threads: 2, networksDir: folder, networks: ['face'] });
      await expect(start()).rejects.toThrow(/face\.onnx is missing or damaged.*npm run models/);
      await writeFile(join(folder, 'face.onnx'), 'not a network');
      await expect(start()).rejects.toThrow('face.onnx');
      await copyFile(networkFile('face'), join(folder, 'face.onnx'));
      await (await start()).stop();
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('rejects what cameras wait for when it stops', async () => {
    const inference = await startInference({ threads: 1, networksDir, networks: ['face'] });
    const infer = connectInference(inference.connect());
    const waiting = Promise.allSettled([infer(request(640, 480)), infer(request(640, 480))]);
    await inference.stop();
    expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(infer(request())).rejects.toThrow('closed');
    await expect(inference.infer(request())).rejects.toThrow('stopped');
  });
});

describe('startPool()', () => {
  /** Threads that say they are ready and break at the first request, then sound ones. */
  const startWithBroken = async (broken: number) => {
    let spawned = 0;
    const lines: string[] = [];
    const spawn = (): Worker => {
      spawned += 1;
      if (spawned <= broken) return new Worker(breaksAtFirstRequest, { eval: true });
      const workerData = { networksDir, networks: ['face'] };
      return new Worker(built('inference/inferenceThread.js'), { workerData });
    };
    const pool = await startPool({ threads: 1, spawn, log: (line) => lines.push(line) });
    return { pool, lines };
  };
  const breaksAtFirstRequest = `
    const { parentPort } = require('node:worker_threads');
    parentPort.on('message', () => { throw new Error('thread broke'); });
    parentPort.postMessage({ kind: 'ready' });`;

  it('runs a request again when its thread ended, and every other one', async () => {
    const { pool, lines } = await startWithBroken(1);
    const answers = await Promise.all([1, 2, 3].map((client) => pool.run(client, request())));
    expect(answers.map(({ pixels }) => pixels)).toEqual([1, 2, 3].map(() => request().pixels));
    expect(lines).toEqual(['An inference thread ended (thread broke); starting another.']);
    await pool.stop();
  });

  it('rejects a request that two threads did not survive and goes on with the others', async () => {
    const { pool } = await startWithBroken(2);
    await expect(pool.run(1, request())).rejects.toThrow('two inference threads ended');
    await expect(pool.run(2, request())).resolves.toBeDefined();
    await pool.stop();
  });
});
