import type { Terminal, TerminalParts } from './terminal.ts';
import * as facts from './terminalFacts.ts';
import { readTime, writeTime } from './terminalTime.ts';
import * as people from './terminalUsers.ts';
import type { TerminalUser } from './users.ts';

/** What it is and holds, its clock and its log. */
export function whatItIs({ session, run, undisturbed, text, known, zone, clock }: TerminalParts) {
  const readUsers = async (): Promise<TerminalUser[]> => (await people.readUsers(session, text)).users;
  return {
    identity: () => run(() => facts.readIdentity(session)),
    capabilities: () => run(async () => ({ ...(await facts.readCapabilities(session)), ...known })),
    counts: () => run(() => people.readCounts(session)),
    logs: () =>
      undisturbed(async () => {
        const logs = await facts.readLogs(session, readUsers);
        known.logBytes = logs.width || known.logBytes;
        return logs;
      }),
    time: () => run(() => readTime(session, zone, clock.now)),
    setTime: () => run(() => writeTime(session, zone, clock.now)),
    clear: (what, logs) =>
      undisturbed(async () => {
        if (logs !== undefined && (await people.readCounts(session)).logs !== logs) return false;
        await facts.clear(session, what);
        return true;
      }),
  } satisfies Partial<Terminal>;
}
