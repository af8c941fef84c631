/** What is running, in the order of its start: each is how it stops. */
export type Started = (() => Promise<void>)[];

/** The last first: what was started later may need what was there before. */
export async function stopAll(started: Started): Promise<void> {
  for (let end = started.pop(); end; end = started.pop()) await end();
}
