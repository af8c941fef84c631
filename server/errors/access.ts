/** Signing in, and what a role may do. */
import type { ErrorTable } from './errorTable.ts';

export const accessErrors = {
  SIGN_IN_NEEDED: { status: 401, text: 'Cannot show this: you are not signed in. Sign in first.' },
  SIGN_IN_WRONG: {
    status: 401,
    text: 'Cannot sign in: the e-mail address or the password is wrong. Try again or ask an administrator.',
  },
  TOTP_NEEDED: {
    status: 401,
    text: 'Cannot sign in yet: a code is needed. Type the newest code of your authenticator, or a recovery code; each works once.',
  },
  TOTP_WRONG: {
    status: 422,
    text: 'Cannot turn on the second factor: the code is wrong. Check the clock of the phone and type its newest code.',
  },
  TWO_FACTOR_SETUP_NEEDED: {
    status: 403,
    text: 'Cannot show this yet: your company asks for a second factor. Set it up on your account page.',
  },
  SIGN_IN_TOO_OFTEN: {
    status: 429,
    text: 'Cannot check the password: too many wrong tries. Wait {minutes} minutes.',
  },
  PASSWORD_WRONG: {
    status: 403,
    text: 'Cannot do this: the current password is wrong. Type it again.',
  },
  NOT_ALLOWED: { status: 403, text: 'Cannot do this: your role is {role}. Ask an administrator.' },
  NOT_YOURS: {
    status: 403,
    text: 'Cannot show this: it belongs to another team or area. Ask an administrator.',
  },
  OWNERS_ONLY: {
    status: 403,
    text: 'Cannot do this: only an owner may change or make an owner. Ask one.',
  },
  OWN_ACCOUNT: {
    status: 409,
    text: 'Cannot do this: it is your own account. Ask another administrator.',
  },
  LAST_OWNER: {
    status: 409,
    text: 'Cannot do this: nobody else owns this server. Make somebody else an owner first.',
  },
  SETUP_DONE: {
    status: 409,
    text: 'Cannot set up again: this server already has an administrator. Sign in.',
  },
  SETUP_TOKEN_WRONG: {
    status: 403,
    text: 'Cannot set up: this link is not the current one. Use the link the server printed last.',
  },
} as const satisfies ErrorTable;
