/** What the set-up assistant asks and saves. */
import { call, list } from '../api.ts';

export const setupApi = {
  areas: () => list<{ name: string }>('areas'),
  addArea: (name: string) => call<unknown>('POST', 'areas', { name, parentId: null }),
  privacyNotice: () => call<{ text: string }>('GET', 'privacy-notice'),
  savePrivacyNotice: (privacyNotice: string) => call<unknown>('PATCH', 'settings', { privacyNotice }),
};
