/** Commands in the words of the terminal's dialect. null: that dialect has none for it. */
import { encodeTime } from '../zk/deviceTime.ts';
import type { PushCommand } from './commands.ts';
import { commandTime } from './pushTime.ts';
import type { PushDialect } from './rows.ts';

export type CommandNeeds = {
  /** What the clock of the terminal should show now, as `2026-11-20T08:01:02`. */
  shown: string;
  /** Of an `updateTemplate`; null: nobody has it any more. */
  template: Buffer | null;
};

type Of<K extends PushCommand['kind']> = Extract<PushCommand, { kind: K }>;

export const commandText = (
  command: PushCommand,
  dialect: PushDialect,
  needs: CommandNeeds,
): string | null => (dialect === 'acc' ? accessText(command, needs) : attendanceText(command, needs));

function attendanceText(command: PushCommand, needs: CommandNeeds): string | null {
  switch (command.kind) {
    case 'updateUser':
      return `DATA UPDATE USERINFO ${fields({ PIN: command.userId, Name: command.name, Pri: command.privilege, Card: command.card, Grp: command.group })}`;
    case 'deleteUser':
      return `DATA DELETE USERINFO PIN=${command.userId}`;
    case 'updateTemplate':
      return needs.template && attendanceTemplate(command, needs.template);
    case 'deleteTemplates':
      return `DATA DELETE ${attendanceTables[command.of]} PIN=${command.userId}`;
    case 'queryUsers':
      return `DATA QUERY USERINFO${command.userId === null ? '' : ` PIN=${command.userId}`}`;
    case 'queryTemplates':
      return `DATA QUERY BIODATA Type=${command.type}`;
    case 'queryTemplate':
      return `DATA QUERY ${attendanceQuery(command)}`;
    case 'queryLogs':
      return `DATA QUERY ATTLOG ${spanText(command)}`;
    case 'verifySum':
      return `VERIFY SUM ATTLOG ${spanText(command)}`;
    case 'checkAll':
      return 'CHECK';
    case 'sendNew':
      return 'LOG';
    case 'reloadOptions':
      return 'RELOAD OPTIONS';
    case 'enrolFinger':
      return `ENROLL_FP ${fields({ PIN: command.userId, FID: command.finger, RETRY: 3, OVERWRITE: command.overwrite ? 1 : 0 })}`;
    case 'unlockDoor':
      return 'AC_UNLOCK';
    case 'clearLogs':
    case 'clearPhotos':
    case 'clearAll':
    case 'setTime':
    case 'tellInfo':
    case 'enrolFace':
    case 'restart':
      return eitherText(command, needs, 'SET OPTION');
  }
}

function accessText(command: PushCommand, needs: CommandNeeds): string | null {
  switch (command.kind) {
    case 'updateUser':
      return `DATA UPDATE user ${fields({ CardNo: command.card, Pin: command.userId, Password: '', Group: command.group || 0, StartTime: 0, EndTime: 0, Name: command.name, Privilege: command.privilege })}`;
    case 'deleteUser':
      return `DATA DELETE user Pin=${command.userId}`;
    case 'updateTemplate':
      return needs.template && accessTemplate(command, needs.template);
    case 'deleteTemplates':
      return `DATA DELETE ${accessTables[command.of]} Pin=${command.userId}`;
    case 'queryUsers':
      return queryText('user', command.userId === null ? '*' : `Pin=${command.userId}`);
    case 'queryTemplates':
      return queryText('biodata', `Type=${command.type}`);
    case 'queryTemplate':
      return queryText(
        command.algorithm === 'biophoto' ? 'biophoto' : accessTables[command.of],
        `Pin=${command.userId}`,
      );
    case 'queryLogs':
      return queryText('transaction', '*');
    // Its doors are not ours to open, and these it has no words for.
    case 'verifySum':
    case 'checkAll':
    case 'sendNew':
    case 'reloadOptions':
    case 'enrolFinger':
    case 'unlockDoor':
      return null;
    case 'clearLogs':
    case 'clearPhotos':
    case 'clearAll':
    case 'setTime':
    case 'tellInfo':
    case 'enrolFace':
    case 'restart':
      return eitherText(command, needs, 'SET OPTIONS');
  }
}

type Either = Of<'clearLogs' | 'clearPhotos' | 'clearAll' | 'setTime' | 'tellInfo' | 'enrolFace' | 'restart'>;

