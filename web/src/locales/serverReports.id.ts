import type { Wording } from '../serverText.ts';

const shift = ['Shift {name} from {start} to {end}', 'Sif {name} dari {start} sampai {end}'] as const;
const asked = [shift, ['The shift', 'Sif'] as const];

/** What a day of a report is based on (server/reports/whyDay.ts), and what keeps the daily report from HR. */
export const reportWordings: readonly Wording[] = [
  ['By hand, by {name}: {why}', 'Secara manual, oleh {name}: {why}'],
  ['A holiday: the shift does not take place.', 'Hari libur: sif tidak berlangsung.'],
  ['{name}: the shift does not take place.', '{name}: sif tidak berlangsung.'],
  ['The shift does not take place on this day.', 'Sif tidak berlangsung pada hari ini.'],
  ['On leave.', 'Cuti.'],
  ['On leave: {why}.', 'Cuti: {why}.'],
  ['No shift says what is due.', 'Tidak ada sif yang menentukan jam kerja.'],
  ...asked.flatMap(([english, other]): Wording[] => [
    [`${english} is not over.`, `${other} belum selesai.`],
    [
      `${english}: monitoring was paused, so nothing is judged.`,
      `${other}: pemantauan dijeda, jadi tidak ada yang dinilai.`,
    ],
    [
      `${english}: the cameras saw {share} of it, too little to judge.`,
      `${other}: kamera melihat {share} darinya, terlalu sedikit untuk dinilai.`,
    ],
  ]),
  [`${shift[0]}.`, `${shift[1]}.`],
  ['The day.', 'Hari itu.'],
  ['Never seen.', 'Tidak pernah terlihat.'],
  [
    'Seen from {start} to {end}, present for {duration}.',
    'Terlihat dari {start} sampai {end}, hadir selama {duration}.',
  ],
  ['By punches: {duration}.', 'Menurut presensi: {duration}.'],
  ['By badge alone: no punch.', 'Hanya dengan kartu: tidak ada presensi.'],
  [
    'By badge alone: first punch {start}, last punch {end}, present for {duration}.',
    'Hanya dengan kartu: presensi pertama {start}, presensi terakhir {end}, hadir selama {duration}.',
  ],
  ['Late by {duration}.', 'Terlambat {duration}.'],
  ['Left {duration} early.', 'Pulang {duration} lebih awal.'],
  ['Absences: {count}, the longest {duration}.', 'Ketidakhadiran: {count}, terlama {duration}.'],
  ['The cameras saw {share} of the shift.', 'Kamera melihat {share} dari sif.'],
  [
    'Cannot send the daily report: no user has the role HR. Add one, or clear its time in the settings. What is due waits for up to 7 days.',
    'Tidak dapat mengirim laporan harian: tidak ada pengguna dengan peran HR. Tambahkan, atau kosongkan waktunya di pengaturan. Yang sudah waktunya menunggu sampai 7 hari.',
  ],
  [
    'Cannot send the daily report: no channel reaches anybody of HR. Turn one on, or give them another. What is due waits for up to 7 days.',
    'Tidak dapat mengirim laporan harian: tidak ada saluran yang menjangkau siapa pun di HR. Aktifkan satu, atau beri mereka saluran lain. Yang sudah waktunya menunggu sampai 7 hari.',
  ],
];
