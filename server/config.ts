/** What the program was told: command line first, then environment, then defaults. Nothing else reads `process.env`. */

export type Config = {
  host: string;
  port: number;
  dataDir: string;
  camerasDir: string;
  /** Built web client. */
  webDir: string;
  networksDir: string;
  /** Inference threads; one per core by default. */
  inferenceThreads: number;
  /** Demo office: everyone is signed in as its administrator, data is thrown away. */
  demo: boolean;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** Unseen for this long and a person is away: longer than one pass behind a pillar. */
  awayAfterMs: number;
};
