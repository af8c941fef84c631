import { describe, expect, it } from 'vitest';
import { parse } from 'csv-parse/sync';
import type { HoursColumnKind, HoursLayout } from '../wire.ts';
import { firstConfig } from './hoursConfig.ts';
import { headerText, type HoursRow, rowText, startText, timeText } from './layoutRows.ts';

const row: HoursRow = {
  ...{ logId: 'r1', userId: '0042', at: '2026-03-29T02:30:05', status: 0, verify: 15, workCode: '7' },
  ...{ serial: 'S1', code: 'E42', name: 'Ana', terminal: 'Gate', direction: 'asTold', area: 'Hall' },
};
const layout = (kinds: HoursColumnKind[], more: Partial<HoursLayout> = {}): HoursLayout => ({
  ...firstConfig.layout,
  columns: kinds.map((kind) => ({ kind, title: '' })),
  ...more,
});

describe('rowText()', () => {
  it('writes the columns chosen, in their order, whatever the separator', () => {
    const kinds: HoursColumnKind[] = ['serial', 'code', 'dateTime', 'direction', 'verifyWord'];
    const cells = 'S1,E42,2026-03-29 02:30:05,In,Face';
    expect(rowText(row, layout(kinds))).toBe(`${cells}\r\n`);
    expect(rowText(row, layout(kinds, { separator: 'semicolon', lineEnding: 'lf' }))).toBe(
      `${cells.replaceAll(',', ';')}\n`,
    );
    expect(rowText(row, layout(kinds, { separator: 'tab' }))).toBe(`${cells.replaceAll(',', '\t')}\r\n`);
  });

  it('writes a time that no clock of this machine shows: what the terminal showed', () => {
    // In most of Europe this half hour does not exist.
    expect(rowText(row, layout(['date', 'time']))).toBe('2026-03-29,02:30:05\r\n');
  });

  it('says the direction as the terminal means it', () => {
    const words = (status: number, direction: HoursRow['direction'] = 'asTold') =>
      rowText({ ...row, status, direction }, layout(['direction'])).trim();
    expect([0, 1, 2, 3, 4, 5, 255].map((status) => words(status))).toEqual([
      ...['In', 'Out', 'Break out', 'Break in', 'Overtime in', 'Overtime out', ''],
    ]);
    expect([words(0, 'out'), words(255, 'in')]).toEqual(['Out', 'In']);
  });

  it('writes the number on the terminal where nobody has it, and the serial number where it was removed', () => {
    const strange = { ...row, code: null, name: null, terminal: null, area: null };
    expect(rowText(strange, layout(['code', 'name', 'terminal', 'area']))).toBe('0042,,S1,\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@x', '\tx', "'=1"])(
    'makes text of what a spreadsheet would run: %j',
    (name) => {
      const cell = rowText({ ...row, name }, layout(['name'])).trimEnd();
      expect(cell.replace(/^"/, '')).not.toMatch(/^\s*[=+\-@]/);
    },
  );

  it('keeps one row in one line, whatever a name holds, and comes back whole', () => {
    const name = 'Ana "A", the; first\r\nof\u2028two\u0000 =x';
    const text = rowText({ ...row, name }, layout(['code', 'name', 'workCode']));
    expect(text.match(/[\n\u2028]/g)).toEqual(['\n']);
    expect(parse(text)).toEqual([['E42', 'Ana "A", the; first of two  =x', '7']]);
  });
});

describe('startText()', () => {
  it('has a byte order mark and a header where they are wanted, with own titles', () => {
    const own = { ...layout(['code', 'time']), columns: [{ kind: 'code' as const, title: 'Emp No' }] };
    expect(startText({ ...own, bom: true })).toBe('\uFEFFEmp No\r\n');
    expect(headerText(layout(['code', 'time']))).toBe('Employee,Time\r\n');
    expect(startText({ ...own, header: false })).toBe('');
  });
});

describe('timeText()', () => {
  it.each([
    ['dd/MM/yyyy', '29/03/2026'],
    ['ddMMyy', '290326'],
    ['yyyy-MM-ddTHH:mm', '2026-03-29T02:30'],
    ['hh:mm:ss a', '02:30:05 AM'],
  ])('%s', (format, text) => expect(timeText(row.at, format)).toBe(text));

  it('knows noon and midnight', () => {
    const at = (hour: string) => timeText(`2026-03-29T${hour}:00:00`, 'hh a');
    expect(['00', '12', '13'].map(at)).toEqual(['12 AM', '12 PM', '01 PM']);
  });
});
