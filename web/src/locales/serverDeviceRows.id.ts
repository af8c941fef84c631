import type { Wording } from '../serverText.ts';

/** Why a record of a terminal is kept and not counted. */
export const deviceRowWordings: readonly Wording[] = [
  ['its time is on no calendar', 'waktunya tidak ada di kalender'],
  ['its time is in the future', 'waktunya di masa depan'],
  ['its time is years off', 'waktunya meleset bertahun-tahun'],
  [
    'it was told as it happened, and its time is days off',
    'dikabarkan saat terjadi, tetapi waktunya meleset berhari-hari',
  ],
  ['it tells of no user', 'tidak menyebut pengguna'],
  ['which event it is, is no number', 'jenis kejadiannya bukan angka'],
  ['event {number}: nobody was let in', 'kejadian {number}: tidak ada yang diizinkan masuk'],
  [
    'its user id is not of 1 to 24 letters and digits',
    'ID penggunanya tidak terdiri dari 1 sampai 24 huruf dan angka',
  ],
  ['what kind of punch it is, is no number', 'jenis presensinya bukan angka'],
  ['a table that is not known here', 'tabel yang tidak dikenal di sini'],
  [
    'what was done at its keys; kept as it came',
    'yang dilakukan di tombolnya; disimpan sebagaimana masuknya',
  ],
  ['a kind of line that is not known here', 'jenis baris yang tidak dikenal di sini'],
  ['its privilege is no number', 'hak aksesnya bukan angka'],
  ['what it holds is not base64', 'isinya bukan base64'],
  ['it is not as long as it says', 'panjangnya tidak seperti yang dinyatakan'],
  ['the terminal says it is not valid', 'terminal menyatakannya tidak sah'],
  ['its numbers are none', 'nomornya bukan angka'],
  ['it does not begin as a photo', 'awalnya bukan awal sebuah foto'],
];
