import type { Terminal, TerminalParts } from './terminal.ts';
import * as fingers from './terminalTemplates.ts';
import * as people from './terminalUsers.ts';
import type { TerminalUser } from './users.ts';
import { ZkError } from './zkError.ts';

/** Who is on it, and with which fingers. */
export function itsPeople({ session, run, undisturbed, text, known }: TerminalParts) {
  const readUsers = async (): Promise<TerminalUser[]> => {
    const { users, width } = await people.readUsers(session, text);
    known.userBytes = width ?? known.userBytes;
    return users;
  };
  const userOf = async (userId: string): Promise<TerminalUser> => {
    const user = (await readUsers()).find((each) => each.userId === userId);
    if (user) return user;
    throw ZkError.of('DEVICE_NOT_THERE', { what: `the user ${userId}` });
  };
  return {
    users: () => undisturbed(readUsers),
    writeUsers: (users) => undisturbed(() => people.writeUsers(session, users, text)),
    deleteUsers: (userIds) => undisturbed(() => people.deleteUsers(session, userIds, text)),
    templates: () => undisturbed(() => fingers.readTemplates(session)),
    template: (userId, finger) =>
      run(async () => fingers.readTemplate(session, (await userOf(userId)).uid, finger)),
    writeTemplate: (userId, template) =>
      undisturbed(async () => fingers.writeTemplate(session, await userOf(userId), template)),
    writeTemplates: (templates) =>
      undisturbed(async () => fingers.writeTemplates(session, await readUsers(), templates)),
    deleteTemplate: (userId, finger) =>
      undisturbed(async () => fingers.deleteTemplate(session, await userOf(userId), finger)),
  } satisfies Partial<Terminal>;
}
