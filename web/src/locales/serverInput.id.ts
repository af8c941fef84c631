import type { Wording } from '../serverText.ts';

/** Requests that do not fit: files that are sent, and what zod says of a field. */
export const inputWordings: readonly Wording[] = [
  ['{field}: {problem}', '{field}: {problem}'],
  ['it does not fit', 'isian tidak sesuai'],
  ['it is not well formed', 'bentuknya tidak benar'],
  ['the body is not valid JSON', 'isinya bukan JSON yang benar'],
  ['the body is too large', 'isinya terlalu besar'],
  // Files
  ['a file is needed', 'perlu sebuah berkas'],
  ['no file was sent as "{field}"', 'tidak ada berkas yang dikirim sebagai "{field}"'],
  ['too many files at once', 'terlalu banyak berkas sekaligus'],
  [
    '"{field}" is not a field for files, or holds too many',
    '"{field}" bukan isian untuk berkas, atau berisi terlalu banyak',
  ],
  ['file too large', 'berkas terlalu besar'],
  ['too many parts', 'terlalu banyak bagian'],
  ['too many fields', 'terlalu banyak isian'],
  // Fields
  ['Invalid input', 'isian tidak sesuai'],
  ['Invalid input: expected {kind}', 'isian tidak sesuai'],
  ['Invalid option: expected one of {options}', 'pilih salah satu dari {options}'],
  ['Invalid string: must match pattern {pattern}', 'bentuknya tidak benar'],
  ['Unrecognized key: {key}', '{key} bukan isian yang dikenal'],
  ['Unrecognized keys: {keys}', '{keys} bukan isian yang dikenal'],
  ['Too small: expected {kind} to be >={min}', 'paling sedikit {min}'],
  ['Too small: expected {kind} to be >{min}', 'lebih dari {min}'],
  ['Too big: expected {kind} to be <={max}', 'paling banyak {max}'],
  ['Too big: expected {kind} to be <{max}', 'kurang dari {max}'],
  ['Too small: expected {kind} to have >={min} characters', 'paling sedikit {min} huruf'],
  ['Too big: expected {kind} to have <={max} characters', 'paling banyak {max} huruf'],
  ['Too small: expected {kind} to have >={min} items', 'paling sedikit {min} isian'],
  ['Too big: expected {kind} to have <={max} items', 'paling banyak {max} isian'],
  // What cannot be found
  ['this page', 'halaman ini'],
  ['the web client', 'klien web'],
  ['this notice', 'pemberitahuan ini'],
];
