import { commands, eventKinds } from './commands.ts';
import { enrolFinger, enrolmentMask } from './enrolFinger.ts';
import { askOk } from './startSession.ts';
import type { Terminal, TerminalParts } from './terminal.ts';

/** Sounds, enrolling, events, and starting anew. */
export function whatItDoes({ session, run, listening }: TerminalParts) {
  return {
    beep: (sound = 10) =>
      run(async () => {
        const data = Buffer.alloc(4);
        data.writeUInt32LE(sound);
        await askOk(session, 'sounds', commands.voice, data);
      }),
    enrol: (enrolment) =>
      run(async () => {
        await listening.register(session, enrolmentMask);
        try {
          return await enrolFinger(session, enrolment, (told) => listening.add(told, enrolmentMask));
        } finally {
          if (!session.over()) await listening.register(session);
        }
      }),
    listen: async (told, mask = eventKinds.log) => {
      const leave = await run(async () => {
        const remove = listening.add(told, mask);
        await listening.register(session).catch((error: unknown) => {
          remove();
          throw error;
        });
        return remove;
      });
      return async () => {
        leave();
        if (!session.over()) await run(() => listening.register(session));
      };
    },
    restart: () => run(async () => void (await askOk(session, 'this command', commands.restart))),
  } satisfies Partial<Terminal>;
}
