import type { Wording } from '../serverText.ts';

/** People: their record, faces, leave and sightings. */
export const peopleWordings: readonly Wording[] = [
  [
    'Cannot do this without a yes: {what}. Ask first, and send it again with "confirm".',
    'Tidak dapat dilakukan tanpa konfirmasi: {what}. Tanyakan dahulu, lalu kirim lagi dengan "confirm".',
  ],
  ['it erases the faces and the consent of {name}', 'ini menghapus permanen wajah dan persetujuan {name}'],
  [
    'Cannot store a face of {name}: they are recognised by badge alone. Change that in their record first.',
    'Wajah {name} tidak dapat disimpan: orang ini hanya dikenali dengan kartu. Ubah dahulu di datanya.',
  ],
  [
    'Cannot use {file}: it shows nearly the same as a photo that is kept. Use one with the head turned another way, or in other light.',
    'Tidak dapat memakai {file}: hampir sama dengan foto yang sudah dipakai. Pakai foto dengan kepala menoleh ke arah lain, atau dalam cahaya lain.',
  ],
  [
    'Cannot use {file}: {limit} faces are kept already and cover what it shows. Nothing needs to be done.',
    'Tidak perlu memakai {file}: {limit} wajah sudah disimpan dan mencakup yang diperlihatkannya. Tidak perlu apa-apa.',
  ],
  [
    'Cannot take these photos: with those still being read they are larger than {limit} together. Send fewer at once.',
    'Foto-foto ini tidak dapat diterima: bersama yang masih dibaca, jumlahnya lebih dari {limit}. Kirim lebih sedikit sekaligus.',
  ],
  [
    'Nobody has the name or code that {file} begins with. Name the folder or the file after a person.',
    'Tidak ada orang dengan nama atau kode di awal {file}. Namai folder atau berkas menurut orangnya.',
  ],
  // Naming somebody in view
  [
    'Cannot learn a face from this track: {problem}. {remedy}',
    'Tidak dapat mempelajari wajah dari jejak ini: {problem}. {remedy}',
  ],
  ['it has a name already', 'sudah mempunyai nama'],
  [
    'Say "not this person" first if the name is wrong.',
    'Nyatakan "bukan orang ini" dahulu jika namanya salah.',
  ],
  ['somebody said that it is not {name}', 'seseorang menyatakan bahwa ini bukan {name}'],
  ['Add photos of them instead.', 'Tambahkan foto orang itu sebagai gantinya.'],
  ['no clear face was seen yet', 'belum ada wajah yang terlihat jelas'],
  [
    'Wait until they look at the camera, or add photos of them.',
    'Tunggu sampai orang itu menatap kamera, atau tambahkan fotonya.',
  ],
  [
    'Cannot learn this face as {name}: it looks like {other}. Check who it is, and add photos of {name} instead.',
    'Wajah ini tidak dapat dipelajari sebagai {name}: mirip {other}. Periksa siapa orangnya, dan tambahkan foto {name} sebagai gantinya.',
  ],
  [
    'Cannot correct this sighting: Somebody corrected it before. Reload the page to see it.',
    'Penampakan ini tidak dapat dikoreksi: sudah dikoreksi oleh seseorang. Muat ulang halaman untuk melihatnya.',
  ],
  ['it cannot be the same person after all', 'tidak mungkin orang yang sama'],
  ['this person is deactivated', 'orang ini sudah dinonaktifkan'],
  // What cannot be found
  ['this person in the picture', 'orang ini dalam gambar'],
  ['this sighting', 'penampakan ini'],
  ['this leave', 'cuti ini'],
  ['a consent of this person', 'persetujuan orang ini'],
  ['a stricter limit of this person', 'batas yang lebih ketat untuk orang ini'],
  ['one of these people', 'salah satu orang ini'],
  // Fields
  ['on one line', 'dalam satu baris'],
  ['at most {count} areas', 'paling banyak {count} area'],
  [
    'begin with + and the country code, such as +62 812 3456 7890',
    'awali dengan + dan kode negara, seperti +62 812 3456 7890',
  ],
  ['{name} has it', 'sudah dipakai {name}'],
  ['this team does not exist', 'tim ini tidak ada'],
  ['an area does not exist', 'ada area yang tidak ada'],
  ['this person does not exist', 'orang ini tidak ada'],
  ['nobody supervises themselves', 'tidak ada orang yang menjadi atasan dirinya sendiri'],
  ['in a circle: {names}', 'melingkar: {names}'],
  ['must be after the beginning', 'harus setelah awalnya'],
  ['at most three years', 'paling lama tiga tahun'],
  ['a language such as en or id', 'bahasa seperti en atau id'],
];
