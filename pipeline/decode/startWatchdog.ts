export type Watchdog = {
  fed(): void;
  /** Something was asked for that comes at once where all is well: only a part of the patience is left from now on. */
  asked(): void;
  stop(): void;
};

/** Of the patience: where a picture is asked for every 2.2 s only, a decoder that hangs is told within 5 s, as a camera is. */
const spentWhenAsked = 0.4;

/**
 * Calls `onSilence` once when nothing fed it for `patienceMs()` on the monotonic clock. Time in which this very
 * program stood still (a busy thread, a sleeping machine) does not count, nor time in which `listening()` is false.
 */
export function startWatchdog(options: {
  patienceMs(): number;
  listening(): boolean;
  onSilence(silentMs: number): void;
}): Watchdog {
  const periodMs = Math.max(20, Math.min(250, options.patienceMs() / 10));
  let silentMs = 0;
  let lastMs = performance.now();
  const timer = setInterval(() => {
    const nowMs = performance.now();
    if (options.listening()) silentMs += Math.min(nowMs - lastMs, 2 * periodMs);
    lastMs = nowMs;
    if (silentMs < options.patienceMs()) return;
    clearInterval(timer);
    options.onSilence(silentMs);
  }, periodMs);
  return {
    fed: () => (silentMs = 0),
    asked: () => (silentMs = Math.max(silentMs, options.patienceMs() * spentWhenAsked)),
    stop: () => clearInterval(timer),
  };
}
