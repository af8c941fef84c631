/**
 * A terminal, connected: everything that can be asked of it over port 4370, one thing after the other on one connection. When the
 * connection is over it stays over, and says why; whoever needs it connects again.
 */
import type { Clock } from '../../presence/startPresence.ts';
import { checkWhileIdle } from './checkWhileIdle.ts';
import { commands } from './commands.ts';
import { createQueue, type Queue } from './createQueue.ts';
import { createTurns, inWords } from './createTurns.ts';
import { createDeviceText } from './deviceText.ts';
import { itsPeople } from './itsPeople.ts';
import { startListening } from './startListening.ts';
import type { Session } from './startSession.ts';
import { startUnlockedSession } from './startUnlockedSession.ts';
import type { Terminal, TerminalParts, TerminalSettings } from './terminal.ts';
import { whatItDoes } from './whatItDoes.ts';
import { whatItIs } from './whatItIs.ts';
import { deviceProblem, ZkError } from './zkError.ts';

export type { Terminal, TerminalSettings } from './terminal.ts';

/** Throws a UserFacingError that says why the terminal is offline. */
export async function connectTerminal(settings: TerminalSettings, clock: Clock): Promise<Terminal> {
  const { host, port = 4370, transport = 'tcp', key = 0, zone = 'UTC', queueMost = 32 } = settings;
  const { connectTimeoutMs = 5000, replyTimeoutMs = 5000, exchangeMaxMs = 60_000 } = settings;
  const address = port === 4370 ? host : `${host}:${port}`;
  const asked = { address, port };
  const text = createDeviceText(settings.codePage);
  const listening = startListening();
  const times = { connectTimeoutMs, replyTimeoutMs, exchangeMaxMs };
  const session = await inWords(asked, () =>
    startUnlockedSession({ host, port, transport, key, ...times, event: listening.event }),
  );
  const queue = createQueue(queueMost);
  checkWhileIdle(session, queue, clock, settings.checkEveryMs ?? 20_000);
  const parts: TerminalParts = {
    ...{ session, listening, zone, clock, text },
    ...createTurns(session, queue, listening, asked),
    known: { userBytes: null, logBytes: null },
  };
  return {
    address,
    ...whatItIs(parts),
    ...itsPeople(parts),
    ...whatItDoes(parts),
    ended: session.ended.then((why) => deviceProblem(asked, why)),
    close: (withinMs = 5000) => close(session, queue, withinMs),
  };
}

/** Once what is under way is done, and the terminal was told; cut off after `withinMs`. */
async function close(session: Session, queue: Queue, withinMs: number): Promise<void> {
  const late = setTimeout(() => session.end(ZkError.of('DEVICE_LOST', {})), withinMs);
  await queue.last(async () => {
    if (!session.over()) await session.ask(commands.exit).catch(() => undefined);
  });
  clearTimeout(late);
  session.end(ZkError.of('DEVICE_LOST', {}));
}
