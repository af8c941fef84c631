/** What a terminal that calls does all day: introduces itself until it is let in, sends what it has, asks for commands. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { PushTerminal } from './pushTerminal.ts';

export type PushLifeSettings = {
  pollEveryMs: number;
  /** Between two looks at what it has to send. */
  pauseMs?: number;
  /** Before it introduces itself again. */
  retryMs?: number;
  /** null: nobody answered. */
  introduced?: (letIn: boolean | null) => void;
  obeyed?: (commands: number) => void;
};

export type PushLife = {
  /** It has something to send, and does not wait for its next look. */
  wake: () => void;
  /** It calls no more. */
  stop: () => Promise<void>;
};

export function startPushLife(terminal: PushTerminal, settings: PushLifeSettings): PushLife {
  const { pollEveryMs, pauseMs = 200, retryMs = 2_000 } = settings;
  const stopping = new AbortController();
  let pausing = new AbortController();
  let pauses = Infinity;
  let hasSentPeople = false;

  async function introduce(): Promise<void> {
    const letIn = await terminal.connect().catch(() => null);
    settings.introduced?.(letIn);
    hasSentPeople = false;
  }

  async function work(): Promise<void> {
    if (!hasSentPeople) hasSentPeople = await terminal.sendPeople().catch(() => false);
    await terminal.sendBatch().catch(() => false);
    if (++pauses * pauseMs < pollEveryMs) return;
    pauses = 0;
    const commands = await terminal.poll().catch(() => 0);
    if (commands > 0) settings.obeyed?.(commands);
  }

  async function live(): Promise<void> {
    while (!stopping.signal.aborted) {
      pausing = new AbortController();
      const signal = AbortSignal.any([stopping.signal, pausing.signal]);
      await (terminal.state.registered ? work() : introduce());
      // Whoever is not let in does not ask more often for having more to tell.
      if (terminal.state.registered) await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
      else await sleep(retryMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const over = live();
  return {
    wake: () => pausing.abort(),
    async stop() {
      stopping.abort();
      // Ends what it is saying, and then what it began to say meanwhile.
      terminal.close();
      await over;
      terminal.close();
    },
  };
}
