/**
 * Who is served next. Every client (a camera, or the server itself) has its own short queue and the queues take turns,
 * so one busy caller delays the others by one job at most.
 */
export type Dispatch<Job> = {
  /** False when this client already has `capPerClient` jobs waiting. */
  add(client: number, job: Job): boolean;
  /** Puts a job that was already taken in front of its client's queue; the cap does not apply. */
  putBack(client: number, job: Job): void;
  next(): { client: number; job: Job } | undefined;
  /** Forgets a client and returns what it still had waiting. */
  drop(client: number): Job[];
  queued(): number;
};

export function createDispatch<Job>(capPerClient: number): Dispatch<Job> {
  // A Map keeps insertion order: a served client with work left is put at the end again, and that is the round.
  const queues = new Map<number, Job[]>();

  return {
    add(client, job) {
      const queue = queues.get(client) ?? [];
      if (queue.length >= capPerClient) return false;
      queues.set(client, [...queue, job]);
      return true;
    },
    putBack(client, job) {
      queues.set(client, [job, ...(queues.get(client) ?? [])]);
    },
    next() {
      for (const [client, [job, ...rest]] of queues) {
        queues.delete(client);
        if (rest.length > 0) queues.set(client, rest);
        if (job !== undefined) return { client, job };
      }
      return undefined;
    },
    drop(client) {
      const left = queues.get(client) ?? [];
      queues.delete(client);
      return left;
    },
    queued: () => [...queues.values()].reduce((sum, queue) => sum + queue.length, 0),
  };
}
