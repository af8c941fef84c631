import { randomBytes } from 'node:crypto';
import { hash, type Options, verify } from '@node-rs/argon2';

export type Passwords = {
  hash: (password: string) => Promise<string>;
  /** `null` (nobody of that e-mail address) takes as long as a wrong password and is as false. */
  fits: (password: string, passwordHash: string | null) => Promise<boolean>;
};

/** argon2id at the package's costs (19 MiB, 2 passes: OWASP's recommendation); tests pass smaller ones. */
export async function createPasswords(cost: Options = {}): Promise<Passwords> {
  const nobodys = await hash(randomBytes(32), cost);
  return {
    hash: (password) => hash(password, cost),
    async fits(password, passwordHash) {
      const fits = await verify(passwordHash ?? nobodys, password);
      return fits && passwordHash !== null;
    },
  };
}
