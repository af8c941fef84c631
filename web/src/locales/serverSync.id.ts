import type { Wording } from '../serverText.ts';

/** What keeps people from being on a terminal as they should. */
export const syncWordings: readonly Wording[] = [
  [
    'The user id "{userId}" cannot be typed at this terminal. Give the person a code of letters and digits without spaces, 24 at most.',
    'ID pengguna "{userId}" tidak dapat diketik di terminal ini. Beri orang itu kode dari huruf dan angka tanpa spasi, paling banyak 24.',
  ],
  [
    'This terminal keeps user ids as numbers, and "{userId}" is none that it can hold. Give the person a code of up to nine digits.',
    'Terminal ini menyimpan ID pengguna sebagai angka, dan "{userId}" tidak dapat disimpannya. Beri orang itu kode paling banyak sembilan angka.',
  ],
  [
    'The terminal is full: it has places for {capacity} users. Delete some that are not needed, or use a larger one.',
    'Terminal penuh: hanya ada tempat untuk {capacity} pengguna. Hapus yang tidak diperlukan, atau pakai terminal yang lebih besar.',
  ],
  [
    'The terminal has no place for another finger: it holds {capacity}. Delete some that are not needed.',
    'Terminal tidak punya tempat untuk sidik jari lagi: isinya paling banyak {capacity}. Hapus yang tidak diperlukan.',
  ],
  [
    'The same person is there twice, also as {userId}. Delete the one that is not needed at the terminal.',
    'Orang yang sama ada dua kali di sana, juga sebagai {userId}. Hapus yang tidak diperlukan di terminal itu.',
  ],
  [
    'They administer this terminal and work elsewhere now. Make somebody else its administrator, then take the role from them there.',
    'Orang ini pengelola terminal ini dan sekarang bekerja di tempat lain. Jadikan orang lain pengelola, lalu cabut perannya di terminal itu.',
  ],
  [
    'They were its last administrator, and were deleted because they left. Its menu is open to everybody now: make somebody its administrator.',
    'Orang ini pengelola terakhir terminal itu, dan dihapus karena sudah keluar. Menunya kini terbuka untuk semua orang: jadikan seseorang pengelola.',
  ],
  [
    'They work elsewhere now. Their fingers and faces are brought to the terminals of their areas first.',
    'Orang ini sekarang bekerja di tempat lain. Sidik jari dan wajahnya dibawa dulu ke terminal di areanya.',
  ],
  [
    'They have another number now. Their fingers and faces are brought there first; then this one is deleted.',
    'Orang ini sekarang memakai nomor lain. Sidik jari dan wajahnya dibawa dulu ke nomor itu; lalu yang ini dihapus.',
  ],
  [
    'They have another number now, and are kept under this one: they administer this terminal, or what was enrolled here is nowhere else and cannot be brought to their new number. Nobody else is put under it. Enrol them under the new one, then delete this one at the terminal.',
    'Orang ini sekarang memakai nomor lain, dan tetap disimpan di nomor ini: ia mengelola terminal ini, atau yang direkam di sini tidak ada di tempat lain dan tidak dapat dibawa ke nomor barunya. Tidak ada orang lain yang ditaruh di nomor ini. Daftarkan di nomor baru, lalu hapus yang ini di terminal.',
  ],
  [
    'They work elsewhere now, but their fingers and faces are only here, and no terminal of their areas can take them.',
    'Orang ini sekarang bekerja di tempat lain, tetapi sidik jari dan wajahnya hanya ada di sini, dan tidak ada terminal di areanya yang dapat menerimanya.',
  ],
  [
    'They work elsewhere now, but a face may be only here, and faces cannot be read from this terminal. Enrol them where they work, then delete them here at its menu.',
    'Orang ini sekarang bekerja di tempat lain, tetapi mungkin ada wajah yang hanya ada di sini, dan wajah tidak dapat dibaca dari terminal ini. Rekam di tempat kerjanya, lalu hapus di sini lewat menunya.',
  ],
  [
    'They work elsewhere now, but it is not certain that every finger and face on the terminal is known here. They are deleted once all of them are.',
    'Orang ini sekarang bekerja di tempat lain, tetapi belum pasti semua sidik jari dan wajah di terminal ini sudah diketahui di sini. Orang ini dihapus setelah semuanya diketahui.',
  ],
  [
    '{what} of theirs cannot be brought to this terminal over port 4370; only terminals that call (PUSH) take it.',
    '{what} miliknya tidak dapat dibawa ke terminal ini lewat port 4370; hanya terminal yang menghubungi server (PUSH) menerimanya.',
  ],
  [
    '{what} of theirs is of another algorithm than this terminal has, and is not sent. Enrol it here once.',
    '{what} miliknya memakai algoritme lain daripada terminal ini, dan tidak dikirim. Rekam sekali di sini.',
  ],
  ['A finger', 'Sidik jari'],
  ['A face', 'Wajah'],
  ['A photo', 'Foto'],
  ['A face or palm', 'Wajah atau telapak tangan'],
  [
    'Faces and photos are passed on only with a recorded consent, and there is none of this person.',
    'Wajah dan foto hanya diteruskan dengan persetujuan yang tercatat, dan dari orang ini belum ada.',
  ],
  [
    'Their fingers or faces are fetched from the terminal where they were enrolled.',
    'Sidik jari atau wajahnya sedang diambil dari terminal tempat perekamannya.',
  ],
  [
    'It was written, and the terminal does not show it as it was written. It is tried again.',
    'Sudah ditulis, tetapi terminal tidak menampilkannya seperti yang ditulis. Dicoba lagi.',
  ],
  [
    'The terminal did not take it: {problem}. It is tried again.',
    'Terminal tidak menerimanya: {problem}. Dicoba lagi.',
  ],
  [
    'People who left and may still be on it: {count} (on it when it was last read: {known}), the longest since {since}. {problem} Until it confirms that they are gone, they may punch and pass there: delete them at its menu, or remove it here if it is not used any more.',
    'Orang yang sudah keluar dan mungkin masih ada di sana: {count} (ada di sana saat terakhir dibaca: {known}), yang paling lama sejak {since}. {problem} Sampai terminal memastikan mereka sudah dihapus, mereka mungkin masih dapat absen dan masuk di sana: hapus lewat menunya, atau hapus terminal itu di sini bila tidak dipakai lagi.',
  ],
  ['It has not answered since this server started.', 'Terminal belum menjawab sejak server ini dinyalakan.'],
  ['It answers, and has not confirmed it yet.', 'Terminal menjawab, tetapi belum memastikannya.'],
];
