/** For tests of incidents with a hand clock: a page that is alerted, and time that passes so that everything of it is looked at. */
import { io as connect, type Socket } from 'socket.io-client';
import type { HandClock } from './handClock.ts';
import { type Client, eventually } from './testServer.ts';

/** A page of this user's; what it is alerted of is added to `texts`. */
export async function openAlertedPage(url: string, user: Client, texts: string[]): Promise<Socket> {
  const page = connect(url, {
    ...{ transports: ['websocket'], extraHeaders: { cookie: user.cookie() }, forceNew: true },
  });
  page.on('alert', ({ text }: { text: string }, taken: () => void) => {
    texts.push(text);
    taken();
  });
  await new Promise((resolve) => page.once('overview', resolve));
  return page;
}

/** In steps that are no jump of the clock, each looked at before the next. */
export async function passMinutes(
  clock: HandClock,
  minutes: number,
  look: () => Promise<unknown>,
): Promise<void> {
  for (let steps = minutes * 2; steps > 0; steps--) {
    clock.advance(30_000);
    await look();
  }
}

/** Until it holds, a second at a time. */
export const soonBy = (clock: HandClock, check: () => unknown): Promise<unknown> =>
  eventually(async () => {
    clock.advance(1_000);
    await check();
  });
