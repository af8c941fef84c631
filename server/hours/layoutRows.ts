/** Rows of the file of hours as text. Pure: what is stored of a record in, lines out. */
import { csvCell } from '../csvLine.ts';
import type { DeviceDirection, HoursColumnKind, HoursLayout } from '../wire.ts';

/** A record of a terminal with what is known of it here. */
export type HoursRow = {
  logId: string;
  userId: string;
  /** As the terminal's clock showed: `2026-11-20T08:01:02`. Never counted in another zone. */
  at: string;
  status: number;
  verify: number;
  workCode: string;
  serial: string;
  /** null: nobody here has the number. */
  code: string | null;
  name: string | null;
  /** null: it was removed. */
  terminal: string | null;
  direction: DeviceDirection;
  area: string | null;
};

const separators = { comma: ',', semicolon: ';', tab: '\t' } as const;
const endings = { crlf: '\r\n', lf: '\n' } as const;
export const endingOf = ({ lineEnding }: HoursLayout): string => endings[lineEnding];
export const byteOrderMark = '\uFEFF';

export const usualTitles: Record<HoursColumnKind, string> = {
  ...{ code: 'Employee', userId: 'User ID', name: 'Name', date: 'Date', time: 'Time', dateTime: 'Date time' },
  ...{ direction: 'Direction', status: 'Status', verify: 'Verify', verifyWord: 'Verified by' },
  ...{ terminal: 'Terminal', serial: 'Serial number', area: 'Area', workCode: 'Work code', logId: 'Record' },
};

/** With the line ending. */
export const rowText = (row: HoursRow, layout: HoursLayout): string =>
  lineOf(
    layout.columns.map(({ kind }) => cellOf(kind, row, layout)),
    layout,
  );

/** Empty where the layout wants none. */
export const headerText = (layout: HoursLayout): string =>
  layout.header
    ? lineOf(
        layout.columns.map(({ kind, title }) => title || usualTitles[kind]),
        layout,
      )
    : '';

/** What a new file begins with. */
export const startText = (layout: HoursLayout): string =>
  (layout.bom ? byteOrderMark : '') + headerText(layout);

/** Whoever reads line by line must find one record in each. */
function lineOf(cells: readonly string[], layout: HoursLayout): string {
  const oneLine = cells.map((text) => csvCell(text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')));
  return oneLine.join(separators[layout.separator]) + endingOf(layout);
}

function cellOf(kind: HoursColumnKind, row: HoursRow, { dateFormat, timeFormat }: HoursLayout): string {
  switch (kind) {
    case 'code':
      return row.code ?? row.userId;
    case 'date':
      return timeText(row.at, dateFormat);
    case 'time':
      return timeText(row.at, timeFormat);
    case 'dateTime':
      return `${timeText(row.at, dateFormat)} ${timeText(row.at, timeFormat)}`;
    case 'direction':
      return directionWord(row);
    case 'verifyWord':
      return verifyWords[row.verify] ?? '';
    case 'status':
    case 'verify':
      return String(row[kind]);
    case 'terminal':
      return row.terminal ?? row.serial;
    case 'name':
    case 'area':
      return row[kind] ?? '';
    case 'userId':
    case 'serial':
    case 'workCode':
    case 'logId':
      return row[kind];
    default:
      return kind satisfies never;
  }
}

const told: Record<number, string> = {
  ...{ 0: 'In', 1: 'Out', 2: 'Break out', 3: 'Break in', 4: 'Overtime in', 5: 'Overtime out' },
};
const verifyWords: Record<number, string> = {
  ...{ 1: 'Finger', 2: 'PIN', 3: 'Password', 4: 'Card', 15: 'Face', 25: 'Palm' },
};

/** What its keys say, unless the terminal always means one of the two. */
const directionWord = ({ status, direction }: HoursRow): string =>
  direction === 'asTold' ? (told[status] ?? '') : direction === 'in' ? 'In' : 'Out';

const tokens = /yyyy|yy|MM|dd|HH|hh|mm|ss|a/g;
/** What a format may be made of. */
export const timeFormatPattern = /^(yyyy|yy|MM|dd|HH|hh|mm|ss|a|[-/.:_ T])+$/;

export function timeText(at: string, format: string): string {
  const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00'] =
    /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?/.exec(at) ?? [];
  const ofTwelve = String(Number(hour) % 12 || 12).padStart(2, '0');
  const parts: Record<string, string> = {
    ...{ yyyy: year, yy: year.slice(2), MM: month, dd: day, HH: hour, hh: ofTwelve, mm: minute, ss: second },
    a: Number(hour) < 12 ? 'AM' : 'PM',
  };
  return format.replace(tokens, (token) => parts[token] ?? '');
}
