/** What the file of hours needs of a file system. `node:fs/promises` has it, and so has a share that is reached through another program. */
export type HoursFs = {
  open: (path: string, flags: string | number, mode?: number) => Promise<HoursFile>;
  lstat: (path: string, options: { bigint: true }) => Promise<Seen>;
  readdir: (path: string) => Promise<string[]>;
  rename: (from: string, to: string) => Promise<void>;
  unlink: (path: string) => Promise<void>;
  readFile: (path: string, encoding: 'utf8') => Promise<string>;
  writeFile: (path: string, text: string, options?: NewFile) => Promise<void>;
};

export type HoursFile = {
  stat: (options: { bigint: true }) => Promise<Seen>;
  read: (into: Buffer, offset: number, length: number, position: number) => Promise<{ bytesRead: number }>;
  write: {
    (bytes: Buffer, offset: number, length: number, position: null): Promise<{ bytesWritten: number }>;
    (text: string, position: number): Promise<{ bytesWritten: number }>;
  };
  truncate: (size: number) => Promise<void>;
  sync: () => Promise<void>;
  close: () => Promise<void>;
};

export type Seen = SeenFacts & { isFile: () => boolean };
export type SeenFacts = Record<'size' | 'dev' | 'ino' | 'mtimeNs', bigint>;
export type NewFile = { flag: string; mode: number };
