import type { Wording } from '../serverText.ts';

/** Shifts, holidays, pauses and punches. */
export const shiftWordings: readonly Wording[] = [
  [
    'Cannot change {what} from {date} on: days that are over keep what they were judged by. Choose {earliest} or a later day.',
    '{what} tidak dapat diubah mulai {date}: hari yang sudah lewat tetap dinilai menurut aturannya. Pilih {earliest} atau hari sesudahnya.',
  ],
  [
    'Cannot assign this shift: on {date} it would meet "{other}", which {name} works already. End that assignment first, or choose other days.',
    'Sif ini tidak dapat diberikan: pada {date} bertemu dengan "{other}" yang sudah dijalani {name}. Akhiri dahulu penugasan itu, atau pilih hari lain.',
  ],
  [
    'Cannot archive the shift "{name}": {count} assignments of it still hold. End them first.',
    'Sif "{name}" tidak dapat diarsipkan: {count} penugasannya masih berlaku. Akhiri dahulu.',
  ],
  [
    'Cannot delete the calendar "{name}": the shift "{shift}" follows it. Choose another one there first.',
    'Kalender "{name}" tidak dapat dihapus: sif "{shift}" mengikutinya. Pilih dahulu kalender lain di sana.',
  ],
  [
    'Cannot assign a shift to {name}: they are deactivated. Activate them first.',
    'Sif tidak dapat diberikan kepada {name}: orang ini dinonaktifkan. Aktifkan dahulu.',
  ],
  [
    'Cannot add this punch: {name} has the same one already. Reload the page to see it.',
    'Catatan ini tidak dapat ditambahkan: {name} sudah mempunyai yang sama. Muat ulang halaman untuk melihatnya.',
  ],
  [
    'Cannot tell in which time zone the shift "{name}" is: neither the shift nor a place where its people work has one. {zone}, that of the company, is used meanwhile; choose one for the shift or the place.',
    'Zona waktu sif "{name}" tidak diketahui: baik sif maupun tempat kerja orang-orangnya tidak memilikinya. Untuk sementara dipakai {zone}, zona perusahaan; pilih zona untuk sif atau tempatnya.',
  ],
  ['this shift', 'sif ini'],
  ['this calendar', 'kalender ini'],
  ['this assignment', 'penugasan ini'],
  ['this pause', 'jeda ini'],
  ['these holidays', 'hari libur ini'],
  ['who works it', 'siapa yang menjalaninya'],
  ['a time such as 08:30', 'waktu seperti 08:30'],
  ['a date such as 2026-11-20', 'tanggal seperti 2026-11-20'],
  ['at least one day of the week', 'paling sedikit satu hari dalam seminggu'],
  ['at most 10 breaks', 'paling banyak 10 istirahat'],
  ['at most 1000 days', 'paling banyak 1000 hari'],
  ['one date is there twice', 'ada tanggal yang ditulis dua kali'],
  ['a person or a team, and not both', 'satu orang atau satu tim, bukan keduanya'],
  ['must not be before the beginning', 'tidak boleh sebelum awalnya'],
  ['must be after now', 'harus sesudah sekarang'],
  ['must not be after now', 'tidak boleh sesudah sekarang'],
  ['at most {count} days', 'paling banyak {count} hari'],
  ['{date} or later', '{date} atau sesudahnya'],
];
