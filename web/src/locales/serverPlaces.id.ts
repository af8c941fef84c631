import type { Wording } from '../serverText.ts';

/** Areas, teams and the hierarchy; camera files and their zones. */
export const placeWordings: readonly Wording[] = [
  [
    'Cannot delete the area {name}: {cameras} cameras look at it. Move them to another area first.',
    'Area {name} tidak dapat dihapus: {cameras} kamera mengarah ke sana. Pindahkan dahulu ke area lain.',
  ],
  [
    'Cannot move {name} there: it would lie inside itself. Choose another place.',
    '{name} tidak dapat dipindahkan ke sana: akan berada di dalam dirinya sendiri. Pilih tempat lain.',
  ],
  [
    'Cannot change who leads whom: {people} would lead each other in a circle. Choose somebody else.',
    'Siapa memimpin siapa tidak dapat diubah: {people} akan saling memimpin dalam lingkaran. Pilih orang lain.',
  ],
  ['this area', 'area ini'],
  ['this team', 'tim ini'],
  // Camera files
  ['line {line}, column {column}: {problem}', 'baris {line}, kolom {column}: {problem}'],
  ['"{key}" should be {what}', '"{key}" seharusnya {what}'],
  ['"{key}" is not a setting', '"{key}" bukan pengaturan'],
  ['"{key}" is missing', '"{key}" belum ada'],
  ['its name may hold only letters, digits, - and _', 'namanya hanya boleh berisi huruf, angka, - dan _'],
  ['it is longer than {count} characters', 'lebih panjang dari {count} huruf'],
  [
    'it refers to itself or to something that is not there',
    'merujuk ke dirinya sendiri atau ke sesuatu yang tidak ada',
  ],
  [
    'it should be a list of settings such as "name: Hall"',
    'seharusnya daftar pengaturan seperti "name: Hall"',
  ],
  ['the same setting stands there twice', 'pengaturan yang sama ditulis dua kali'],
  ['a tab indents the line; use spaces', 'baris menjorok dengan tab; pakai spasi'],
  ['the line is not indented as those around it', 'baris tidak menjorok seperti baris di sekitarnya'],
  ['a text that begins with * needs quotes', 'teks yang diawali * perlu tanda kutip'],
  ['a quote, a colon or a bracket is missing', 'tanda kutip, titik dua, atau kurung kurang'],
  ['a colon is missing after the name of the setting', 'titik dua setelah nama pengaturan kurang'],
  [
    'this is not YAML; a text with : or # in it needs quotes',
    'ini bukan YAML; teks yang berisi : atau # perlu tanda kutip',
  ],
  ['this user may not read it', 'pengguna ini tidak boleh membacanya'],
  ['it cannot be read ({code})', 'tidak dapat dibaca ({code})'],
  ['{file} is the same camera', '{file} adalah kamera yang sama'],
  // Zones: "should be {what}"
  ['a list of zones', 'daftar zona'],
  ['privacy, ignore or desk', 'privacy, ignore, atau desk'],
  ['a point such as {x: 0.1, y: 0.2}', 'titik seperti {x: 0.1, y: 0.2}'],
  ['a list of points with x and y from 0 to 1', 'daftar titik dengan x dan y dari 0 sampai 1'],
  ['a zone with kind, name and points', 'zona dengan kind, name, dan points'],
];
