import type { Wording } from '../serverText.ts';

/** What terminals cannot do, and why. */
export const deviceWordings: readonly Wording[] = [
  [
    'Cannot reach the terminal at {address}: {problem}. Check its address and its cable, and that port 4370 is open to this server.',
    'Tidak dapat mencapai mesin absensi di {address}: {problem}. Periksa alamat dan kabelnya, dan bahwa port 4370 terbuka untuk server ini.',
  ],
  [
    'Cannot talk to the terminal at {address}: it takes the connection and does not answer, as it does while another program is connected. Close that program, or restart the terminal.',
    'Tidak dapat berbicara dengan mesin absensi di {address}: koneksi diterima tetapi tidak dijawab, seperti saat program lain tersambung. Tutup program itu, atau nyalakan ulang mesinnya.',
  ],
  [
    'Cannot sign in at the terminal at {address}: it refuses the comm key. Type the key that its menu shows for the connection to a PC.',
    'Tidak dapat masuk ke mesin absensi di {address}: comm key ditolak. Ketik kunci yang tampil di menunya untuk koneksi ke PC.',
  ],
  [
    'Cannot finish with the terminal at {address}: it stopped answering. Nothing was kept; try again, and restart the terminal if it stays so.',
    'Tidak dapat menyelesaikan dengan mesin absensi di {address}: mesin berhenti menjawab. Tidak ada yang disimpan; coba lagi, dan nyalakan ulang mesin bila tetap begitu.',
  ],
  [
    'Cannot finish with the terminal at {address}: the connection broke. Nothing was kept; check the network, then try again.',
    'Tidak dapat menyelesaikan dengan mesin absensi di {address}: koneksi terputus. Tidak ada yang disimpan; periksa jaringan, lalu coba lagi.',
  ],
  [
    'Cannot understand the terminal at {address}: {problem}. Check that a ZKTeco terminal has this address, and nothing else.',
    'Tidak dapat memahami mesin absensi di {address}: {problem}. Periksa bahwa alamat ini dipakai mesin ZKTeco, dan tidak oleh yang lain.',
  ],
  [
    'Cannot use what the terminal at {address} sent: {problem}. Nothing was kept; try again.',
    'Tidak dapat memakai kiriman mesin absensi di {address}: {problem}. Tidak ada yang disimpan; coba lagi.',
  ],
  [
    'Cannot read the terminal at {address}: {problem}, which is no layout known here. Nothing was guessed; tell us its model and firmware.',
    'Tidak dapat membaca mesin absensi di {address}: {problem}, dan susunan itu tidak dikenal. Tidak ada yang ditebak; beri tahu kami model dan firmware-nya.',
  ],
  [
    'Cannot read the log of the terminal at {address}: it works in access control mode. Set it to "T&A PUSH" in its menu.',
    'Tidak dapat membaca log mesin absensi di {address}: mesin bekerja dalam mode kontrol akses. Ubah ke "T&A PUSH" di menunya.',
  ],
  [
    'Cannot do this at the terminal at {address}: it refuses {what} (answer {answer}). Check that nobody is using its menu, then try again.',
    'Tidak dapat melakukan ini di mesin absensi di {address}: mesin menolak {what} (jawaban {answer}). Pastikan tidak ada yang memakai menunya, lalu coba lagi.',
  ],
  [
    'Cannot do this at the terminal at {address}: its firmware does not know {what}. Do it in its own menu.',
    'Tidak dapat melakukan ini di mesin absensi di {address}: firmware-nya tidak mengenal {what}. Lakukan di menu mesinnya.',
  ],
  [
    'Cannot do this at the terminal at {address} now: {count} other things wait for it. Try again in a moment.',
    'Tidak dapat melakukan ini di mesin absensi di {address} sekarang: {count} pekerjaan lain menunggunya. Coba lagi sebentar.',
  ],
  [
    'Cannot store this on the terminal at {address}: {problem}. Change it, then try again.',
    'Tidak dapat menyimpan ini di mesin absensi di {address}: {problem}. Ubah, lalu coba lagi.',
  ],
  [
    'Cannot find {what} on the terminal at {address}. It may have been deleted there; read its users again.',
    'Tidak dapat menemukan {what} di mesin absensi di {address}. Mungkin sudah dihapus di sana; baca lagi penggunanya.',
  ],
  [
    'it counts {count} users and sent {bytes} bytes of them',
    'mesin menghitung {count} pengguna dan mengirim {bytes} byte',
  ],
  [
    'it counts {count} records and sent {bytes} bytes of them',
    'mesin menghitung {count} catatan dan mengirim {bytes} byte',
  ],
  [
    'it counts {count} users and sent {bytes} bytes, which look like {other} of {width} bytes',
    'mesin menghitung {count} pengguna dan mengirim {bytes} byte, yang tampak seperti {other} pengguna dari {width} byte',
  ],
  [
    'it counts {count} records and sent {bytes} bytes, which look like {other} of {width} bytes',
    'mesin menghitung {count} catatan dan mengirim {bytes} byte, yang tampak seperti {other} catatan dari {width} byte',
  ],
  ['its users are {width} bytes long each', 'panjang setiap penggunanya {width} byte'],
  ['its records are {width} bytes long each', 'panjang setiap catatannya {width} byte'],
  [
    'it announced {claimed} bytes of {kind} and sent {bytes}',
    'mesin menyatakan {claimed} byte dan mengirim {bytes}',
  ],
  ['{bytes} bytes are too few for {kind}', '{bytes} byte terlalu sedikit'],
  [
    'its counts take {bytes} bytes instead of 80 or 92',
    'jumlah isinya memakai {bytes} byte, bukan 80 atau 92',
  ],
  ['fingerprint {count} claims {bytes} bytes', 'sidik jari ke-{count} menyatakan {bytes} byte'],
  [
    'it counts {count} fingerprints and sent {other}',
    'mesin menghitung {count} sidik jari dan mengirim {other}',
  ],
  ['a part of {claimed} bytes came with {bytes}', 'bagian sebesar {claimed} byte datang dengan {bytes}'],
  ['its clock gave {bytes} bytes', 'jamnya memberi {bytes} byte'],
  ['its clock shows no date of the calendar', 'jamnya menunjukkan tanggal yang tidak ada di kalender'],
  [
    'it announced {bytes} bytes, more than any terminal holds',
    'mesin menyatakan {bytes} byte, lebih dari isi mesin mana pun',
  ],
  ['what it stored is not what was sent', 'yang disimpannya bukan yang dikirim'],
  ['it still holds {count} of what was cleared', 'masih ada {count} dari yang dihapus'],
  ['a message of {bytes} bytes has no header', 'pesan {bytes} byte tidak punya kepala'],
  ['a message claims {bytes} bytes', 'sebuah pesan menyatakan {bytes} byte'],
  ['a message has a wrong checksum', 'checksum sebuah pesan salah'],
  ['it sends something else than messages', 'yang dikirimnya bukan pesan'],
  ['it answered {answer} where data was due', 'mesin menjawab {answer} padahal seharusnya data'],
  ['"{text}" takes {bytes} bytes and {max} fit', '"{text}" memakai {bytes} byte dan hanya muat {max}'],
  [
    'the user id "{text}" is not of letters and digits',
    'ID pengguna "{text}" tidak terdiri dari huruf dan angka',
  ],
  [
    'the user id "{text}" is not a number that this terminal can hold',
    'ID pengguna "{text}" bukan angka yang muat di mesin ini',
  ],
  ['"{text}" does not exist in {codePage}', '"{text}" tidak ada di {codePage}'],
  ['the number of a user must be from {min} to {max}', 'nomor pengguna harus dari {min} sampai {max}'],
  ['the number of a card must be from {min} to {max}', 'nomor kartu harus dari {min} sampai {max}'],
  ['a fingerprint of {bytes} bytes', 'sidik jari sebesar {bytes} byte'],
  ['it has no place for another user', 'tidak ada tempat untuk pengguna lain'],
  ['it refuses the connection', 'koneksi ditolak'],
  ['its name is not known', 'namanya tidak dikenal'],
  ['there is no way to it from here', 'tidak ada jalan ke sana dari sini'],
  ['the network reports {code}', 'jaringan melaporkan {code}'],
  ['the user {userId}', 'pengguna {userId}'],
  ['finger {finger} of the user {userId}', 'jari {finger} milik pengguna {userId}'],
  ['reading this', 'pembacaan ini'],
  ['this command', 'perintah ini'],
  ['the change of a user', 'perubahan pengguna'],
  ['the deletion of a user', 'penghapusan pengguna'],
  ['a fingerprint', 'sidik jari'],
  ['the deletion of a fingerprint', 'penghapusan sidik jari'],
  ['its clock', 'jamnya'],
  ['sounds', 'suara'],
  ['enrolling', 'perekaman'],
  ['clearing', 'penghapusan isi'],
  ['telling events', 'pemberitahuan kejadian'],
  ['locking and unlocking its keys', 'mengunci dan membuka tombolnya'],
  ['the connection', 'koneksi'],
];
