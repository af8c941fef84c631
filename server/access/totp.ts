/** Codes of an authenticator (RFC 6238: SHA-1, 6 digits, 30 s, as every authenticator knows), and the codes for when it is lost. */
import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { hashOf } from './sessions.ts';

const periodMs = 30_000;
/** 160 bits, as RFC 4226 recommends. */
const secretBytes = 20;

const totp = (secret: string, label = 'user') =>
  new TOTP({ issuer: 'Whereabouts', label, secret: Secret.fromBase32(secret) });

export const newTotpSecret = (): string => new Secret({ size: secretBytes }).base32;

/** What a QR code tells the authenticator. */
export const totpUri = (secret: string, email: string): string => totp(secret, email).toString();

/** The time step of a right code, the one before and after included, for clocks a little off; null: it is wrong. */
export function totpStep(secret: string, code: string, nowMs: number): number | null {
  const digits = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return null;
  const delta = totp(secret).validate({ token: digits, timestamp: nowMs, window: 1 });
  return delta === null ? null : Math.floor(nowMs / periodMs) + delta;
}

export const recoveryCodesCount = 8;
/** Nothing that is read as something else. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** 59 random bits each: a fast hash is enough. */
export function newRecoveryCodes(): string[] {
  const part = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return Array.from({ length: recoveryCodesCount }, () => [part(), part(), part()].join('-'));
}

/** However it is typed. */
export const recoveryCodeHash = (code: string): string =>
  hashOf(code.toLowerCase().replace(/[^a-z0-9]/g, ''));
