/** Keys of other programs. */
import type { ErrorTable } from './errorTable.ts';

export const connectorErrors = {
  KEY_WRONG: {
    status: 401,
    text: 'Cannot answer: this API key is not known here or was revoked. Ask an administrator for a new one.',
  },
  KEY_READS_ONLY: {
    status: 403,
    text: 'Cannot do this with an API key: keys read presence, exports, reports, punches and incidents only. Sign in for the rest.',
  },
  KEY_TOO_OFTEN: {
    status: 429,
    text: 'Cannot answer now: asked more than {limit} times in a minute. Wait a minute, and ask less often.',
  },
} as const satisfies ErrorTable;
