/** A terminal that is connected, as whoever works with it sees it, and what it is made of. */
import type { UserFacingError } from '../../errors.ts';
import type { Clock } from '../../presence/startPresence.ts';
import type { TerminalCounts } from './counts.ts';
import type { Turns } from './createTurns.ts';
import type { CodePage, DeviceText } from './deviceText.ts';
import type { Enrolled, Enrolment } from './enrolFinger.ts';
import type { TerminalLogs } from './logs.ts';
import type { Transport } from './openLink.ts';
import type { TerminalCapabilities, TerminalIdentity } from './options.ts';
import type { Listening, Told } from './startListening.ts';
import type { Session } from './startSession.ts';
import type { FingerTemplate } from './templates.ts';
import type { Clearable } from './terminalFacts.ts';
import type { TemplateReceipt, TemplateToWrite } from './terminalTemplates.ts';
import type { TerminalTime } from './terminalTime.ts';
import type { Receipt, UserToWrite } from './terminalUsers.ts';
import type { TerminalUser } from './users.ts';

/** Every method throws a UserFacingError with a code DEVICE_…, and nothing else. */
export type Terminal = {
  address: string;
  identity: () => Promise<TerminalIdentity>;
  capabilities: () => Promise<TerminalCapabilities>;
  counts: () => Promise<TerminalCounts>;
  users: () => Promise<TerminalUser[]>;
  /** By user id, added or changed; what is not confirmed is not there as it was meant. */
  writeUsers: (users: readonly UserToWrite[]) => Promise<Receipt[]>;
  deleteUsers: (userIds: readonly string[]) => Promise<Receipt[]>;
  logs: () => Promise<TerminalLogs>;
  templates: () => Promise<FingerTemplate[]>;
  template: (userId: string, finger: number) => Promise<Buffer | null>;
  writeTemplate: (userId: string, template: Omit<FingerTemplate, 'uid'>) => Promise<void>;
  writeTemplates: (templates: readonly TemplateToWrite[]) => Promise<TemplateReceipt[]>;
  deleteTemplate: (userId: string, finger: number) => Promise<boolean>;
  time: () => Promise<TerminalTime>;
  setTime: () => Promise<TerminalTime>;
  /** 10 is a beep, 0 "thank you". */
  beep: (sound?: number) => Promise<void>;
  enrol: (enrolment: Enrolment) => Promise<Enrolled>;
  /** `logs`: so many records were read; false: it has recorded more since, and nothing was cleared. Nobody can use it meanwhile. */
  clear: (what: Clearable, logs?: number) => Promise<boolean>;
  /** Events as they happen, each acknowledged before it is told; returns how to stop. */
  listen: (told: Told, mask?: number) => Promise<() => Promise<void>>;
  restart: () => Promise<void>;
  /** Why the connection is over, once it is. */
  ended: Promise<UserFacingError>;
  /** Waits for what is under way, but no longer than this (default 5 s): cut off, it may stay locked until the next connection. */
  close: (withinMs?: number) => Promise<void>;
};

export type TerminalSettings = {
  host: string;
  port?: number;
  transport?: Transport;
  /** The comm key of its menu; 0 is none. */
  key?: number;
  codePage?: CodePage;
  /** Of the place where it hangs, as `Asia/Jakarta`: its clock knows none. */
  zone?: string;
  connectTimeoutMs?: number;
  replyTimeoutMs?: number;
  /** However busily it answers, one command takes no longer. */
  exchangeMaxMs?: number;
  /** So many things may wait for it. */
  queueMost?: number;
  /** An idle terminal is asked for the time this often: a line that is dead says nothing by itself. */
  checkEveryMs?: number;
};

/** What everything that can be asked of it works with. */
export type TerminalParts = Turns & {
  session: Session;
  text: DeviceText;
  listening: Listening;
  zone: string;
  clock: Clock;
  known: { userBytes: number | null; logBytes: number | null };
};
