/** Sources, runs and what rows became, in words. */
import { msg, str } from '@lit/localize';
import type {
  EmployeeAction,
  EmployeeField,
  EmployeeReason,
  EmployeeRole,
  EmployeeRun,
  EmployeeSource,
  EmployeeSourceKind,
} from '../../server/wire.ts';
import { fieldWord } from './components/people/ImportTable.ts';
import type { Word } from './incidentText.ts';
import { serverText } from './serverText.ts';
import { dateText } from './time.ts';

export const roleHeading = (role: EmployeeRole): string =>
  role === 'active' ? msg('Who works here') : msg('Who left');

export function kindText(kind: EmployeeSourceKind): string {
  switch (kind) {
    case 'csv':
      return msg('CSV files in a folder');
    case 'sqlite':
      return msg('A SQLite file');
    case 'postgres':
      return msg('A PostgreSQL database');
    case 'http':
      return msg('JSON over HTTP');
    default:
      return kind satisfies never;
  }
}

/** Where it is, on one line. */
export function placeText(source: EmployeeSource): string {
  switch (source.kind) {
    case 'csv':
      return `${source.folder}/${source.pattern}`;
    case 'sqlite':
      return source.file;
    case 'postgres':
      return `${source.host}:${source.port}/${source.database}`;
    case 'http':
      return source.url;
    default:
      return source satisfies never;
  }
}

export const employeeFields: readonly EmployeeField[] = [
  ...(['code', 'name', 'team', 'areas', 'job', 'supervisor', 'badge', 'phone', 'email'] as const),
  ...(['leftOn', 'status'] as const),
];

export function employeeFieldText(field: EmployeeField): string {
  if (field === 'leftOn') return msg('Gone from this day on');
  return field === 'status' ? msg('Status') : fieldWord(field);
}

export function actionText(action: EmployeeAction): Word {
  switch (action) {
    case 'add':
      return { text: msg('New'), colour: 'good' };
    case 'change':
      return { text: msg('Changed'), colour: 'warn' };
    case 'reactivate':
      return { text: msg('Back'), colour: 'good' };
    case 'deactivate':
      return { text: msg('Deactivated'), colour: 'bad' };
    case 'conflict':
      return { text: msg('Conflict'), colour: 'bad' };
    case 'ignored':
      return { text: msg('Left alone'), colour: '' };
    default:
      return action satisfies never;
  }
}

export function outcomeText({ outcome, dryRun }: EmployeeRun): Word {
  switch (outcome) {
    case 'running':
      return { text: msg('Running'), colour: 'warn' };
    case 'done':
      return dryRun ? { text: msg('Dry run'), colour: '' } : { text: msg('Done'), colour: 'good' };
    case 'alarm':
      return { text: dryRun ? msg('Dry run: it would stop') : msg('Stopped'), colour: 'bad' };
    case 'failed':
      return { text: msg('Failed'), colour: 'bad' };
    case 'stopped':
      return { text: msg('Broken off'), colour: 'warn' };
    default:
      return outcome satisfies never;
  }
}

export function triggerText({ trigger, by }: EmployeeRun): string {
  if (trigger === 'schedule') return msg('daily');
  const name = by ?? '–';
  return trigger === 'inSpite' ? msg(str`by ${name}, in spite of the alarm`) : msg(str`by ${name}`);
}

/** `2026-11-20`, as people here write it. */
const dayText = (date: string): string => dateText(Date.parse(`${date}T00:00:00Z`), 'UTC');

export function reasonText({ kind, detail = '', field }: EmployeeReason): string {
  switch (kind) {
    case 'noCode':
      return msg('The row has no code.');
    case 'status':
      return msg(str`Its status “${detail}” does not count.`);
    case 'sameRow':
      return msg('The same row is there already.');
    case 'sameCode':
      return detail === ''
        ? msg('Another row has the same code.')
        : msg(str`The list gives this code to ${detail}.`);
    case 'notYet':
      return msg(str`Gone from ${dayText(detail)} on: nothing before that.`);
    case 'badDate':
      return msg(str`“${detail}” is not a day.`);
    case 'otherName':
      return msg(str`The list of who left has this code with another name, ${detail}: they were left alone.`);
    case 'leftBefore':
      return detail === ''
        ? msg('The list of who left had them before they were back: they were left alone.')
        : msg(str`They left on ${dayText(detail)}, and are back since then: they were left alone.`);
    case 'inBoth':
      return msg('They are in both lists.');
    case 'left':
      return detail === '' ? msg('Among those who left.') : msg(str`Left on ${dayText(detail)}.`);
    case 'missing':
      return msg(str`Not in the list any more, on ${detail} days.`);
    case 'missingLeft':
      return msg(str`Not in the list any more, on ${detail} days; the rules leave them alone so far.`);
    case 'byHand':
      return msg('Somebody deactivated them here by hand: activate them in their record, if that is over.');
    case 'stillListed':
      return msg('They were deactivated, and the list of active people has them still.');
    case 'refused':
    case 'fieldLeft': {
      const what = field === undefined ? '' : fieldWord(field);
      const why = serverText(detail);
      if (kind === 'refused') return what === '' ? why : msg(str`${what}: ${why}.`);
      return msg(str`${what} was left as it was: ${why}.`);
    }
    case 'administrator':
      return msg(str`They are the user ${detail}, who administrates here: that account still signs in.`);
    case 'nameTaken':
      return msg('Somebody else has this name, so the code stands behind it.');
    case 'gotCode':
      return msg('Somebody of this name was here without a code.');
    default:
      return kind satisfies never;
  }
}
