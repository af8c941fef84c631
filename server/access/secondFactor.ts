/** Codes of an authenticator beside the password. */
import { problem } from '../errors.ts';
import type { TwoFactorStart } from '../wire.ts';
import type { By } from './audit.ts';
import type { AccessStore, UserRow } from './store.ts';
import { newRecoveryCodes, newTotpSecret, recoveryCodeHash, totpStep, totpUri } from './totp.ts';

export type SecondFactor = {
  /** Throws TOTP_NEEDED, the same for a missing code as for a wrong one or one that was taken before. */
  mustHave: (user: UserRow, code: string | undefined) => Promise<void>;
  start: (user: { id: string; email: string }) => Promise<TwoFactorStart>;
  /** Answers the recovery codes, which nobody can read again. Throws TOTP_WRONG. */
  finish: (userId: string, code: string) => Promise<string[]>;
};

export function createSecondFactor(companyId: string, store: AccessStore, clock: () => number): SecondFactor {
  const byOf = (userId: string): By => ({ userId, nowMs: clock() });

  async function fits({ id, totpSecret }: UserRow, code: string): Promise<boolean> {
    const step = totpStep(totpSecret ?? '', code, clock());
    if (step !== null) return store.takeStep(companyId, id, step);
    return store.takeRecoveryCode(companyId, id, recoveryCodeHash(code), byOf(id));
  }

  return {
    async mustHave(user, code) {
      if (user.totpSecret === null) return;
      if (code === undefined || !(await fits(user, code))) throw problem('TOTP_NEEDED', {});
    },
    async start({ id, email }) {
      const secret = newTotpSecret();
      await store.startTwoFactor(companyId, id, secret);
      return { secret, uri: totpUri(secret, email) };
    },
    async finish(userId, code) {
      const secret = await store.pendingSecret(companyId, userId);
      const step = secret === null ? null : totpStep(secret, code, clock());
      if (secret === null || step === null) throw problem('TOTP_WRONG', {});
      const codes = newRecoveryCodes();
      const proved = { secret, step, codeHashes: codes.map(recoveryCodeHash) };
      await store.finishTwoFactor(companyId, userId, proved, byOf(userId));
      return codes;
    },
  };
}
