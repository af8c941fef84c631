/** What can be answered by WhatsApp, as the server understands it. */
import { msg } from '@lit/localize';

export type CommandText = { english: string[]; indonesian: string[]; does: string };

export const commands = (): CommandText[] => [
  { english: ['1', 'ok'], indonesian: ['1', 'siap'], does: msg('You take care of it.') },
  {
    ...{ english: ['excuse doctor'], indonesian: ['izin dokter'] },
    does: msg('The absence is all right, for this reason.'),
  },
  { english: ['snooze 30'], indonesian: ['tunda 30'], does: msg('Nothing more about it for 30 minutes.') },
  { english: ['where Ana'], indonesian: ['di mana Ana'], does: msg('Where this person is, or was last.') },
  {
    english: ['status'],
    indonesian: ['status'],
    does: msg('How many of your people are there, and who is not.'),
  },
  {
    ...{ english: ['snap Gate 1'], indonesian: ['foto Gate 1'] },
    does: msg('A link to a picture of this camera, taken now.'),
  },
  {
    ...{ english: ['report', 'report 2026-11-20'], indonesian: ['laporan', 'laporan 2026-11-20'] },
    does: msg('HR only: a link to the report of today or of that day.'),
  },
  { english: ['help'], indonesian: ['bantuan'], does: msg('This list.') },
];
