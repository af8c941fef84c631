/** Jobs. Types only. */

/** Long work: enrolling, importing, backing up. `done` of `total`, null while not known. */
export type JobView = {
  jobId: string;
  kind: 'enrol' | 'import' | 'backup' | 'restore' | 'diagnostics' | 'discovery' | 'deviceScan';
  state: 'running' | 'done' | 'failed' | 'cancelled';
  done: number;
  total: number | null;
  startedAtMs: number;
  /** What came out, by kind; null before the end. Of a failure, `problem` has the sentence. */
  result: unknown;
  problem: string | null;
};
