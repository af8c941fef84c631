import type { Wording } from '../serverText.ts';

/** Backups, and settings that do not fit together. */
export const backupWordings: readonly Wording[] = [
  [
    'Cannot back up: {problem}. Try again; when it happens again, the log has the details.',
    'Tidak dapat mencadangkan: {problem}. Coba lagi; jika terulang, rinciannya ada di log.',
  ],
  [
    'The backup failed. The log has the details; it is tried again in an hour.',
    'Pencadangan gagal. Rinciannya ada di log; akan dicoba lagi dalam satu jam.',
  ],
  ['the database is damaged: {detail}', 'basis data rusak: {detail}'],
  [
    'Cannot restore {file}: {problem}. Choose another backup; nothing was changed.',
    '{file} tidak dapat dipulihkan: {problem}. Pilih cadangan lain; tidak ada yang berubah.',
  ],
  [
    'Cannot restore: the typed name is not the company\'s. Type "{name}".',
    'Tidak dapat memulihkan: nama yang diketik bukan nama perusahaan. Ketik "{name}".',
  ],
  [
    'Cannot do this in the demo: its office is made anew at every start. Do it on a real server.',
    'Tidak dapat dilakukan di demo: kantornya dibuat baru setiap kali dimulai. Lakukan di server sungguhan.',
  ],
  ['the file is damaged', 'berkas itu rusak'],
  ['it is not a backup, or it is damaged', 'bukan cadangan, atau rusak'],
  ['it is not a backup of this program', 'bukan cadangan dari program ini'],
  ['"{path}" does not belong into a backup', '"{path}" bukan bagian dari cadangan'],
  ['it is too large', 'terlalu besar'],
  ['its manifest cannot be read', 'manifesnya tidak dapat dibaca'],
  ['it was made by a newer version, {version}', 'dibuat oleh versi yang lebih baru, {version}'],
  ['"{path}" is damaged', '"{path}" rusak'],
  ['its database is missing', 'basis datanya tidak ada'],
  ['its database cannot be read', 'basis datanya tidak dapat dibaca'],
  ['its database is damaged', 'basis datanya rusak'],
  ['its database is not the one it was made of', 'basis datanya bukan yang semula dicadangkan'],
  ['this backup', 'cadangan ini'],
  ['this checked backup', 'cadangan yang sudah diperiksa ini'],
  // Settings
  [
    'it must be longer than the time until somebody is away',
    'harus lebih lama daripada waktu sampai seseorang tidak di tempat',
  ],
  ['a time such as 02:30, or nothing', 'jam seperti 02:30, atau kosong'],
  ['0, or at least 30', '0, atau paling sedikit 30'],
  ['0, or at least 1 h', '0, atau paling sedikit 1 jam'],
];
