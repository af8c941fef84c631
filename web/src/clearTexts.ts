/** What a terminal can be cleared of, and what that means. */
import { msg } from '@lit/localize';
import type { DeviceClear } from '../../server/wire.ts';

export function clearTexts(what: DeviceClear['what']): { name: string; means: string } {
  switch (what) {
    case 'logs':
      return { name: msg('Logs'), means: msg('What it recorded. It makes room for new records.') };
    case 'templates':
      return {
        name: msg('Fingers and faces'),
        means: msg('Nobody is recognised by them until they are there again. Cards and PINs stay.'),
      };
    case 'users':
      return { name: msg('Users'), means: msg('With their fingers and faces: it knows nobody any more.') };
    case 'everything':
      return { name: msg('Everything'), means: msg('Logs, users, fingers and faces. Its settings stay.') };
    default:
      return what satisfies never;
  }
}
