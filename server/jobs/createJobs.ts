/** Long work that people watch and may cancel. Lives in memory: a restart ends it, and whatever it did stands. */
import { randomUUID } from 'node:crypto';
import { UserFacingError } from '../errors.ts';
import type { JobView } from '../wire.ts';

export type JobSteps = {
  /** Aborted when somebody cancels or the server stops; the work then ends at its next safe place by throwing. */
  signal: AbortSignal;
  /** Tells how far it is; throws when it was cancelled. */
  progress: (done: number, total: number | null) => void;
};

export type Jobs = {
  /** Starts at once and answers before it is done. */
  start: (userId: string, kind: JobView['kind'], work: (steps: JobSteps) => Promise<unknown>) => JobView;
  /** The user's own, newest first. */
  of: (userId: string) => JobView[];
  /** undefined: not theirs, or forgotten. */
  get: (userId: string, jobId: string) => JobView | undefined;
  cancel: (userId: string, jobId: string) => boolean;
  /** Cancels everything; resolves when it has ended. */
  stop: () => Promise<void>;
};

/** Ended jobs are kept for people to read what came out. */
const keptMax = 50;
/** Often enough to look alive, seldom enough to cost nothing. */
const tellEveryMs = 200;

type Job = { userId: string; view: JobView; abort: AbortController; ended: Promise<void> };

export function createJobs(needs: {
  clock: () => number;
  /** A job went on or ended. */
  changed: (userId: string, view: JobView) => void;
  /** What failed in a way no user can mend. */
  failed: (error: unknown) => void;
}): Jobs {
  const jobs = new Map<string, Job>();

  function change(job: Job, change: Partial<JobView>): void {
    job.view = { ...job.view, ...change };
    needs.changed(job.userId, job.view);
  }

  function stepsOf(job: Job): JobSteps {
    let toldAtMs = -Infinity;
    return {
      signal: job.abort.signal,
      progress(done, total) {
        job.abort.signal.throwIfAborted();
        job.view = { ...job.view, done, total };
        if (performance.now() - toldAtMs < tellEveryMs && done !== total) return;
        toldAtMs = performance.now();
        needs.changed(job.userId, job.view);
      },
    };
  }

  async function run(job: Job, work: (steps: JobSteps) => Promise<unknown>): Promise<void> {
    try {
      const result = await work(stepsOf(job));
      change(job, { state: 'done', result });
    } catch (error) {
      if (job.abort.signal.aborted) return change(job, { state: 'cancelled' });
      if (!(error instanceof UserFacingError)) needs.failed(error);
      change(job, { state: 'failed', problem: error instanceof Error ? error.message : String(error) });
    }
  }

  function forgetOldest(): void {
    for (const [jobId, { view }] of jobs) {
      if (jobs.size <= keptMax) return;
      if (view.state !== 'running') jobs.delete(jobId);
    }
  }

  const own = (userId: string, jobId: string) => {
    const job = jobs.get(jobId);
    return job?.userId === userId ? job : undefined;
  };

  return {
    start(userId, kind, work) {
      const view: JobView = {
        ...{ jobId: randomUUID(), kind, state: 'running', done: 0, total: null },
        ...{ startedAtMs: needs.clock(), result: null, problem: null },
      };
      const job: Job = { userId, view, abort: new AbortController(), ended: Promise.resolve() };
      jobs.set(view.jobId, job);
      job.ended = run(job, work);
      forgetOldest();
      return view;
    },
    of: (userId) => [...jobs.values()].flatMap((job) => (job.userId === userId ? job.view : [])).reverse(),
    get: (userId, jobId) => own(userId, jobId)?.view,
    cancel(userId, jobId) {
      const job = own(userId, jobId);
      job?.abort.abort();
      return job !== undefined;
    },
    async stop() {
      for (const { abort } of jobs.values()) abort.abort();
      await Promise.all([...jobs.values()].map(({ ended }) => ended));
    },
  };
}
