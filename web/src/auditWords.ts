/** The audit log in sentences. */
import { msg, str } from '@lit/localize';
import type { AuditEntry } from '../../server/wire.ts';
import {
  channelWord,
  clearedWord,
  connectorWord,
  dayWord,
  hoursChoiceWord,
  roleWord,
  settingWord,
  userFieldWords,
} from './auditValues.ts';
import { settingText } from './settingTexts.ts';

type Words = (about: { name: string; text: (key: string) => string }) => string;

/** What was done, without who did it. An action that is not here shows as it is stored. */
export function auditSentence({ action, subject, subjectName, detail }: AuditEntry): string {
  const text = (key: string): string => (detail[key] === undefined ? '' : String(detail[key]));
  const name =
    subjectName ?? (text('name') || (isId(subject) ? msg('somebody or something removed') : subject));
  return words[action]?.({ name, text }) ?? `${action} (${name})`;
}

/** The kinds to filter by: how an action begins. */
export const auditKinds = (): { prefix: string; text: string }[] => [
  { prefix: 'person.', text: msg('People') },
  { prefix: 'people.', text: msg('Lists of people') },
  { prefix: 'user.', text: msg('Users') },
  { prefix: 'session.', text: msg('Sessions') },
  { prefix: 'camera.', text: msg('Cameras') },
  { prefix: 'area.', text: msg('Areas') },
  { prefix: 'team.', text: msg('Teams') },
  { prefix: 'notice.', text: msg('Notices') },
  { prefix: 'shift.', text: msg('Shifts') },
  { prefix: 'assignment.', text: msg('Who works which shift') },
  { prefix: 'calendar.', text: msg('Holidays') },
  { prefix: 'thresholds.', text: msg('Limits') },
  { prefix: 'pause.', text: msg('Pauses') },
  { prefix: 'punch.', text: msg('Punches') },
  { prefix: 'incident.', text: msg('Incidents') },
  { prefix: 'policy.', text: msg('Escalation') },
  { prefix: 'substitute.', text: msg('Substitutes') },
  { prefix: 'channel.', text: msg('Messages') },
  { prefix: 'settings.', text: msg('Settings') },
  { prefix: 'backup.', text: msg('Backups') },
  { prefix: 'diagnostics.', text: msg('Diagnostics') },
  { prefix: 'report.', text: msg('Reports') },
  { prefix: 'device.', text: msg('Terminals') },
  { prefix: 'deviceLog.', text: msg('Attendance log') },
  { prefix: 'hours.', text: msg('File of hours') },
  { prefix: 'connector.', text: msg('Connections') },
  { prefix: 'employees.', text: msg('Employee master') },
  { prefix: 'key.', text: msg('API keys') },
  { prefix: 'audit.', text: msg('Audit log') },
];

const isId = (subject: string): boolean => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(subject);

