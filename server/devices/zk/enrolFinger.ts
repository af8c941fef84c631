/** A finger enrolled at the terminal itself: it asks the person for it three times and tells how it goes. */
import { commands, eventKinds } from './commands.ts';
import { idField } from './deviceText.ts';
import type { TerminalEvent } from './events.ts';
import { askOk, type Session } from './startSession.ts';
import { ZkError } from './zkError.ts';

export type Enrolment = { userId: string; finger: number; timeoutMs?: number };
export type Enrolled =
  | { kind: 'enrolled'; size: number }
  /** 4 not the same finger, 5 somebody else's, 6 nobody came. */
  | { kind: 'failed'; result: number }
  | { kind: 'timedOut' };

export const enrolmentMask = eventKinds.finger | eventKinds.fingerEnrolled | eventKinds.score;

/** `hear` tells the events from then on until what it returned is called; they must be registered. */
export async function enrolFinger(
  session: Session,
  { userId, finger, timeoutMs = 60_000 }: Enrolment,
  hear: (listener: (event: TerminalEvent) => void) => () => void,
): Promise<Enrolled> {
  const what = 'enrolling';
  let stopHearing: () => void = () => undefined;
  let timer: NodeJS.Timeout | undefined;
  try {
    const done = new Promise<Enrolled>((resolve) => {
      timer = setTimeout(() => resolve({ kind: 'timedOut' }), timeoutMs);
      stopHearing = hear((event) => {
        if (event.kind !== 'fingerEnrolled' || (event.userId !== null && event.userId !== userId)) return;
        const { result, size } = event;
        resolve(result === 0 ? { kind: 'enrolled', size } : { kind: 'failed', result });
      });
    });
    await session.ask(commands.cancelCapture);
    await askOk(session, what, commands.startEnrol, requestOf(session, userId, finger), { again: false });
    const lost = session.ended.then((why) => Promise.reject(why));
    return await Promise.race([done, lost]);
  } finally {
    clearTimeout(timer);
    stopHearing();
    if (!session.over()) await backToVerifying(session);
  }
}

async function backToVerifying(session: Session): Promise<void> {
  await session.ask(commands.cancelCapture);
  await session.ask(commands.startVerify);
  await session.ask(commands.refresh);
}

/** Old terminals, which talk UDP, know ids as numbers. */
function requestOf({ transport }: Session, userId: string, finger: number): Buffer {
  if (!Number.isInteger(finger) || finger < 0 || finger > 9)
    throw ZkError.of('DEVICE_VALUE_UNFIT', { problem: `finger ${finger} is none of 0 to 9` });
  if (transport === 'tcp') return Buffer.concat([idField(userId, 24), Buffer.from([finger, 1])]);
  const request = Buffer.alloc(5);
  request.writeUInt32LE(Number(userId) >>> 0, 0);
  request.writeUInt8(finger, 4);
  return request;
}
