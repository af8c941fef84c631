/** Which of our messages nobody knows about are among those that Twilio lists. Pure. */

export type Listed = { sid: string; body: string; createdAtMs: number; status: string };
export type Sought = {
  messageId: string;
  text: string;
  variables: string[];
  claimedAtMs: number;
};

/** Clocks differ by so much at most. */
export const skewMs = 10 * 60_000;
/** Another text made within this time of our request is ours too: a template at Twilio may say it in other words. */
const nearMs = 120_000;

/**
 * `listed`: to the same number, without those that belong to messages already. Each is given away once: first by its text, then by
 * the variables in it, at last by its time. What is left over was never taken.
 */
export function matchSent(sought: readonly Sought[], listed: readonly Listed[]): Map<string, Listed> {
  const free = new Set([...listed].sort((a, b) => a.createdAtMs - b.createdAtMs));
  const found = new Map<string, Listed>();
  const oldestFirst = [...sought].sort((a, b) => a.claimedAtMs - b.claimedAtMs);
  for (const fits of [sameText, sameVariables, sameTime])
    for (const message of oldestFirst) {
      if (found.has(message.messageId)) continue;
      const match = [...free].find((each) => fits(message, each));
      if (!match) continue;
      free.delete(match);
      found.set(message.messageId, match);
    }
  return found;
}

type Fits = (message: Sought, listed: Listed) => boolean;
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
const notBefore: Fits = ({ claimedAtMs }, { createdAtMs }) => createdAtMs >= claimedAtMs - skewMs;
const sameText: Fits = (message, listed) =>
  notBefore(message, listed) && plain(message.text) === plain(listed.body);
const sameVariables: Fits = (message, listed) =>
  notBefore(message, listed) &&
  message.variables.length > 0 &&
  message.variables.every((value) => plain(listed.body).includes(plain(value)));
const sameTime: Fits = ({ claimedAtMs }, { createdAtMs }) => Math.abs(createdAtMs - claimedAtMs) <= nearMs;
