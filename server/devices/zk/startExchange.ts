/** One question and its answers: given up when nothing comes for a while, or when it goes on for too long. */
import type { Packet } from './packet.ts';
import { ZkError } from './zkError.ts';

/** Looks at each answer; the first thing it returns is the result. */
export type Take<Result> = (packet: Packet) => Result | undefined;
export type Exchange<Result> = {
  result: Promise<Result>;
  hear: (packet: Packet) => void;
  /** Bytes came, if not yet a whole answer. */
  activity: () => void;
  fail: (why: ZkError) => void;
};
export type ExchangeTimes = {
  replyTimeoutMs: number;
  /** However busily it is answered, it takes no longer. */
  exchangeMaxMs: number;
  /** How often it is said before it counts as not answered. */
  tries: number;
};

export function startExchange<Result>(
  take: Take<Result>,
  say: () => void,
  { replyTimeoutMs, exchangeMaxMs, tries }: ExchangeTimes,
): Exchange<Result> {
  let left = tries;
  let silence: NodeJS.Timeout | undefined;
  let settled = false;
  let done: (result: Result) => void = () => undefined;
  let failed: (why: unknown) => void = () => undefined;
  const result = new Promise<Result>((resolve, reject) => ([done, failed] = [resolve, reject]));

  const settle = (how: () => void): void => {
    if (settled) return;
    settled = true;
    clearTimeout(silence);
    clearTimeout(whole);
    how();
  };
  const fail = (why: unknown): void => settle(() => failed(why));
  const whole = setTimeout(() => fail(ZkError.of('DEVICE_SILENT', {})), exchangeMaxMs);
  const sayAgain = (): void => {
    if (--left <= 0) return fail(ZkError.of('DEVICE_SILENT', {}));
    say();
    activity();
  };
  const activity = (): void => {
    clearTimeout(silence);
    if (!settled) silence = setTimeout(sayAgain, replyTimeoutMs / tries);
  };
  activity();
  say();
  return {
    result,
    activity,
    fail,
    hear(packet) {
      if (settled) return;
      try {
        const found = take(packet);
        if (found !== undefined) settle(() => done(found));
      } catch (error) {
        fail(error);
      }
    },
  };
}
