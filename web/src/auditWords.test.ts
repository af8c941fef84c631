/** Goal: no row of the audit log shows a person a choice, a field or a date as it is stored. */
import { expect, test } from 'vitest';
import { auditSentence } from './auditWords.ts';

type Detail = Record<string, string | number | boolean>;
const said = (action: string, detail: Detail, subject = 'company'): string =>
  auditSentence({
    ...{ auditId: 'a', atMs: 0, userId: null, userName: null, address: '' },
    ...{ action, subject, subjectName: null, detail },
  });

test.each<[action: string, detail: Detail, sentence: string, subject?: string]>([
  ['hours.decided', { choice: 'append' }, 'Decided about the file of hours: “Go on in this file”'],
  ['hours.decided', { choice: 'aside' }, 'Decided about the file of hours: “Begin a new file”'],
  ['hours.decided', { choice: 'written' }, 'Decided about the file of hours: “The reader has these rows”'],
  ['hours.decided', { choice: 'again' }, 'Decided about the file of hours: “Write these rows again”'],
  ['device.cleared', { name: 'Gate', what: 'logs' }, 'Cleared the terminal Gate: Logs'],
  ['device.cleared', { name: 'Gate', what: 'templates' }, 'Cleared the terminal Gate: Fingers and faces'],
  ['device.cleared', { name: 'Gate', what: 'users' }, 'Cleared the terminal Gate: Users'],
  ['device.cleared', { name: 'Gate', what: 'everything' }, 'Cleared the terminal Gate: Everything'],
  ['connector.changed', { kind: 'frappe' }, 'Changed the connection “Frappe HR and ERPNext”'],
  ['connector.changed', { kind: 'events' }, 'Changed the connection “Events for other programs”'],
  ['channel.changed', {}, 'Changed how messages are sent: E-mail', 'email'],
  [
    'user.changed',
    { name: 'Ana', changed: 'role, personId, areas' },
    'Changed the user Ana: Role, Person, Areas',
  ],
  ['user.added', { name: 'Ana', role: 'hr' }, 'Added the user Ana as HR'],
  ['settings.changed', { value: 'id' }, 'Set “Language” to Bahasa Indonesia', 'language'],
  ['settings.changed', { value: 30 }, 'Set “Pictures kept for” to 30 days', 'evidenceKeptDays'],
  ['settings.changed', { value: 8081 }, 'Set “Port for terminals that call” to 8081', 'pushPort'],
  [
    'report.read',
    { from: '2026-11-01', to: '2026-11-28' },
    'Read the report from Sun 1 Nov 2026 to Sat 28 Nov 2026',
  ],
  [
    'person.dayCorrected',
    { name: 'Ana', date: '2026-11-28' },
    'Corrected the day Sat 28 Nov 2026 of Ana by hand',
  ],
])('%s %j is said as people say it', (action, detail, sentence, subject) => {
  expect(said(action, detail, subject).replaceAll(',', '')).toBe(sentence.replaceAll(',', ''));
});
