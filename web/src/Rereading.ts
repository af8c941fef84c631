import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Live } from './live.ts';

type Host = ReactiveControllerHost & { live: Live | null };

/** A hundred punches in a second are one new reading. */
const atMostEveryMs = 1000;
/** Clocks of terminals move without being told, and so does the day. */
const anywayEveryMs = 30_000;

/** Reads again whenever something at a terminal changed, one reading at a time. */
export class Rereading implements ReactiveController {
  readonly #host: Host;
  readonly #read: () => Promise<unknown>;
  readonly #everyMs: number;
  #live: Live | null = null;
  #stopListening: (() => void) | undefined;
  #interval: ReturnType<typeof setInterval> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isReading = false;
  #isDue = false;

  constructor(host: Host, read: () => Promise<unknown>, everyMs = anywayEveryMs) {
    this.#host = host;
    this.#everyMs = everyMs;
    this.#read = read;
    host.addController(this);
  }

  hostConnected(): void {
    this.#interval = setInterval(() => document.hidden || this.now(), this.#everyMs);
    this.#host.requestUpdate();
    this.now();
  }

  hostUpdate(): void {
    if (this.#live === this.#host.live) return;
    this.#stopListening?.();
    this.#live = this.#host.live;
    this.#stopListening = this.#live?.onDevices(() => this.now());
  }

  hostDisconnected(): void {
    clearInterval(this.#interval);
    this.#interval = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isDue = false;
    this.#stopListening?.();
    this.#stopListening = undefined;
    this.#live = null;
  }

  /** At once, or as soon as the last reading is a while ago. */
  now(): void {
    if (this.#isReading || this.#timer) {
      this.#isDue = true;
      return;
    }
    void this.#run();
  }

  async #run(): Promise<void> {
    this.#isReading = true;
    this.#isDue = false;
    await this.#read().catch(() => undefined);
    this.#isReading = false;
    if (!this.#interval) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#isDue) void this.#run();
    }, atMostEveryMs);
  }
}