const words: Record<string, Words> = {
  'assignment.added': ({ name }) => msg(str`Gave ${name} a shift`),
  'assignment.changed': ({ name }) => msg(str`Changed until when ${name} works a shift`),
  'assignment.removed': ({ name }) => msg(str`Took a shift from ${name}`),
  'area.added': ({ name }) => msg(str`Added the area ${name}`),
  'area.changed': ({ name }) => msg(str`Changed the area ${name}`),
  'area.peopleChanged': ({ name }) => msg(str`Changed who works in the area ${name}`),
  'area.removed': ({ name }) => msg(str`Removed the area ${name}`),
  'audit.exported': () => msg('Exported the audit log'),
  'audit.read': () => msg('Read the audit log'),
  'backup.made': () => msg('Made a backup'),
  'backup.downloaded': () => msg('Downloaded a backup'),
  'backup.deleted': () => msg('Removed a backup'),
  'backup.uploaded': () => msg('Uploaded a backup'),
  'backup.restored': () => msg('Restored a backup'),
  'device.added': ({ name }) => msg(str`Added the terminal ${name}`),
  'device.approved': ({ name }) => msg(str`Let in the terminal ${name}`),
  'device.beeped': ({ name }) => msg(str`Let the terminal ${name} beep`),
  'device.changed': ({ name }) => msg(str`Changed the terminal ${name}`),
  'device.cleared': ({ name, text }) =>
    msg(str`Cleared the terminal ${text('name') || name}: ${clearedWord(text('what'))}`),
  'device.removed': ({ name }) => msg(str`Removed the terminal ${name}`),
  'device.templatesDeleted': ({ text }) =>
    msg(str`Deleted stored fingers, faces and photos of terminals: ${text('count')}`),
  'device.userDeleted': ({ name, text }) =>
    text('userId')
      ? msg(str`Deleted the user ${text('userId')} from the terminal ${name}`)
      : msg(str`Deleted an erased person from the terminal ${name}`),
  'device.clockSet': ({ name }) => msg(str`Set the clock of the terminal ${name}`),
  'device.timeSet': ({ text }) => msg(str`Set the clocks of terminals: ${text('count')}`),
  'deviceLog.exported': () => msg('Exported the attendance log'),
  'deviceLog.read': () => msg('Read the attendance log'),
  'diagnostics.made': () => msg('Put together diagnostics'),
  'diagnostics.downloaded': () => msg('Downloaded diagnostics'),
  'calendar.added': ({ name }) => msg(str`Added the holidays ${name}`),
  'calendar.changed': ({ name }) => msg(str`Changed the holidays ${name}`),
  'calendar.removed': ({ name }) => msg(str`Removed the holidays ${name}`),
  'camera.added': ({ name }) => msg(str`Added the camera ${name}`),
  'camera.changed': ({ name }) => msg(str`Changed the camera ${name}`),
  'camera.moved': ({ name }) => msg(str`Moved the camera ${name} to another area`),
  'camera.removed': ({ name }) => msg(str`Removed the camera ${name}`),
  'camera.snapshot': ({ name }) => msg(str`Took a snapshot of the camera ${name}`),
  'channel.changed': ({ name }) => msg(str`Changed how messages are sent: ${channelWord(name)}`),
  'connector.changed': ({ text }) => msg(str`Changed the connection “${connectorWord(text('kind'))}”`),
  'connector.retried': ({ text }) => msg(str`Sent again what a connection was refused: ${text('count')}`),
  'company.changed': () => msg('Changed the company'),
  'company.setUp': () => msg('Set up the company'),
  'contact.changed': ({ name }) => msg(str`Changed how ${name} is told`),
  'directory.placed': () => msg('Put people into areas and teams'),
  'employees.ran': ({ text }) =>
    text('dryRun') === 'true'
      ? msg('Tried what the lists of employees would change')
      : text('outcome') === 'done'
        ? msg(
            str`Followed the lists of employees: ${text('add')} new, ${text('change')} changed, ${text('deactivate')} deactivated, ${text('reactivate')} back`,
          )
        : msg('Stopped a run of the employee master: nothing was changed'),
  'employees.ranInSpite': () => msg('Let the employee master run in spite of an alarm'),
  'employees.rulesChanged': () => msg('Changed the rules of the employee master'),
  'employees.sourceChanged': ({ text }) =>
    text('role') === 'active'
      ? msg('Changed where active employees come from')
      : msg('Changed where those who left come from'),
  'employees.sourceRemoved': ({ text }) =>
    text('role') === 'active'
      ? msg('Removed where active employees came from')
      : msg('Removed where those who left came from'),
  'hours.changed': () => msg('Changed how the file of hours is written'),
  'hours.decided': ({ text }) =>
    msg(str`Decided about the file of hours: “${hoursChoiceWord(text('choice'))}”`),
  'hours.downloaded': ({ text }) =>
    msg(str`Downloaded hours from ${dayWord(text('from'))} to ${dayWord(text('to'))}: ${text('rows')} rows`),
  'hours.exported': ({ text }) => msg(str`Wrote ${text('rows')} rows to ${text('file')}`),
  'incident.acknowledged': () => msg('Acknowledged an incident'),
  'incident.closed': () => msg('Closed an incident'),
  'incident.excused': () => msg('Excused an absence'),
  'incident.snoozed': () => msg('Snoozed an incident'),
  'key.added': ({ text }) => msg(str`Made the API key “${text('name')}”`),
  'key.revoked': ({ text }) => msg(str`Revoked the API key “${text('name')}”`),
  'message.retried': () => msg('Sent a message again'),
  'notice.acknowledged': ({ name }) => msg(str`Acknowledged a notice about ${name}`),
  'pause.begun': ({ name, text }) => msg(str`Paused monitoring of ${name}: ${text('why')}`),
  'pause.ended': ({ name }) => msg(str`Monitors ${name} again`),
  'people.exported': () => msg('Exported the list of people'),
  'people.imported': () => msg('Imported a list of people'),
  'person.added': ({ name }) => msg(str`Added the person ${name}`),
  'person.changed': ({ name }) => msg(str`Changed the record of ${name}`),
  'person.consentWithdrawn': ({ name }) => msg(str`Recorded that ${name} withdrew consent`),
  'person.consented': ({ name }) => msg(str`Recorded the consent of ${name}`),
  'person.dayRead': ({ name }) => msg(str`Looked at where ${name} was`),
  'person.deactivated': ({ name }) => msg(str`Deactivated ${name}`),
  'person.leaveAdded': ({ name }) => msg(str`Recorded leave of ${name}`),
  'person.leaveRemoved': ({ name }) => msg(str`Removed leave of ${name}`),
  'person.reactivated': ({ name }) => msg(str`Activated ${name} again`),
  'person.read': ({ name }) => msg(str`Opened the record of ${name}`),
  'person.removed': () => msg('Erased a person'),
  'person.renamed': ({ text }) => msg(str`Renamed ${text('from')} to ${text('to')}`),
  'person.sampleAdded': ({ name }) => msg(str`Added a face of ${name}`),
  'person.sampleRemoved': ({ name }) => msg(str`Removed a face of ${name}`),
  'person.sightingCorrected': ({ name }) => msg(str`Said that a sighting was not ${name}`),
  'person.snoozeEnded': ({ name }) => msg(str`Lets incidents of ${name} be told again`),
  'person.snoozed': ({ name }) => msg(str`Snoozed what is told about ${name}`),
  'person.strictnessLifted': ({ name }) => msg(str`Recognises ${name} as before the corrections`),
  'person.supervisorChanged': ({ name }) => msg(str`Changed the supervisor of ${name}`),
  'person.teamChanged': ({ name }) => msg(str`Changed the team of ${name}`),
  'person.tracked': ({ name }) => msg(str`Tracked the location of ${name}`),
  'person.dayCorrected': ({ name, text }) =>
    msg(str`Corrected the day ${dayWord(text('date'))} of ${name} by hand`),
  'person.evidenceRead': ({ name }) => msg(str`Looked at pictures of arrival and departure of ${name}`),
  'punch.added': ({ name }) => msg(str`Added a punch of ${name} by hand`),
  'report.read': ({ text }) =>
    msg(str`Read the report from ${dayWord(text('from'))} to ${dayWord(text('to'))}`),
  'report.downloaded': ({ text }) =>
    msg(str`Downloaded the report from ${dayWord(text('from'))} to ${dayWord(text('to'))}`),
  'report.shared': ({ text }) =>
    msg(str`Made a link to the report from ${dayWord(text('from'))} to ${dayWord(text('to'))}`),
  'report.opened': ({ text }) =>
    msg(str`A link to the report from ${dayWord(text('from'))} to ${dayWord(text('to'))} was opened`),
  'report.sent': ({ text }) => msg(str`Sent the daily report of ${dayWord(text('from'))} to HR`),
  'policy.added': ({ name, text }) => msg(str`Added the escalation policy ${text('name') || name}`),
  'policy.changed': ({ name, text }) => msg(str`Changed the escalation policy ${text('name') || name}`),
  'policy.removed': ({ name, text }) => msg(str`Removed the escalation policy ${text('name') || name}`),
  'punch.exported': () => msg('Exported who came and went'),
  'session.ended': ({ name }) => msg(str`Ended a session of ${name}`),
  'session.endedOthers': ({ name }) => msg(str`Signed out ${name} everywhere else`),
  'settings.changed': ({ name, text }) =>
    msg(str`Set “${settingText(name).label}” to ${settingWord(name, text('value'))}`),
  'shift.added': ({ name }) => msg(str`Added the shift ${name}`),
  'shift.archived': ({ name }) => msg(str`Archived the shift ${name}`),
  'shift.changed': ({ name }) => msg(str`Changed the shift ${name}`),
  'substitute.added': ({ name }) => msg(str`Named a substitute for ${name}`),
  'substitute.removed': ({ name }) => msg(str`Ended that somebody stands in for ${name}`),
  'team.added': ({ name }) => msg(str`Added the team ${name}`),
  'team.changed': ({ name }) => msg(str`Changed the team ${name}`),
  'team.removed': ({ name }) => msg(str`Removed the team ${name}`),
  'thresholds.changed': ({ name }) => msg(str`Changed how long ${name} may be unseen`),
  'user.added': ({ name, text }) => msg(str`Added the user ${name} as ${roleWord(text('role'))}`),
  'user.changed': ({ name, text }) => msg(str`Changed the user ${name}: ${userFieldWords(text('changed'))}`),
  'user.disabled': ({ name }) => msg(str`Disabled the user ${name}`),
  'user.enabled': ({ name }) => msg(str`Enabled the user ${name}`),
  'user.passwordChanged': () => msg('Changed their own password'),
  'user.passwordReset': ({ name }) => msg(str`Gave ${name} a new password`),
  'user.recoveryCodeUsed': ({ text }) => msg(str`Signed in with a recovery code; left: ${text('left')}`),
  'user.removed': ({ name }) => msg(str`Removed the user ${name}`),
  'user.signInRefused': ({ name }) =>
    name === 'unknown'
      ? msg('A sign-in with an unknown address was refused')
      : msg(str`A sign-in as ${name} was refused`),
  'user.signedIn': () => msg('Signed in'),
  'user.twoFactorOff': ({ name }) => msg(str`Turned off the second factor of ${name}`),
  'user.twoFactorOn': () => msg('Turned on the second factor'),
};
