import type { Wording } from '../serverText.ts';

/** What terminals cannot do, and why. */
export const deviceWordings: readonly Wording[] = [
  [
    'Cannot reach the terminal at {address}: {problem}. Check its address and its cable, and that port {port} is open to this server.',
    'Tidak dapat mencapai terminal di {address}: {problem}. Periksa alamat dan kabelnya, dan bahwa port {port} terbuka untuk server ini.',
  ],
  [
    'Cannot talk to the terminal at {address}: it takes the connection and does not answer, as it does while another program is connected. Close that program, or restart the terminal.',
    'Tidak dapat berbicara dengan terminal di {address}: koneksi diterima tetapi tidak dijawab, seperti saat program lain tersambung. Tutup program itu, atau nyalakan ulang terminalnya.',
  ],
  [
    'Cannot sign in at the terminal at {address}: it refuses the comm key. Type the key that its menu shows for the connection to a PC.',
    'Tidak dapat masuk ke terminal di {address}: comm key ditolak. Ketik kunci yang tampil di menunya untuk koneksi ke PC.',
  ],
  [
    'Cannot finish with the terminal at {address}: it stopped answering. Nothing was kept; try again, and restart the terminal if it stays so.',
    'Tidak dapat menyelesaikan dengan terminal di {address}: terminal berhenti menjawab. Tidak ada yang disimpan; coba lagi, dan nyalakan ulang terminal bila tetap begitu.',
  ],
  [
    'Cannot finish with the terminal at {address}: the connection broke. Nothing was kept; check the network, then try again.',
    'Tidak dapat menyelesaikan dengan terminal di {address}: koneksi terputus. Tidak ada yang disimpan; periksa jaringan, lalu coba lagi.',
  ],
  [
    'Cannot understand the terminal at {address}: {problem}. Check that a ZKTeco terminal has this address, and nothing else.',
    'Tidak dapat memahami terminal di {address}: {problem}. Periksa bahwa alamat ini dipakai terminal ZKTeco, dan tidak oleh yang lain.',
  ],
  [
    'Cannot use what the terminal at {address} sent: {problem}. Nothing was kept; try again.',
    'Tidak dapat memakai kiriman terminal di {address}: {problem}. Tidak ada yang disimpan; coba lagi.',
  ],
  [
    'Cannot read the terminal at {address}: {problem}, which is no layout known here. Nothing was guessed; tell us its model and firmware.',
    'Tidak dapat membaca terminal di {address}: {problem}, dan susunan itu tidak dikenal. Tidak ada yang ditebak; beri tahu kami model dan firmware-nya.',
  ],
  [
    'Cannot read the log of the terminal at {address}: it works in access control mode. Set it to "T&A PUSH" in its menu.',
    'Tidak dapat membaca log terminal di {address}: terminal bekerja dalam mode kontrol akses. Ubah ke "T&A PUSH" di menunya.',
  ],
  [
    'Cannot do this at the terminal at {address}: it refuses {what} (answer {answer}). Check that nobody is using its menu, then try again.',
    'Tidak dapat melakukan ini di terminal di {address}: terminal menolak {what} (jawaban {answer}). Pastikan tidak ada yang memakai menunya, lalu coba lagi.',
  ],
  [
    'Cannot do this at the terminal at {address}: its firmware does not know {what}. Do it in its own menu.',
    'Tidak dapat melakukan ini di terminal di {address}: firmware-nya tidak mengenal {what}. Lakukan di menu terminalnya.',
  ],
  [
    'Cannot do this at the terminal at {address} now: {count} other things wait for it. Try again in a moment.',
    'Tidak dapat melakukan ini di terminal di {address} sekarang: {count} pekerjaan lain menunggunya. Coba lagi sebentar.',
  ],
  [
    'Cannot store this on the terminal at {address}: {problem}. Change it, then try again.',
    'Tidak dapat menyimpan ini di terminal di {address}: {problem}. Ubah, lalu coba lagi.',
  ],
  [
    'Cannot find {what} on the terminal at {address}. It may have been deleted there; read its users again.',
    'Tidak dapat menemukan {what} di terminal di {address}. Mungkin sudah dihapus di sana; baca lagi penggunanya.',
  ],
  [
    'it counts {count} users and sent {bytes} bytes of them',
    'terminal menghitung {count} pengguna dan mengirim {bytes} byte',
  ],
  [
    'it counts {count} records and sent {bytes} bytes of them',
    'terminal menghitung {count} catatan dan mengirim {bytes} byte',
  ],
  [
    'it counts {count} users and sent {bytes} bytes, which look like {other} of {width} bytes',
    'terminal menghitung {count} pengguna dan mengirim {bytes} byte, yang tampak seperti {other} pengguna dari {width} byte',
  ],
  [
    'it counts {count} records and sent {bytes} bytes, which look like {other} of {width} bytes',
    'terminal menghitung {count} catatan dan mengirim {bytes} byte, yang tampak seperti {other} catatan dari {width} byte',
  ],
  ['its users are {width} bytes long each', 'panjang setiap penggunanya {width} byte'],
  ['its records are {width} bytes long each', 'panjang setiap catatannya {width} byte'],
  [
    'it announced {claimed} bytes of {kind} and sent {bytes}',
    'terminal menyatakan {claimed} byte dan mengirim {bytes}',
  ],
  ['{bytes} bytes are too few for {kind}', '{bytes} byte terlalu sedikit'],
  [
    'its counts take {bytes} bytes instead of 80 or 92',
    'jumlah isinya memakai {bytes} byte, bukan 80 atau 92',
  ],
  ['fingerprint {count} claims {bytes} bytes', 'sidik jari ke-{count} menyatakan {bytes} byte'],
  [
    'it counts {count} fingerprints and sent {other}',
    'terminal menghitung {count} sidik jari dan mengirim {other}',
  ],
  ['a part of {claimed} bytes came with {bytes}', 'bagian sebesar {claimed} byte datang dengan {bytes}'],
  ['its clock gave {bytes} bytes', 'jamnya memberi {bytes} byte'],
  ['its clock shows no date of the calendar', 'jamnya menunjukkan tanggal yang tidak ada di kalender'],
  [
    'it announced {bytes} bytes, more than any terminal holds',
    'terminal menyatakan {bytes} byte, lebih dari isi terminal mana pun',
  ],
  ['what it stored is not what was sent', 'yang disimpannya bukan yang dikirim'],
  ['it still holds {count} of what was cleared', 'masih ada {count} dari yang dihapus'],
  ['a message of {bytes} bytes has no header', 'pesan {bytes} byte tidak punya kepala'],
  ['a message claims {bytes} bytes', 'sebuah pesan menyatakan {bytes} byte'],
  ['a message has a wrong checksum', 'checksum sebuah pesan salah'],
  ['it sends something else than messages', 'yang dikirimnya bukan pesan'],
  ['it answered {answer} where data was due', 'terminal menjawab {answer} padahal seharusnya data'],
  ['"{text}" takes {bytes} bytes and {max} fit', '"{text}" memakai {bytes} byte dan hanya muat {max}'],
  [
    'the user id "{text}" is not of letters and digits',
    'ID pengguna "{text}" tidak terdiri dari huruf dan angka',
  ],
  [
    'the user id "{text}" is not a number that this terminal can hold',
    'ID pengguna "{text}" bukan angka yang muat di terminal ini',
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
  // Why one is offline, and who waits to be let in
  ['It cannot listen; the log says why.', 'Tidak dapat menerima terminal; sebabnya ada di log.'],
  [
    'Terminals may not call this server. Turn it on in the settings, under Terminals.',
    'Terminal tidak boleh menghubungi server ini. Aktifkan di pengaturan, pada Terminal.',
  ],
  ['It is being connected; try again in a moment.', 'Sedang disambungkan; coba lagi sebentar.'],
  [
    'It has not called for three minutes. Check that it is on, that its cable is in, and that the server address in its menu is this one.',
    'Terminal tidak menghubungi selama tiga menit. Pastikan terminal menyala, kabelnya terpasang, dan alamat server di menunya adalah alamat server ini.',
  ],
  [
    'It has not called since this server started. Check the server address and the port in its menu.',
    'Terminal belum menghubungi sejak server ini dimulai. Periksa alamat server dan port di menunya.',
  ],
  [
    'What it sent could not be stored. It is tried again by itself; the log has the details.',
    'Kirimannya tidak dapat disimpan. Dicoba lagi dengan sendirinya; rinciannya ada di log.',
  ],
  [
    'It calls from {address} with the serial number {serial}, and nobody has let it in.',
    'Terminal menghubungi dari {address} dengan nomor seri {serial}, dan belum ada yang mengizinkannya.',
  ],
  [
    'It calls from an address that is not known with the serial number {serial}, and nobody has let it in.',
    'Terminal menghubungi dari alamat yang tidak dikenal dengan nomor seri {serial}, dan belum ada yang mengizinkannya.',
  ],
  ['It is not let in, or is being connected.', 'Terminal belum diizinkan, atau sedang disambungkan.'],
  ['It is not let in.', 'Terminal belum diizinkan.'],
  ['Too many commands wait for it already.', 'Sudah terlalu banyak perintah yang menunggunya.'],
  ['this terminal', 'terminal ini'],
  ['another terminal has this name', 'nama ini sudah dipakai terminal lain'],
  ['an address such as 192.168.1.201', 'alamat seperti 192.168.1.201'],
  ['a serial number is needed', 'nomor seri harus diisi'],
  ['letters and digits, as on its label', 'huruf dan angka, seperti di labelnya'],
  ['a network such as 192.168.1.0/24', 'jaringan seperti 192.168.1.0/24'],
  ['at most 256 addresses, as in 192.168.1.0/24', 'paling banyak 256 alamat, seperti 192.168.1.0/24'],
  ['only addresses of a local network', 'hanya alamat jaringan lokal'],
  ['not a day after from', 'bukan hari sesudah from'],
  ['not on the calendar', 'tidak ada di kalender'],
  ['more than {count} records', 'lebih dari {count} catatan'],
  ['finger {finger} is none of 0 to 9', 'jari {finger} bukan salah satu dari 0 sampai 9'],
];
