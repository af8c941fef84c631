import type { Worker } from 'node:worker_threads';
import type { NetworkName } from '../../models/catalogue.ts';
import type { InferenceAnswer, InferenceRequest } from '../messages.ts';
import { createDispatch } from './dispatch.ts';
import { emptySlot, keepSpare, release, type Job, type Slot } from './slot.ts';
import { startThread } from './startThread.ts';
import type { RunMs } from './threadMessages.ts';

export type PoolOptions = { threads: number; spawn: () => Worker; log: (line: string) => void };

export type PoolStats = {
  queued: number;
  busy: number;
  /** Requests answered since the start. */
  runs: number;
  /** Milliseconds per run, the recent runs counting most. */
  meanMs: Partial<Record<NetworkName, number>>;
  /** Milliseconds since the start. */
  totalMs: Partial<Record<NetworkName, number>>;
};

export type Pool = {
  run(client: number, request: InferenceRequest): Promise<InferenceAnswer>;
  /** Rejects what this client still has waiting. */
  dropClient(client: number): void;
  stats(): PoolStats;
  stop(): Promise<void>;
};

/** A camera sends one request at a time; eight leaves room for the server, which has many callers. */
export const waitingPerClientMax = 8;
const crashesPerJobMax = 2;
/** A thread that cannot even start is tried again, but not in a busy loop. */
const restartAfterMs = 2_000;
/** Share of the newest run in the mean. */
const newestShare = 0.05;

/** Resolves when every thread is ready; rejects when one cannot load its networks. */
export async function startPool(options: PoolOptions): Promise<Pool> {
  const pool = new ThreadPool(options);
  await pool.start();
  return pool;
}

class ThreadPool implements Pool {
  readonly #options: PoolOptions;
  readonly #dispatch = createDispatch<Job>(waitingPerClientMax);
  readonly #slots: Slot[];
  readonly #meanMs: PoolStats['meanMs'] = {};
  readonly #totalMs: PoolStats['totalMs'] = {};
  #runs = 0;
  #stopped = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#slots = Array.from({ length: Math.max(1, options.threads) }, emptySlot);
  }

  async start(): Promise<void> {
    try {
      await Promise.all(this.#slots.map((slot) => this.#fill(slot)));
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  run(client: number, request: InferenceRequest): Promise<InferenceAnswer> {
    return new Promise((resolve, reject) => {
      if (this.#stopped) throw new Error('Cannot run inference: it was stopped.');
      if (!this.#dispatch.add(client, { client, request, crashes: 0, resolve, reject }))
        throw new Error(
          `Cannot run inference: this caller already has ${waitingPerClientMax} requests waiting. Wait for an answer first.`,
        );
      this.#pump();
    });
  }

  dropClient(client: number): void {
    for (const job of this.#dispatch.drop(client))
      job.reject(new Error('Cannot run inference: the caller closed its connection.'));
  }

  stats(): PoolStats {
    const busy = this.#slots.filter((slot) => slot.job).length;
    const [meanMs, totalMs] = [{ ...this.#meanMs }, { ...this.#totalMs }];
    return { queued: this.#dispatch.queued(), busy, runs: this.#runs, meanMs, totalMs };
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    const reason = new Error('Cannot run inference: it was stopped.');
    this.#rejectWaiting(reason);
    for (const slot of this.#slots) {
      clearTimeout(slot.timer);
      release(slot)?.reject(reason);
    }
    await Promise.all(this.#slots.flatMap(({ thread }) => (thread ? [thread.stop()] : [])));
  }

  #pump(): void {
    for (const slot of this.#slots) {
      if (!slot.ready || !slot.thread || slot.job) continue;
      const next = this.#dispatch.next();
      if (!next) return;
      slot.job = next.job;
      keepSpare(slot, next.job.request.pixels);
      slot.thread.send(next.job.request);
    }
  }

  async #fill(slot: Slot): Promise<void> {
    slot.thread = startThread(this.#options.spawn, {
      answered: (answer, runMs) => {
        this.#runs += 1;
        remember(this.#meanMs, this.#totalMs, runMs);
        release(slot)?.resolve(answer);
        this.#pump();
      },
      refused: (error) => {
        release(slot)?.reject(new Error(error));
        this.#pump();
      },
      ended: (reason) => {
        this.#replace(slot, reason);
      },
    });
    await slot.thread.ready;
    slot.ready = true;
    this.#pump();
  }

  #replace(slot: Slot, reason: string): void {
    slot.ready = false;
    const job = release(slot);
    if (this.#stopped) return;
    this.#options.log(`An inference thread ended (${reason}); starting another.`);
    if (job) this.#retry(job, slot.spare.slice(0, slot.spareLength));
    void this.#refill(slot);
    this.#pump();
  }

  #retry(job: Job, pixels: Uint8Array): void {
    const crashes = job.crashes + 1;
    if (crashes < crashesPerJobMax)
      this.#dispatch.putBack(job.client, { ...job, crashes, request: { ...job.request, pixels } });
    else
      job.reject(
        new Error(
          'Cannot run inference on this picture: two inference threads ended while they worked on it.',
        ),
      );
  }

  async #refill(slot: Slot): Promise<void> {
    try {
      await this.#fill(slot);
    } catch (error) {
      if (this.#stopped) return;
      const reason = error instanceof Error ? error : new Error(String(error));
      this.#options.log(`Cannot start another inference thread: ${reason.message}`);
      if (!this.#slots.some((other) => other.ready)) this.#rejectWaiting(reason);
      slot.timer = setTimeout(() => void this.#refill(slot), restartAfterMs);
    }
  }

  #rejectWaiting(reason: Error): void {
    for (let next = this.#dispatch.next(); next; next = this.#dispatch.next()) next.job.reject(reason);
  }
}

function remember(meanMs: PoolStats['meanMs'], totalMs: PoolStats['totalMs'], runMs: RunMs): void {
  for (const [name, ms] of Object.entries(runMs) as [NetworkName, number][]) {
    const mean = meanMs[name];
    meanMs[name] = mean === undefined ? ms : mean + newestShare * (ms - mean);
    totalMs[name] = (totalMs[name] ?? 0) + ms;
  }
}
