import type { Wording } from '../serverText.ts';

/** server/errors.ts, and what is wrong with a field. */
export const errorWordings: readonly Wording[] = [
  ['Cannot start: {problem}. {remedy}', 'Tidak dapat dimulai: {problem}. {remedy}'],
  [
    'Cannot listen on port {port}: another program uses it. Stop that program or choose another with --port.',
    'Tidak dapat memakai port {port}: sedang dipakai program lain. Hentikan program itu atau pilih port lain dengan --port.',
  ],
  [
    'Cannot write to {path}: {problem}. Free space or choose another folder with --data.',
    'Tidak dapat menulis ke {path}: {problem}. Kosongkan ruang atau pilih folder lain dengan --data.',
  ],
  [
    'Cannot write to the data folder: {problem}. Free space or choose another folder with --data.',
    'Tidak dapat menulis ke folder data: {problem}. Kosongkan ruang atau pilih folder lain dengan --data.',
  ],
  [
    'Cannot use {path}: a server or a restore is working with it. Stop the server, or wait for the restore, then try again.',
    'Tidak dapat memakai {path}: sedang dipakai server atau pemulihan. Hentikan server, atau tunggu pemulihan selesai, lalu coba lagi.',
  ],
  [
    'Cannot save: the disk that holds the data folder is full. Free some space; everything else goes on.',
    'Tidak dapat menyimpan: diska tempat folder data sudah penuh. Kosongkan ruang; yang lain tetap berjalan.',
  ],
  [
    'Cannot save: another program is using the database. Try again in a moment.',
    'Tidak dapat menyimpan: basis data sedang dipakai program lain. Coba lagi sebentar.',
  ],
  [
    'Cannot save where people are: the database reports an error. It is tried again by itself; the log has the details.',
    'Tidak dapat menyimpan keberadaan orang: basis data melaporkan kesalahan. Akan dicoba lagi sendiri; rinciannya ada di log.',
  ],
  [
    'Cannot load the networks: {file} is missing or damaged. Run "npm run models" to compile them again.',
    'Tidak dapat memuat jaringan: {file} tidak ada atau rusak. Jalankan "npm run models" untuk membuatnya lagi.',
  ],
  ['Cannot use {file}: {problem}. {remedy}', 'Tidak dapat memakai {file}: {problem}. {remedy}'],
  [
    'Cannot decode video: ffmpeg is not installed. Install it with "{command}".',
    'Tidak dapat membaca video: ffmpeg belum terpasang. Pasang dengan "{command}".',
  ],
  ['Cannot accept this request: {problem}.', 'Permintaan ini tidak dapat diterima: {problem}.'],
  [
    'Cannot show this: you are not signed in. Sign in first.',
    'Tidak dapat ditampilkan: Anda belum masuk. Masuk dahulu.',
  ],
  [
    'Cannot sign in: the e-mail address or the password is wrong. Try again or ask an administrator.',
    'Tidak dapat masuk: alamat surel atau kata sandi salah. Coba lagi atau tanyakan kepada administrator.',
  ],
  [
    'Cannot check the password: too many wrong tries. Wait {minutes} minutes.',
    'Kata sandi tidak dapat diperiksa: terlalu banyak percobaan yang salah. Tunggu {minutes} menit.',
  ],
  [
    'Cannot do this: your role is {role}. Ask an administrator.',
    'Tidak dapat dilakukan: peran Anda {role}. Tanyakan kepada administrator.',
  ],
  [
    'Cannot show this: it belongs to another team or area. Ask an administrator.',
    'Tidak dapat ditampilkan: ini milik tim atau area lain. Tanyakan kepada administrator.',
  ],
  [
    'Cannot accept this request: it came from another site. Open the page at its own address.',
    'Permintaan ini tidak dapat diterima: datang dari situs lain. Buka halaman di alamatnya sendiri.',
  ],
  [
    'Cannot set up again: this server already has an administrator. Sign in.',
    'Tidak dapat disiapkan lagi: server ini sudah mempunyai administrator. Silakan masuk.',
  ],
  [
    'Cannot set up: this link is not the current one. Use the link the server printed last.',
    'Tidak dapat disiapkan: tautan ini sudah tidak berlaku. Pakai tautan yang terakhir dicetak server.',
  ],
  [
    'Cannot find {what}. It may have been removed; reload the page.',
    'Tidak dapat menemukan {what}. Mungkin sudah dihapus; muat ulang halaman.',
  ],
  [
    'Cannot use "{name}": it is already taken. Choose another.',
    '"{name}" tidak dapat dipakai: sudah ada. Pilih yang lain.',
  ],
  [
    'Cannot correct this sighting: {by} corrected it before. Reload the page to see it.',
    'Penampakan ini tidak dapat dikoreksi: sudah dikoreksi oleh {by}. Muat ulang halaman untuk melihatnya.',
  ],
  [
    'Cannot read {file}: {problem}. Correct the file; the other cameras go on.',
    'Tidak dapat membaca {file}: {problem}. Perbaiki berkas itu; kamera lain tetap berjalan.',
  ],
  [
    'Cannot use {file}: the environment variable {variable} is not set. Set it and restart, or write the value in the file.',
    'Tidak dapat memakai {file}: variabel lingkungan {variable} belum diisi. Isi lalu mulai ulang, atau tulis nilainya di berkas.',
  ],
  [
    'Cannot use {file}: {variable} does not begin with CAMERA_, and only variables that do are given to cameras. Rename it in the environment and in the address, then restart.',
    'Tidak dapat memakai {file}: {variable} tidak diawali CAMERA_, padahal hanya variabel yang diawali demikian yang diberikan kepada kamera. Ganti namanya di lingkungan dan di alamat, lalu mulai ulang.',
  ],
  [
    "Cannot use {variable} for this address: no camera's file has it for this host, port and user. Type the password itself, or write the address into the camera's file on the server.",
    'Tidak dapat memakai {variable} untuk alamat ini: tidak ada berkas kamera yang memuatnya untuk host, port, dan pengguna ini. Ketik kata sandinya langsung, atau tulis alamatnya di berkas kamera pada server.',
  ],
  [
    "no camera's file has {variable} for this host, port and user: type the password itself, or write the address into the camera's file on the server",
    'tidak ada berkas kamera yang memuat {variable} untuk host, port, dan pengguna ini: ketik kata sandinya langsung, atau tulis alamatnya di berkas kamera pada server',
  ],
  [
    'Cannot store a face of {name}: no consent is recorded. Record the consent first.',
    'Wajah {name} tidak dapat disimpan: persetujuan belum dicatat. Catat persetujuan dahulu.',
  ],
  [
    'Cannot read {file}: it is not a picture we know. Use a JPEG, PNG or WebP file.',
    'Tidak dapat membaca {file}: bukan gambar yang dikenal. Pakai berkas JPEG, PNG, atau WebP.',
  ],
  [
    'Cannot take {file}: it is larger than {limit}. Send a smaller picture.',
    'Tidak dapat menerima {file}: lebih besar dari {limit}. Kirim gambar yang lebih kecil.',
  ],
  [
    'Cannot use {file}: no face was found. Use a picture where one face is clearly visible.',
    'Tidak dapat memakai {file}: tidak ada wajah ditemukan. Pakai gambar dengan satu wajah yang terlihat jelas.',
  ],
  [
    'Cannot use {file}: {count} faces were found. Use a picture of one person alone.',
    'Tidak dapat memakai {file}: ditemukan {count} wajah. Pakai gambar satu orang saja.',
  ],
  [
    'Cannot use {file}: the face is {problem}. Use a sharp picture, looking at the camera, face at least {minimum} px wide.',
    'Tidak dapat memakai {file}: wajahnya {problem}. Pakai gambar tajam, menghadap kamera, lebar wajah paling sedikit {minimum} px.',
  ],
  [
    'Cannot read {file}: {problem}. Check that the file exists and plays elsewhere.',
    'Tidak dapat membaca {file}: {problem}. Periksa bahwa berkas itu ada dan dapat diputar di tempat lain.',
  ],
  [
    'Cannot make this report: {problem}. Choose fewer days, a team or a person, or download it as a file.',
    'Laporan ini tidak dapat dibuat: {problem}. Pilih lebih sedikit hari, satu tim atau satu orang, atau unduh sebagai berkas.',
  ],
  [
    'Cannot write this report as a workbook: a sheet holds {most} rows, and it has more. Choose fewer days, a team or a person, or download it as CSV.',
    'Laporan ini tidak dapat ditulis sebagai buku kerja: satu lembar memuat {most} baris, dan laporan ini lebih dari itu. Pilih lebih sedikit hari, satu tim atau satu orang, atau unduh sebagai CSV.',
  ],
  [
    'Cannot open this report: the link has expired or was never valid. Ask for a new one, or sign in and open Reports.',
    'Laporan ini tidak dapat dibuka: tautannya sudah kedaluwarsa atau tidak pernah berlaku. Minta yang baru, atau masuk dan buka Laporan.',
  ],
  [
    'Cannot correct {date}: that day has not begun. Correct it when it has.',
    '{date} tidak dapat dikoreksi: hari itu belum mulai. Koreksilah bila sudah mulai.',
  ],
  [
    'Cannot finish this request: an unexpected error happened (reference {reference}). The log has the details.',
    'Permintaan ini tidak dapat diselesaikan: terjadi kesalahan tak terduga (rujukan {reference}). Rinciannya ada di log.',
  ],
  // A face in a photo
  ['too small', 'terlalu kecil'],
  ['blurred', 'kabur'],
  ['turned away', 'menoleh'],
  ['cut off at the edge', 'terpotong di tepi'],
  ['not clear enough', 'kurang jelas'],
  ['hidden by another person', 'tertutup orang lain'],
  ['the same as before', 'sama dengan sebelumnya'],
  // What cannot be found
  ['this address', 'alamat ini'],
  ['this camera', 'kamera ini'],
  ['this person', 'orang ini'],
  ['this sample', 'sampel ini'],
  ['this user', 'pengguna ini'],
  ['this work', 'pekerjaan ini'],
  // The store
  ['it is read-only', 'hanya dapat dibaca'],
  ['this user may not write there', 'pengguna ini tidak boleh menulis di sana'],
  ['the database file cannot be opened', 'berkas basis data tidak dapat dibuka'],
  ['the database file is damaged', 'berkas basis data rusak'],
  ['the disk reports an error', 'diska melaporkan kesalahan'],
  ['a file of that name is in the way', 'ada berkas lain dengan nama itu'],
  [
    'Cannot change this incident: it is over. Reload the page to see how it ended.',
    'Tidak dapat mengubah kejadian ini: sudah selesai. Muat ulang halaman untuk melihat akhirnya.',
  ],
  [
    'Cannot save this policy: {name} has another one already. Change that one.',
    'Tidak dapat menyimpan kebijakan ini: {name} sudah punya yang lain. Ubah yang itu.',
  ],
  // Fields
  ['a name is needed', 'nama harus diisi'],
  ['at most {count} characters', 'paling banyak {count} huruf'],
  ['at least {count} characters', 'paling sedikit {count} huruf'],
  ['not an e-mail address', 'bukan alamat surel'],
  ['not a time zone such as Asia/Jakarta', 'bukan zona waktu seperti Asia/Jakarta'],
  ['what was agreed to is needed', 'isi persetujuan harus ditulis'],
  ['should be {what}', 'seharusnya {what}'],
  ['a name', 'sebuah nama'],
  ['the name of a place', 'nama sebuah tempat'],
  ['an address', 'sebuah alamat'],
  ['true or false', 'true atau false'],
  ['a multiple of 32', 'kelipatan 32'],
  ['at most {count} characters long', 'paling banyak {count} huruf'],
  ['a number from {min} to {max}', 'angka dari {min} sampai {max}'],
  ['at most 63 letters, digits, - and _', 'paling banyak 63 huruf, angka, - dan _'],
  ['at most 20 zones', 'paling banyak 20 zona'],
  ['at least three points', 'paling sedikit tiga titik'],
  ['at most 50 points', 'paling banyak 50 titik'],
  [
    'rtsp://, rtsps://, rtmp://, http://, https://, webcam:0, v4l2:///dev/video0 or a file',
    'rtsp://, rtsps://, rtmp://, http://, https://, webcam:0, v4l2:///dev/video0 atau sebuah berkas',
  ],
  [
    'Cannot keep the stored {what}: it is for {subject} only. Type it again, or clear it.',
    'Tidak dapat mempertahankan {what} yang tersimpan: hanya untuk {subject}. Ketik lagi, atau hapus.',
  ],
  [
    'the {what} is kept for {subject} only: type it again, or clear it',
    '{what} hanya disimpan untuk {subject}: ketik lagi, atau hapus',
  ],
  ['comm key', 'kunci komunikasi'],
  ['password', 'kata sandi'],
  ['secret', 'rahasia'],
  ['auth token', 'token autentikasi'],
  ['API secret', 'rahasia API'],
  ['value of its header', 'nilai header'],
  ['no address', 'tanpa alamat'],
  ['type the password again instead of {mask}', 'ketik lagi kata sandinya sebagai ganti {mask}'],
  ['the password behind {mask} is not known', 'kata sandi di balik {mask} tidak diketahui'],
  [
    'Cannot send on this channel: it is off or not complete. Complete it and turn it on first.',
    'Tidak dapat mengirim lewat saluran ini: sedang mati atau belum lengkap. Lengkapi dan nyalakan dulu.',
  ],
  [
    'Cannot send to {name}: there is no address of theirs for this channel. Add it to their record first.',
    'Tidak dapat mengirim ke {name}: alamatnya untuk saluran ini tidak ada. Tambahkan di catatannya dulu.',
  ],
  [
    'Cannot send this message again: it is on its way or has arrived. Only what waits or failed can be sent again.',
    'Tidak dapat mengirim pesan ini lagi: sedang dalam perjalanan atau sudah sampai. Hanya yang menunggu atau gagal dapat dikirim lagi.',
  ],
  [
    'Cannot accept this request: Twilio has not signed it for this account. Check the auth token and the public address in the settings.',
    'Tidak dapat menerima permintaan ini: Twilio tidak menandatanganinya untuk akun ini. Periksa auth token dan alamat publik di pengaturan.',
  ],
  // Escalation
  ['a reason is needed', 'alasan harus diisi'],
  ['say whom this level tells', 'tentukan siapa yang diberi tahu pada tingkat ini'],
  ['at most {count} at one level', 'paling banyak {count} pada satu tingkat'],
  ['at most {count} levels', 'paling banyak {count} tingkat'],
  ['at least one level is needed', 'harus ada paling sedikit satu tingkat'],
  [
    'each level must come later than the one before',
    'setiap tingkat harus lebih lambat daripada yang sebelumnya',
  ],
  [
    'a camera has no supervisor: choose HR, administrators or a person',
    'kamera tidak punya atasan: pilih HR, administrator, atau seseorang',
  ],
  ['must be another time than the beginning', 'harus berbeda dari waktu mulai'],
  [
    'a team or an area is needed, and none for the company',
    'tim atau area harus dipilih, kecuali untuk perusahaan',
  ],
  ['somebody else is needed', 'harus orang lain'],
  // Terminals
  [
    'Cannot use this terminal: "{name}" is the same one, with the serial number {serial}. Change that one, or remove it first.',
    'Tidak dapat memakai terminal ini: "{name}" adalah terminal yang sama, dengan nomor seri {serial}. Ubah yang itu, atau hapus dahulu.',
  ],
  [
    'Cannot do this at the terminal {name} now: it is not connected. {problem}',
    'Tidak dapat melakukannya di terminal {name} sekarang: tidak tersambung. {problem}',
  ],
  [
    'Cannot do this at the terminal {name} at once: it calls this server by itself, and is not called. Wait for its next call, or add it by its address.',
    'Tidak dapat melakukannya di terminal {name} seketika: terminal ini menghubungi server sendiri, dan tidak dihubungi. Tunggu sampai terminal menghubungi lagi, atau tambahkan dengan alamatnya.',
  ],
  [
    'Cannot clear the terminal {name}: what was typed is neither its name nor its serial number. Type one of them.',
    'Tidak dapat mengosongkan terminal {name}: yang diketik bukan nama maupun nomor serinya. Ketik salah satunya.',
  ],
  [
    'Cannot clear the terminal {name}: people use it, and it records more than was read. Nothing was cleared; try again in a quiet moment.',
    'Tidak dapat mengosongkan terminal {name}: sedang dipakai, dan mencatat lebih banyak daripada yang dibaca. Tidak ada yang dikosongkan; coba lagi saat sepi.',
  ],
  [
    'Cannot look for terminals: you are looking for some already. Wait until it ends, or cancel it.',
    'Tidak dapat mencari terminal: pencarian Anda yang lain masih berjalan. Tunggu sampai selesai, atau batalkan.',
  ],
  [
    'Cannot add a terminal: {count} are here, as many as one server speaks with. Remove one that is not used.',
    'Tidak dapat menambah terminal: sudah ada {count}, sebanyak yang dapat dilayani satu server. Hapus yang tidak dipakai.',
  ],
];
