import { commands } from './commands.ts';
import { type Session, type SessionOptions, startSession } from './startSession.ts';
import { ZkError } from './zkError.ts';

/** A conversation with a terminal that people can use, whatever was done to it before. */
export async function startUnlockedSession(options: SessionOptions): Promise<Session> {
  const session = await startSession(options);
  try {
    // A program that died in the middle of something may have left it locked.
    await session.ask(commands.enable);
    await session.ask(commands.writeOption, Buffer.from('SDKBuild=1\0'));
    return session;
  } catch (error) {
    session.end(ZkError.of('DEVICE_LOST', {}, error));
    throw error;
  }
}
