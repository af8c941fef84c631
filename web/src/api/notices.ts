/** The bell's notices and the live page's own requests. */
import { call, part } from '../api.ts';

export const noticesApi = {
  read: (noticeIds: string[]) => call<unknown>('POST', 'notices/read', { noticeIds }),
  acknowledge: (noticeId: string, note: string) =>
    call<unknown>('POST', `notices/${part(noticeId)}/acknowledge`, { note }),
};
