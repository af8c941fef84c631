import { expect, test } from 'vitest';
import { type Command, parseCommand } from './parseCommand.ts';

const cases: [string, Command, 'en' | 'id' | null][] = [
  ['1', { kind: 'acknowledge', note: '' }, null],
  [' OK. ', { kind: 'acknowledge', note: '' }, null],
  ['oke', { kind: 'acknowledge', note: '' }, null],
  ['Baik', { kind: 'acknowledge', note: '' }, 'id'],
  ['👍', { kind: 'acknowledge', note: '' }, null],
  ['ok, on my way', { kind: 'acknowledge', note: 'on my way' }, null],
  ['excuse', { kind: 'excuse', why: '' }, 'en'],
  ['Excuse dentist until noon', { kind: 'excuse', why: 'dentist until noon' }, 'en'],
  ['izin ke dokter', { kind: 'excuse', why: 'ke dokter' }, 'id'],
  ['snooze 30', { kind: 'snooze', minutes: 30 }, 'en'],
  ['snooze', { kind: 'snooze', minutes: 30 }, 'en'],
  ['tunda 2 jam', { kind: 'snooze', minutes: 120 }, 'id'],
  ['tunda 45 menit', { kind: 'snooze', minutes: 45 }, 'id'],
  ['snooze 9999', { kind: 'snooze', minutes: 1_440 }, 'en'],
  ['snooze 0', { kind: 'unknown' }, 'en'],
  ['snooze tomorrow', { kind: 'unknown' }, 'en'],
  ['where Ana', { kind: 'where', name: 'Ana' }, 'en'],
  ['Where is Ana Putri?', { kind: 'where', name: 'Ana Putri' }, 'en'],
  ['di mana Citra?', { kind: 'where', name: 'Citra' }, 'id'],
  ['dimana  Citra', { kind: 'where', name: 'Citra' }, 'id'],
  ['where', { kind: 'unknown' }, 'en'],
  ['status', { kind: 'status' }, null],
  ['report', { kind: 'report', date: null }, 'en'],
  ['laporan', { kind: 'report', date: null }, 'id'],
  ['report 2026-11-20', { kind: 'report', date: '2026-11-20' }, 'en'],
  ['laporan kemarin', { kind: 'report', date: 'yesterday' }, 'id'],
  ['report 2026-02-30', { kind: 'unknown' }, 'en'],
  ['report 2026-99-99', { kind: 'unknown' }, 'en'],
  ['snap Hall 2', { kind: 'snap', camera: 'Hall 2' }, 'en'],
  ['foto gudang', { kind: 'snap', camera: 'gudang' }, 'id'],
  ['help', { kind: 'help' }, 'en'],
  ['?', { kind: 'help' }, 'en'],
  ['bantuan', { kind: 'help' }, 'id'],
  ['10', { kind: 'unknown' }, null],
  ['okapi', { kind: 'unknown' }, null],
  ['', { kind: 'unknown' }, null],
  ['whereabouts', { kind: 'unknown' }, null],
];

test.each(cases)('parseCommand(%j)', (body, command, language) => {
  expect(parseCommand(body)).toEqual({ command, language });
});

test('parseCommand() reads anything without a word of complaint', () => {
  for (const body of ['\u0000', 'snap '.repeat(1_000), 'report \u202e2026-11-20', '1'.repeat(5_000)])
    expect(() => parseCommand(body)).not.toThrow();
});
