import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again until `check` gives something other than null, undefined or false; fails with `what` after `withinMs`. */
export async function waitUntil<T>(
  what: string,
  check: () => T | Promise<T>,
  withinMs: number,
): Promise<NonNullable<T>> {
  const untilMs = performance.now() + withinMs;
  for (;;) {
    const value = await check();
    if (value !== null && value !== undefined && value !== false) return value;
    if (performance.now() > untilMs) throw new Error(`Waited ${withinMs} ms in vain until ${what}.`);
    await sleep(50);
  }
}
