/** Messages and the channels they take. */
import type { ErrorTable } from './errorTable.ts';

export const channelErrors = {
  CHANNEL_UNREADY: {
    status: 409,
    text: 'Cannot send on this channel: it is off or not complete. Complete it and turn it on first.',
  },
  CHANNEL_NO_ADDRESS: {
    status: 422,
    text: 'Cannot send to {name}: there is no address of theirs for this channel. Add it to their record first.',
  },
  MESSAGE_ON_ITS_WAY: {
    status: 409,
    text: 'Cannot send this message again: it is on its way or has arrived. Only what waits or failed can be sent again.',
  },
  SIGNATURE_WRONG: {
    status: 403,
    text: 'Cannot accept this request: Twilio has not signed it for this account. Check the auth token and the public address in the settings.',
  },
} as const satisfies ErrorTable;
