/**
 * Single templates that terminals that call were asked for again, because they are wanted elsewhere and not in memory any more, as after a
 * restart. Not the same again and again, and not so many that a terminal is buried under them.
 */
import type { PushCommand } from '../push/commands.ts';

type Ask = Extract<PushCommand, { kind: 'queryTemplate' }>;

/** It may be away, or not have it any more. */
const askAgainMs = 10 * 60_000;
const openMost = 200;

export function createTemplateAsks(now: () => number) {
  const asked = new Map<string, Map<string, { atMs: number; isOpen: boolean }>>();
  return {
    /** false: it was asked lately, or has enough to answer. */
    mayAsk(deviceId: string, command: Ask): boolean {
      const of = asked.get(deviceId) ?? new Map<string, { atMs: number; isOpen: boolean }>();
      asked.set(deviceId, of);
      for (const [text, { atMs }] of of) if (now() - atMs >= askAgainMs) of.delete(text);
      const text = JSON.stringify(command);
      const open = [...of.values()].filter(({ isOpen }) => isOpen).length;
      if (of.has(text) || open >= openMost) return false;
      of.set(text, { atMs: now(), isOpen: true });
      return true;
    },
    ended(deviceId: string, command: Ask): void {
      const ask = asked.get(deviceId)?.get(JSON.stringify(command));
      if (ask) ask.isOpen = false;
    },
  };
}
