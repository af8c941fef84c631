/** Requests, whatever they are about. */
import type { ErrorTable } from './errorTable.ts';

export const httpErrors = {
  INPUT_INVALID: { status: 400, text: 'Cannot accept this request: {problem}.' },
  ORIGIN_REFUSED: {
    status: 403,
    text: 'Cannot accept this request: it came from another site. Open the page at its own address.',
  },
  NOT_FOUND: { status: 404, text: 'Cannot find {what}. It may have been removed; reload the page.' },
  NAME_TAKEN: { status: 409, text: 'Cannot use "{name}": it is already taken. Choose another.' },
  CONFIRM_NEEDED: {
    status: 409,
    text: 'Cannot do this without a yes: {what}. Ask first, and send it again with "confirm".',
  },
  SECRET_ELSEWHERE: {
    status: 422,
    text: 'Cannot keep the stored {what}: it is for {subject} only. Type it again, or clear it.',
  },
  NOT_IN_DEMO: {
    status: 409,
    text: 'Cannot do this in the demo: its office is made anew at every start. Do it on a real server.',
  },
} as const satisfies ErrorTable;
