/** Goal: why a day counts as it does is told in the language of the page. Method: every sentence the server can make of it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { texts } from '../../server/reports/dailyReportProblems.ts';
import { whyDay } from '../../server/reports/whyDay.ts';
import type { PlannedDay } from '../../server/shifts/plannedDay.ts';
import type { DayStatus, PersonDay } from '../../server/wire.ts';
import { wordings } from '../../web/src/locales/serverTexts.id.ts';
import { whyDayText } from '../../web/src/reports/whyDayText.ts';
import { serverText, setWordings } from '../../web/src/serverText.ts';

beforeAll(() => setWordings(wordings));
afterAll(() => setWordings([]));

const at = (time: string) => Date.parse(`2026-11-27T${time}:00+07:00`);
const plan = (holiday: string | null) => ({ holiday }) as PlannedDay;
const day = {
  ...{ status: 'present' as DayStatus, timeZone: 'Asia/Jakarta', leave: null },
  ...{ firstSeenMs: at('08:20'), lastSeenMs: at('16:30'), presentMs: 7 * 3_600_000, punchedMs: 3_000_000 },
  ...{ lateMs: 1_200_000, earlyMs: 1_800_000, longestAbsenceMs: 45_000, coverage: 0.97 },
  ...{ absences: [{ absenceId: 'a', fromMs: 0, toMs: 1, area: 'Hall', excused: false }] },
  ...{ shift: { shiftId: 's', name: 'St. Mary', startMs: at('08:00'), endMs: at('17:00') } },
  ...{ automatic: null, corrections: [] },
} as unknown as PersonDay;

test('whyDayText() tells the whole of a day, with the names and times in it', () => {
  expect(whyDayText(whyDay(day, plan(null), false))).toBe(
    'Sif St. Mary dari 08:00 sampai 17:00. Terlihat dari 08:20 sampai 16:30, hadir selama 7 h 0 min. Menurut presensi: 50 min. ' +
      'Terlambat 20 min. Pulang 30 min lebih awal. Ketidakhadiran: 1, terlama 45 s. Kamera melihat 97 % dari sif.',
  );
});

const statuses: DayStatus[] = [
  ...([
    'present',
    'halfDay',
    'absent',
    'onLeave',
    'restDay',
    'holiday',
    'noShift',
    'running',
    'unseen',
  ] as const),
];
const english =
  /\b(by|from|to|the|shift|seen|late|left|early|leave|cameras|saw|punch|present|absences|over|day)\b/i;

test('every sentence about a day is there in Indonesian', () => {
  for (const status of statuses)
    for (const isBadgeOnly of [false, true])
      for (const more of [
        {},
        { shift: null, coverage: null, firstSeenMs: null, lastSeenMs: null },
        { leave: { fromMs: 0, toMs: 1, why: '' }, punchedMs: null },
      ]) {
        const told = whyDay({ ...day, status, ...more }, plan(null), isBadgeOnly);
        expect([told, whyDayText(told)]).toEqual([told, expect.not.stringMatching(english)]);
      }
});

test('what people typed stays as they typed it', () => {
  const leave = { fromMs: 0, toMs: 1, why: 'Flu. Back on Monday' };
  const told = whyDay({ ...day, status: 'onLeave', leave, absences: [] }, plan(null), false);
  expect(whyDayText(told)).toMatch(/^Cuti: Flu\. Back on Monday\. Terlambat/);
  expect(whyDayText(whyDay({ ...day, status: 'holiday' }, plan('Eid. Day 1'), false))).toMatch(
    /^Eid\. Day 1: sif tidak berlangsung\./,
  );
  const byHand = {
    ...{ automatic: { status: 'absent' } as PersonDay['automatic'] },
    corrections: [{ field: 'status', value: 'present', by: 'Sari', why: 'Was there. Seen by me' }],
  } as Partial<PersonDay>;
  expect(whyDayText(whyDay({ ...day, ...byHand }, plan(null), false))).toBe(
    'Secara manual, oleh Sari: Was there. Seen by me',
  );
});

test('what keeps the daily report from HR is told in Indonesian', () => {
  for (const text of Object.values(texts)) expect(serverText(text)).toMatch(/^Tidak dapat mengirim laporan/);
});
