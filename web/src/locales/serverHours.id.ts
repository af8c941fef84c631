import type { Wording } from '../serverText.ts';

/** server/hours */
export const hoursWordings: readonly Wording[] = [
  [
    'Cannot write the file of hours: no folder is chosen. Choose one under Settings.',
    'Tidak dapat menulis berkas jam kerja: belum ada folder yang dipilih. Pilih satu di Pengaturan.',
  ],
  [
    'Cannot write the file of hours: there is no folder {folder}. Connect the drive or share again, or choose another folder; the rows wait.',
    'Tidak dapat menulis berkas jam kerja: folder {folder} tidak ada. Sambungkan lagi drive atau share-nya, atau pilih folder lain; baris-barisnya menunggu.',
  ],
  [
    'Cannot write the file of hours to {folder}: {problem}. Mend that, or choose another folder; the rows wait.',
    'Tidak dapat menulis berkas jam kerja ke {folder}: {problem}. Perbaiki, atau pilih folder lain; baris-barisnya menunggu.',
  ],
  [
    'Cannot write the file of hours to {folder}: the disk is full. Free some space; the rows wait.',
    'Tidak dapat menulis berkas jam kerja ke {folder}: diska penuh. Kosongkan ruang; baris-barisnya menunggu.',
  ],
  [
    'Cannot write {file}: another program keeps it locked. Close it there; the rows wait, and it is tried again.',
    'Tidak dapat menulis {file}: sedang dikunci program lain. Tutup di sana; baris-barisnya menunggu, dan akan dicoba lagi.',
  ],
  [
    'Cannot write {file}: {problem}. Give it another name, or choose another file name; the rows wait.',
    'Tidak dapat menulis {file}: {problem}. Beri nama lain, atau pilih nama berkas lain; baris-barisnya menunggu.',
  ],
  [
    'Cannot write {file} now: another server is writing to it. Give each server a folder of its own; the rows wait.',
    'Tidak dapat menulis {file} sekarang: server lain sedang menulis ke sana. Beri setiap server foldernya sendiri; baris-barisnya menunggu.',
  ],
  [
    'Cannot go on in {file}: it is not as this server left it. Decide whether to go on in it or to begin a new file; the rows wait.',
    'Tidak dapat meneruskan {file}: isinya tidak seperti yang ditinggalkan server ini. Putuskan apakah diteruskan di sana atau mulai berkas baru; baris-barisnya menunggu.',
  ],
  [
    'Cannot go on in {file}: its rows have the layout of before. Decide whether to go on in it or to begin a new file; the rows wait.',
    'Tidak dapat meneruskan {file}: baris di dalamnya memakai tata letak sebelumnya. Putuskan apakah diteruskan di sana atau mulai berkas baru; baris-barisnya menunggu.',
  ],
  [
    'Cannot tell whether {count} rows, of {from} to {to}, reached {file}: this server ended amid writing, and the file was taken or changed before it was back. Look whether its reader has them, then decide.',
    'Tidak dapat memastikan apakah {count} baris, dari {from} sampai {to}, sudah masuk ke {file}: server ini berhenti saat menulis, dan berkasnya diambil atau diubah sebelum server kembali. Periksa apakah pembacanya sudah menerima, lalu putuskan.',
  ],
  [
    'Cannot go on with the file of hours by itself: a backup was restored, and what was written after it was made would be written again. Choose from which day on to write, then turn it on.',
    'Tidak dapat meneruskan berkas jam kerja dengan sendirinya: sebuah cadangan dipulihkan, dan yang ditulis setelah cadangan itu dibuat akan ditulis lagi. Pilih mulai hari mana ditulis, lalu nyalakan.',
  ],
  [
    'Cannot decide this: what it was about is over. Look at the page again.',
    'Tidak dapat memutuskan ini: persoalannya sudah selesai. Lihat lagi halamannya.',
  ],
  [
    'Cannot finish writing {file}: the drive or share does not answer. Check it and the network; the rows wait, and it goes on by itself once that answers.',
    'Tidak dapat menyelesaikan penulisan {file}: drive atau share tidak menjawab. Periksa itu dan jaringannya; baris-barisnya menunggu, dan penulisan berlanjut dengan sendirinya begitu ada jawaban.',
  ],
  [
    'Cannot begin with {file}: an earlier writing of this server still hangs in a drive or share that does not answer, and may come through yet. Bring that one back, detach it, or restart the machine; the rows wait, and it goes on by itself then.',
    'Tidak dapat mulai dengan {file}: penulisan sebelumnya dari server ini masih tergantung di drive atau share yang tidak menjawab, dan mungkin masih akan tertulis. Pulihkan drive atau share itu, lepaskan, atau mulai ulang mesinnya; baris-barisnya menunggu, dan penulisan berlanjut dengan sendirinya setelah itu.',
  ],
  [
    'Cannot try {folder} now: {count} earlier tries are not over, as when a drive or share does not answer. Bring that one back or detach it, then try again.',
    'Tidak dapat mencoba {folder} sekarang: {count} percobaan sebelumnya belum selesai, seperti ketika sebuah drive atau share tidak menjawab. Pulihkan atau lepaskan drive atau share itu, lalu coba lagi.',
  ],
  [
    'Cannot write the file of hours: an unexpected error happened. The log has the details; the rows wait, and it is tried again.',
    'Tidak dapat menulis berkas jam kerja: terjadi kesalahan tak terduga. Rinciannya ada di log; baris-barisnya menunggu, dan akan dicoba lagi.',
  ],
  [
    'Cannot write the file of hours: the program that writes it ended ({problem}). The log has all of it; the rows wait, and it is tried again.',
    'Tidak dapat menulis berkas jam kerja: program yang menulisnya berakhir ({problem}). Selengkapnya ada di log; baris-barisnya menunggu, dan akan dicoba lagi.',
  ],
  ['it is not a file', 'itu bukan berkas'],
  ['it is not a folder', 'itu bukan folder'],
  ['this server may not write there', 'server ini tidak boleh menulis di sana'],
  ['the drive or share does not answer', 'drive atau share tidak menjawab'],
  ['its name is too long', 'namanya terlalu panjang'],
  ['a whole path from the root', 'jalur lengkap dari akar'],
  ['a file name that ends in .csv or .txt', 'nama berkas yang berakhir .csv atau .txt'],
  ['a format is needed', 'format diperlukan'],
  [
    'a format of yyyy, MM, dd, HH, mm, ss such as dd/MM/yyyy',
    'format dari yyyy, MM, dd, HH, mm, ss seperti dd/MM/yyyy',
  ],
  ['at least one column', 'setidaknya satu kolom'],
  ['a folder is needed', 'folder diperlukan'],
  ['not in the data folder of this program', 'bukan di folder data program ini'],
  ['at least 1', 'setidaknya 1'],
  ['at most 1440', 'paling banyak 1440'],
  ['at most {count} columns', 'paling banyak {count} kolom'],
];