function eitherText(command: Either, { shown }: CommandNeeds, set: string): string {
  switch (command.kind) {
    case 'clearLogs':
      return 'CLEAR LOG';
    case 'clearPhotos':
      return 'CLEAR PHOTO';
    case 'clearAll':
      return 'CLEAR DATA';
    case 'setTime':
      return `${set} DateTime=${encodeTime(shown)}`;
    case 'tellInfo':
      return 'INFO';
    case 'enrolFace':
      return `ENROLL_BIO ${fields({ TYPE: 9, PIN: command.userId, RETRY: 3, OVERWRITE: 1 })}`;
    case 'restart':
      return 'REBOOT';
    default:
      return command satisfies never;
  }
}

const attendanceTables = { finger: 'FINGERTMP', face: 'FACE', photo: 'USERPIC', bio: 'BIODATA' };
const accessTables = { finger: 'templatev10', face: 'facev7', photo: 'userpic', bio: 'biodata' };

function attendanceQuery({ userId: PIN, of, number, algorithm }: Of<'queryTemplate'>): string {
  switch (of) {
    case 'finger':
      return `FINGERTMP ${fields({ PIN, FingerID: number })}`;
    case 'face':
      return `FACE ${fields({ PIN })}`;
    case 'photo':
      return `${algorithm === 'biophoto' ? 'BIOPHOTO' : 'USERPIC'} ${fields({ PIN })}`;
    case 'bio':
      return `BIODATA ${fields({ Type: typeIn(algorithm), PIN })}`;
    default:
      return of satisfies never;
  }
}

const typeIn = (algorithm: string): string => algorithm.split(':')[0] ?? '0';

function attendanceTemplate(template: Of<'updateTemplate'>, bytes: Buffer): string {
  const { userId: PIN, number, algorithm } = template;
  const text = bytes.toString('base64');
  switch (template.of) {
    case 'finger':
      return `DATA UPDATE FINGERTMP ${fields({ PIN, FID: number, Size: text.length, Valid: 1, TMP: text })}`;
    case 'face':
      return `DATA UPDATE FACE ${fields({ PIN, FID: number, SIZE: text.length, VALID: 1, TMP: text })}`;
    case 'photo':
      return algorithm === 'biophoto'
        ? `DATA UPDATE BIOPHOTO ${fields({ PIN, Type: number, Size: text.length, Content: text, Format: 0 })}`
        : `DATA UPDATE USERPIC ${fields({ PIN, Size: text.length, Content: text })}`;
    case 'bio':
      return `DATA UPDATE BIODATA ${fields(bioFields(template, text))}`;
    default:
      return template.of satisfies never;
  }
}

function accessTemplate(template: Of<'updateTemplate'>, bytes: Buffer): string | null {
  const { userId: Pin, number, algorithm } = template;
  const text = bytes.toString('base64');
  switch (template.of) {
    case 'finger':
      return `DATA UPDATE templatev10 ${fields({ Pin, FingerID: number, Valid: 1, Size: text.length, Template: text })}`;
    case 'photo':
      return algorithm === 'biophoto'
        ? `DATA UPDATE biophoto ${fields({ PIN: Pin, Type: number, Size: text.length, Content: text, Format: 0 })}`
        : `DATA UPDATE userpic ${fields({ pin: Pin, size: text.length, content: text })}`;
    case 'bio':
      return `DATA UPDATE biodata ${fields(bioFields(template, text))}`;
    case 'face':
      return null;
    default:
      return template.of satisfies never;
  }
}

function bioFields({ userId, number, algorithm }: Of<'updateTemplate'>, Tmp: string) {
  const [Type = '0', MajorVer = '0', MinorVer = '0', Format = '0'] = algorithm.split(/[:.]/);
  const place = { No: Math.floor(number / 100), Index: number % 100 };
  return { Pin: userId, ...place, Valid: 1, Duress: 0, Type, MajorVer, MinorVer, Format, Tmp };
}

const fields = (values: Record<string, string | number>): string =>
  Object.entries(values)
    .map(([key, value]) => `${key}=${value}`)
    .join('\t');
const spanText = ({ from, to }: { from: string; to: string }): string =>
  fields({ StartTime: commandTime(from), EndTime: commandTime(to) });
const queryText = (table: string, filter: string): string =>
  `DATA QUERY tablename=${table},fielddesc=*,filter=${filter}`;
