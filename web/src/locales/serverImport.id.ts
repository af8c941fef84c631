import type { Wording } from '../serverText.ts';

/** Lists of people that are imported. */
export const importWordings: readonly Wording[] = [
  ['Cannot read this list: {problem}. {remedy}', 'Daftar ini tidak dapat dibaca: {problem}. {remedy}'],
  [
    'Cannot import: the file or the people changed since the preview. Look at a new preview first.',
    'Tidak dapat mengimpor: berkas atau data orang berubah sejak pratinjau. Lihat dahulu pratinjau yang baru.',
  ],
  [
    'Cannot import: {count} rows have problems. Correct them in the file, or leave them out.',
    'Tidak dapat mengimpor: {count} baris bermasalah. Perbaiki dalam berkas, atau abaikan.',
  ],
  [
    'its first line names neither a column "Name" nor a column "Code"',
    'baris pertamanya tidak menyebut kolom "Nama" maupun kolom "Kode"',
  ],
  [
    'Export the people once to see how it should look.',
    'Ekspor daftar orang sekali untuk melihat bentuk yang benar.',
  ],
  ['it has {count} rows, and {limit} is the most', 'berisi {count} baris, dan paling banyak {limit}'],
  ['Divide it into several files.', 'Bagi menjadi beberapa berkas.'],
  ['it is not a text file', 'bukan berkas teks'],
  ['Save it as CSV.', 'Simpan sebagai CSV.'],
  [
    'Check the quotation marks there, or save it as CSV again.',
    'Periksa tanda kutip di sana, atau simpan lagi sebagai CSV.',
  ],
  // The reader of CSV
  [
    'Invalid Closing Quote: got "{sign}" at line {line} instead of {rest}',
    'tanda kutip penutup salah: ada "{sign}" setelahnya di baris {line}',
  ],
  [
    'Invalid Closing Quote: found non trimable byte after quote at line {line}',
    'tanda kutip penutup salah: ada huruf lain setelahnya di baris {line}',
  ],
  [
    'Invalid Opening Quote: a quote is found on field {field} at line {line}, value is {value}',
    'tanda kutip pembuka salah: ada di tengah isi kolom {field}, baris {line}',
  ],
  [
    'Quote Not Closed: the parsing is finished with an opening quote at line {line}',
    'tanda kutip tidak ditutup: dibuka di baris {line}',
  ],
  [
    'Max Record Size: record exceed the maximum number of tolerated bytes of {limit} at line {line}',
    'baris terlalu panjang: lebih dari {limit} byte di baris {line}',
  ],
  // Rows
  [
    'faces are kept: turn this on in their record, where it asks before erasing them',
    'wajahnya masih disimpan: nyalakan ini di datanya, di sana ditanyakan sebelum dihapus permanen',
  ],
  ['write yes or no', 'tulis ya atau tidak'],
  ['nobody has this code or name', 'tidak ada orang dengan kode atau nama ini'],
  ['there is no area "{name}"', 'tidak ada area "{name}"'],
  ['line {line} has the same', 'baris {line} memakai yang sama'],
  ['the row of this supervisor has a problem', 'baris atasan ini bermasalah'],
  [
    'this puts them above themselves, in a circle',
    'ini menempatkan orang itu di atas dirinya sendiri, secara melingkar',
  ],
];
