/** `whereabouts reset-password EMAIL`: a way in for an owner who is locked out; who may read the data folder may do it. */
import { createPasswords } from '../access/passwords.ts';
import { newPasswordText } from '../access/newPasswordText.ts';
import { createAccessStore } from '../access/store.ts';
import { openDatabase } from '../database/openDatabase.ts';
import { firstCompany } from '../database/store.ts';
import { problem } from '../errors.ts';

/** Answers the new password. Ends the user's sessions, turns their second factor off and enables them. */
export async function resetPassword(dataDir: string, email: string, nowMs = Date.now()): Promise<string> {
  const db = await openDatabase(dataDir);
  try {
    const store = createAccessStore(db);
    const company = await firstCompany(db);
    const wanted = email.trim().toLowerCase();
    const users = company ? await store.listUsers(company.id) : [];
    const user = users.find((each) => each.email === wanted);
    if (!company || !user) throw problem('NOT_FOUND', { what: `a user with the address ${wanted}` });
    const by = { userId: null, nowMs };
    const password = newPasswordText();
    const change = { passwordHash: await (await createPasswords()).hash(password), keepSessionId: null };
    await store.setPassword(company.id, user.id, change, by, 'user.passwordReset');
    await store.stopTwoFactor(company.id, user.id, by);
    await store.changeUser(company.id, user.id, { disabled: false }, () => undefined, by);
    return password;
  } finally {
    await db.destroy();
  }
}
