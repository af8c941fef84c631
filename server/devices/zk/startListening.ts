/** Events of a terminal, for whoever listens: the terminal is told which kinds are wanted by anybody. */
import { commands } from './commands.ts';
import { decodeEvent, type TerminalEvent } from './events.ts';
import { askOk, type Session } from './startSession.ts';

export type Told = (event: TerminalEvent) => void;
export type Listening = {
  /** From the conversation; what a listener throws goes up. */
  event: (code: number, data: Buffer) => void;
  /** Returns how to leave; neither tells the terminal yet. */
  add: (told: Told, mask: number) => () => void;
  /** Tells the terminal what is wanted now, and `more`. */
  register: (session: Session, more?: number) => Promise<void>;
  wanted: () => number;
};

export function startListening(): Listening {
  const listeners = new Set<{ told: Told; mask: number }>();
  const wanted = (): number => [...listeners].reduce((mask, each) => mask | each.mask, 0);
  return {
    event(code, data) {
      for (const event of decodeEvent(code, data)) for (const { told } of [...listeners]) told(event);
    },
    add(told, mask) {
      const listener = { told, mask };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async register(session, more = 0) {
      const data = Buffer.alloc(4);
      data.writeUInt32LE(wanted() | more);
      await askOk(session, 'telling events', commands.events, data);
    },
    wanted,
  };
}
