import type { Wording } from '../serverText.ts';

/** What keeps messages from arriving: server/channels/{codes,problemsOf}.ts and what the check of a channel finds. */
export const messageWordings: readonly Wording[] = [
  [
    'Cannot send by WhatsApp: Twilio refuses the account SID or the auth token. Copy both again from the Twilio console.',
    'Tidak dapat mengirim lewat WhatsApp: Twilio menolak account SID atau auth token. Salin keduanya lagi dari konsol Twilio.',
  ],
  [
    'Cannot send by WhatsApp: the Twilio account is not active. Reactivate it in the Twilio console.',
    'Tidak dapat mengirim lewat WhatsApp: akun Twilio tidak aktif. Aktifkan lagi di konsol Twilio.',
  ],
  [
    'Cannot send by WhatsApp: Twilio does not know this account. Check the account SID, and the address when one is set.',
    'Tidak dapat mengirim lewat WhatsApp: Twilio tidak mengenal akun ini. Periksa account SID, dan alamatnya bila diisi.',
  ],
  [
    'Cannot send so fast: Twilio takes fewer requests at once. It goes on more slowly by itself.',
    'Tidak dapat mengirim secepat itu: Twilio menerima lebih sedikit permintaan sekaligus. Pengiriman berlanjut lebih pelan dengan sendirinya.',
  ],
  [
    'Cannot send by WhatsApp now: Twilio is out of order. It is tried again by itself.',
    'Sekarang tidak dapat mengirim lewat WhatsApp: Twilio sedang bermasalah. Akan dicoba lagi sendiri.',
  ],
  [
    'Cannot reach this number: it is not a telephone number. Correct it in the record of the person.',
    'Tidak dapat menghubungi nomor ini: ini bukan nomor telepon. Perbaiki di catatan orangnya.',
  ],
  [
    'Cannot reach this number: the Twilio account may not send to its country. Allow the country in the Twilio console.',
    'Tidak dapat menghubungi nomor ini: akun Twilio tidak boleh mengirim ke negaranya. Izinkan negara itu di konsol Twilio.',
  ],
  [
    'Cannot reach this number: a Twilio trial account sends to verified numbers only. Verify the number there, or upgrade the account.',
    'Tidak dapat menghubungi nomor ini: akun percobaan Twilio hanya mengirim ke nomor yang sudah diverifikasi. Verifikasi nomornya di sana, atau tingkatkan akunnya.',
  ],
  [
    'Cannot reach this number: its owner answered STOP. They can answer START to get messages again.',
    'Tidak dapat menghubungi nomor ini: pemiliknya membalas STOP. Ia bisa membalas START untuk menerima pesan lagi.',
  ],
  [
    'Cannot send this text: it is longer than WhatsApp takes. Please report it; the text should have been cut.',
    'Tidak dapat mengirim teks ini: lebih panjang daripada yang diterima WhatsApp. Mohon laporkan; teksnya seharusnya sudah dipotong.',
  ],
  [
    'Cannot send this template: Twilio does not know its content SID. Copy the SID of the template again from the Twilio console.',
    'Tidak dapat mengirim templat ini: Twilio tidak mengenal content SID-nya. Salin lagi SID templat dari konsol Twilio.',
  ],
  [
    'Cannot send this template: its variables do not fit. Compare the template at Twilio with the text shown in the settings.',
    'Tidak dapat mengirim templat ini: variabelnya tidak cocok. Bandingkan templat di Twilio dengan teks di pengaturan.',
  ],
  [
    'Cannot send by WhatsApp: the messaging service has no WhatsApp sender. Add one to it in the Twilio console.',
    'Tidak dapat mengirim lewat WhatsApp: messaging service tidak punya pengirim WhatsApp. Tambahkan satu di konsol Twilio.',
  ],
  [
    'Cannot send so fast: the queue at Twilio is full. It goes on more slowly by itself.',
    'Tidak dapat mengirim secepat itu: antrean di Twilio penuh. Pengiriman berlanjut lebih pelan dengan sendirinya.',
  ],
  [
    'Cannot send by WhatsApp: the Twilio account is suspended. Settle it in the Twilio console.',
    'Tidak dapat mengirim lewat WhatsApp: akun Twilio ditangguhkan. Selesaikan di konsol Twilio.',
  ],
  [
    'Cannot reach this number: the phone is off or not reachable. Ask its owner, or choose another channel for them.',
    'Tidak dapat menghubungi nomor ini: teleponnya mati atau tidak terjangkau. Tanyakan pemiliknya, atau pilih saluran lain untuknya.',
  ],
  [
    'Cannot reach this number: it is unknown or no longer used. Correct it in the record of the person.',
    'Tidak dapat menghubungi nomor ini: tidak dikenal atau tidak dipakai lagi. Perbaiki di catatan orangnya.',
  ],
  [
    'Cannot deliver this message: the network gave no reason. It is tried again by itself.',
    'Tidak dapat menyampaikan pesan ini: jaringan tidak memberi alasan. Akan dicoba lagi sendiri.',
  ],
  [
    'Cannot send by WhatsApp: WhatsApp refuses the sender. Check the state of the sender in the Twilio console.',
    'Tidak dapat mengirim lewat WhatsApp: WhatsApp menolak pengirimnya. Periksa keadaan pengirim di konsol Twilio.',
  ],
  [
    'Cannot reach this number: it is not on WhatsApp. Correct it, or choose another channel for this person.',
    'Tidak dapat menghubungi nomor ini: tidak ada di WhatsApp. Perbaiki, atau pilih saluran lain untuk orang ini.',
  ],
  [
    'Cannot send this text: WhatsApp does not accept what it holds. Please report it with the message.',
    'Tidak dapat mengirim teks ini: WhatsApp tidak menerima isinya. Mohon laporkan beserta pesannya.',
  ],
  [
    'Cannot send by WhatsApp: the From number is no WhatsApp sender of this account. Correct the sender in the settings.',
    'Tidak dapat mengirim lewat WhatsApp: nomor pengirim bukan pengirim WhatsApp akun ini. Perbaiki pengirim di pengaturan.',
  ],
  [
    'Cannot send by WhatsApp: the channel is not set up correctly at Twilio. Check the sender in the Twilio console.',
    'Tidak dapat mengirim lewat WhatsApp: saluran di Twilio belum diatur dengan benar. Periksa pengirim di konsol Twilio.',
  ],
  [
    'Cannot send by WhatsApp now: WhatsApp reports an internal error. It is tried again by itself.',
    'Sekarang tidak dapat mengirim lewat WhatsApp: WhatsApp melaporkan kesalahan internal. Akan dicoba lagi sendiri.',
  ],
  [
    'Cannot send by WhatsApp now: WhatsApp is out of order. It is tried again by itself.',
    'Sekarang tidak dapat mengirim lewat WhatsApp: WhatsApp sedang bermasalah. Akan dicoba lagi sendiri.',
  ],
  [
    'Cannot send this text: it breaks a rule of WhatsApp. Compare the template at Twilio with the text shown in the settings.',
    'Tidak dapat mengirim teks ini: melanggar aturan WhatsApp. Bandingkan templat di Twilio dengan teks di pengaturan.',
  ],
  [
    'Cannot reach this number: it has not joined the WhatsApp sandbox, or its 3 days are over. Let its owner send the join code again.',
    'Tidak dapat menghubungi nomor ini: belum bergabung dengan sandbox WhatsApp, atau 3 harinya sudah lewat. Minta pemiliknya mengirim kode bergabung lagi.',
  ],
  [
    'Cannot send free text: the person has not written in the last 24 hours. It is sent again as an approved template.',
    'Tidak dapat mengirim teks bebas: orangnya tidak menulis dalam 24 jam terakhir. Pesan dikirim lagi sebagai templat yang disetujui.',
  ],
  [
    'Cannot send so fast: the account sends more than WhatsApp allows. It goes on more slowly by itself.',
    'Tidak dapat mengirim secepat itu: akun mengirim lebih banyak daripada yang diizinkan WhatsApp. Pengiriman berlanjut lebih pelan dengan sendirinya.',
  ],
  [
    'Cannot send so fast: the sender sends more than WhatsApp allows. It goes on more slowly by itself.',
    'Tidak dapat mengirim secepat itu: pengirim mengirim lebih banyak daripada yang diizinkan WhatsApp. Pengiriman berlanjut lebih pelan dengan sendirinya.',
  ],
  [
    'Cannot send by WhatsApp: Twilio was not invited to the business account. Accept the invitation in Meta Business Manager.',
    'Tidak dapat mengirim lewat WhatsApp: Twilio belum diundang ke akun bisnis. Terima undangannya di Meta Business Manager.',
  ],
  [
    'Cannot send this text: WhatsApp finds its content invalid or too long. Compare the template at Twilio with the text shown in the settings.',
    'Tidak dapat mengirim teks ini: menurut WhatsApp isinya tidak sah atau terlalu panjang. Bandingkan templat di Twilio dengan teks di pengaturan.',
  ],
  [
    'Cannot reach this number: WhatsApp does not know it. Correct it, or choose another channel for this person.',
    'Tidak dapat menghubungi nomor ini: WhatsApp tidak mengenalnya. Perbaiki, atau pilih saluran lain untuk orang ini.',
  ],
  [
    'Cannot send this template: it does not exist in this language at WhatsApp. Submit it for approval in the Twilio console.',
    'Tidak dapat mengirim templat ini: tidak ada dalam bahasa ini di WhatsApp. Ajukan persetujuannya di konsol Twilio.',
  ],
  [
    'Cannot send this template: the number of its variables does not fit. Compare the template at Twilio with the text shown in the settings.',
    'Tidak dapat mengirim templat ini: jumlah variabelnya tidak cocok. Bandingkan templat di Twilio dengan teks di pengaturan.',
  ],
  [
    'Cannot reach this number: WhatsApp limits messages to this person. Choose another channel for them.',
    'Tidak dapat menghubungi nomor ini: WhatsApp membatasi pesan ke orang ini. Pilih saluran lain untuknya.',
  ],
  [
    'Cannot send by WhatsApp today: the account has reached its daily limit. Raise the limit at Twilio; it goes on by itself tomorrow.',
    'Hari ini tidak dapat mengirim lewat WhatsApp: akun sudah mencapai batas hariannya. Naikkan batas di Twilio; besok berlanjut sendiri.',
  ],
  [
    'Cannot send this template: WhatsApp rejected it. Correct and submit it again in the Twilio console.',
    'Tidak dapat mengirim templat ini: WhatsApp menolaknya. Perbaiki dan ajukan lagi di konsol Twilio.',
  ],
  [
    'Cannot send this template: WhatsApp has paused it. Look at its quality in the Twilio console.',
    'Tidak dapat mengirim templat ini: WhatsApp menjedanya. Lihat kualitasnya di konsol Twilio.',
  ],
  [
    'Cannot send this template: WhatsApp has disabled it. Submit a new one in the Twilio console.',
    'Tidak dapat mengirim templat ini: WhatsApp menonaktifkannya. Ajukan yang baru di konsol Twilio.',
  ],
  [
    'Cannot reach this number: WhatsApp chose not to deliver. Submit the template as "utility", not "marketing".',
    'Tidak dapat menghubungi nomor ini: WhatsApp memilih tidak menyampaikan. Ajukan templat sebagai "utility", bukan "marketing".',
  ],
  [
    'Cannot send by WhatsApp: the business account is locked. Settle it in Meta Business Manager.',
    'Tidak dapat mengirim lewat WhatsApp: akun bisnis terkunci. Selesaikan di Meta Business Manager.',
  ],
  [
    'Cannot reach Twilio: no connection. Check the network of the server; it is tried again by itself.',
    'Tidak dapat mencapai Twilio: tidak ada sambungan. Periksa jaringan server; akan dicoba lagi sendiri.',
  ],
  [
    'Cannot tell whether it was sent: the provider gave no answer. It is found out first, and sent again only when it never arrived there.',
    'Tidak dapat dipastikan apakah sudah terkirim: penyedia tidak menjawab. Dicari tahu dulu, dan dikirim lagi hanya bila tidak pernah sampai di sana.',
  ],
  [
    'Cannot send now: the provider reports an error of its own. It is tried again by itself.',
    'Sekarang tidak dapat mengirim: penyedia melaporkan kesalahannya sendiri. Akan dicoba lagi sendiri.',
  ],
  [
    'Cannot send so fast: the provider takes fewer messages. It goes on more slowly by itself.',
    'Tidak dapat mengirim secepat itu: penyedia menerima lebih sedikit pesan. Pengiriman berlanjut lebih pelan dengan sendirinya.',
  ],
  [
    'Cannot send this message: the provider refuses it. Its code says why; look it up there.',
    'Tidak dapat mengirim pesan ini: penyedia menolaknya. Kodenya mengatakan alasannya; cari kode itu di sana.',
  ],
  [
    'Cannot write to this person: they have not written in the last 24 hours, and no template is set for this text. Enter the content SID of the template in the settings.',
    'Tidak dapat menulis ke orang ini: ia tidak menulis dalam 24 jam terakhir, dan tidak ada templat untuk teks ini. Isi content SID templatnya di pengaturan.',
  ],
  [
    'Cannot send on this channel: it is off or not complete. Complete it in the settings.',
    'Tidak dapat mengirim lewat saluran ini: sedang mati atau belum lengkap. Lengkapi di pengaturan.',
  ],
  [
    'Cannot answer any more: 24 hours have passed since the question. Let the person ask again.',
    'Tidak dapat menjawab lagi: sudah 24 jam sejak pertanyaannya. Minta orangnya bertanya lagi.',
  ],
  [
    'Cannot reach the mail server: no connection. Check its name and port; it is tried again by itself.',
    'Tidak dapat mencapai server surel: tidak ada sambungan. Periksa nama dan portnya; akan dicoba lagi sendiri.',
  ],
  [
    'Cannot send e-mail: the mail server refuses the user or the password. Correct them in the settings.',
    'Tidak dapat mengirim surel: server surel menolak nama pengguna atau kata sandi. Perbaiki di pengaturan.',
  ],
  [
    'Cannot send e-mail: no secure connection to the mail server. Choose the security that fits its port in the settings.',
    'Tidak dapat mengirim surel: tidak ada sambungan aman ke server surel. Pilih keamanan yang cocok dengan portnya di pengaturan.',
  ],
  [
    'Cannot send e-mail: the mail server refuses the sender. Choose a From address it may send for.',
    'Tidak dapat mengirim surel: server surel menolak pengirimnya. Pilih alamat pengirim yang boleh dipakainya.',
  ],
  [
    'Cannot reach this e-mail address: the mail server refuses it. Correct it in the record of the person.',
    'Tidak dapat menghubungi alamat surel ini: server surel menolaknya. Perbaiki di catatan orangnya.',
  ],
  [
    'Cannot send this e-mail: the mail server refuses it. Its answer in the log says why.',
    'Tidak dapat mengirim surel ini: server surel menolaknya. Jawabannya di log mengatakan alasannya.',
  ],
  [
    'Cannot send e-mail now: the mail server asks to wait. It is tried again by itself.',
    'Sekarang tidak dapat mengirim surel: server surel meminta menunggu. Akan dicoba lagi sendiri.',
  ],
  [
    'Cannot reach the webhook: no connection. Check its address; it is tried again by itself.',
    'Tidak dapat mencapai webhook: tidak ada sambungan. Periksa alamatnya; akan dicoba lagi sendiri.',
  ],
  [
    'Cannot deliver to the webhook: it refuses the request. Check its address and the secret on both sides.',
    'Tidak dapat mengantar ke webhook: permintaan ditolak. Periksa alamatnya dan rahasia di kedua sisi.',
  ],
  [
    'Cannot deliver to the webhook: it reports an error. It is tried again by itself.',
    'Tidak dapat mengantar ke webhook: ia melaporkan kesalahan. Akan dicoba lagi sendiri.',
  ],
  [
    'Cannot show this: no page of this user is open. It is shown when they open one.',
    'Tidak dapat menampilkan ini: tidak ada halaman pengguna ini yang terbuka. Ditampilkan saat ia membukanya.',
  ],
  [
    'Not sent: it waited so long that it was no longer news. The first problem listed for its channel says why.',
    'Tidak dikirim: menunggu terlalu lama hingga bukan kabar lagi. Masalah pertama pada salurannya mengatakan alasannya.',
  ],
  [
    'Not sent: it was over before it could be sent. There is nothing to do.',
    'Tidak dikirim: sudah selesai sebelum sempat dikirim. Tidak ada yang perlu dilakukan.',
  ],
  [
    'Cannot send this message: the provider refuses it with code {code}. Look the code up there.',
    'Tidak dapat mengirim pesan ini: penyedia menolaknya dengan kode {code}. Cari kode itu di sana.',
  ],
  [
    'Cannot send this message: the provider refuses it with code {code} ("{said}"). Look the code up there.',
    'Tidak dapat mengirim pesan ini: penyedia menolaknya dengan kode {code} ("{said}"). Cari kode itu di sana.',
  ],
  [
    'Cannot send by {channel}: it is on, but not complete. Complete it or turn it off.',
    'Tidak dapat mengirim lewat {channel}: sudah menyala, tetapi belum lengkap. Lengkapi atau matikan.',
  ],
  [
    'Cannot send in time: {count} messages wait for {channel}, the oldest for {minutes} minutes. They go out by themselves once it works.',
    'Tidak dapat mengirim tepat waktu: {count} pesan menunggu {channel}, yang tertua {minutes} menit. Semuanya terkirim sendiri begitu salurannya jalan.',
  ],
  [
    'Cannot begin a conversation by WhatsApp: no template is set. Without templates messages arrive only within 24 hours of an answer.',
    'Tidak dapat memulai percakapan lewat WhatsApp: belum ada templat. Tanpa templat pesan hanya sampai dalam 24 jam setelah sebuah balasan.',
  ],
  [
    'Cannot hear answers by WhatsApp: the public address of this server is not set. Set it, and enter it at Twilio.',
    'Tidak dapat menerima balasan lewat WhatsApp: alamat publik server ini belum diisi. Isi alamatnya, dan masukkan di Twilio.',
  ],
  [
    'Cannot reach {name} by WhatsApp: the telephone number in their record is none. Correct it.',
    'Tidak dapat menghubungi {name} lewat WhatsApp: nomor telepon di catatannya bukan nomor telepon. Perbaiki.',
  ],
  [
    'Cannot reach {names} by WhatsApp: they lead people, and no telephone number is in their records. Add it.',
    'Tidak dapat menghubungi {names} lewat WhatsApp: mereka memimpin orang, tetapi tidak ada nomor telepon di catatannya. Tambahkan.',
  ],
  [
    'Cannot tell who is above whom: {names} lead each other in a circle. Choose another supervisor for one of them.',
    'Tidak dapat dipastikan siapa di atas siapa: {names} saling memimpin melingkar. Pilih atasan lain untuk salah satunya.',
  ],
  ['The account answers and is active.', 'Akun menjawab dan aktif.'],
  ['The messaging service is there.', 'Messaging service ada.'],
  [
    'The sender is the sandbox: each person must send its join code first, every 3 days.',
    'Pengirimnya sandbox: setiap orang harus mengirim kode bergabungnya dulu, setiap 3 hari.',
  ],
  ['The sender is there and online.', 'Pengirim ada dan daring.'],
  [
    'No template is set for: {keys}. Without one these arrive only within 24 hours of an answer.',
    'Belum ada templat untuk: {keys}. Tanpanya pesan ini hanya sampai dalam 24 jam setelah sebuah balasan.',
  ],
  ['Template {name}: {problem}', 'Templat {name}: {problem}'],
  [
    'its variables are others than ours. Compare it with the text shown here.',
    'variabelnya berbeda dari milik kami. Bandingkan dengan teks yang ditampilkan di sini.',
  ],
  [
    'WhatsApp has not approved it; its state is "{status}".',
    'WhatsApp belum menyetujuinya; keadaannya "{status}".',
  ],
  ['The mail server answers and takes mail from us.', 'Server surel menjawab dan menerima surel dari kami.'],
  [
    'Everything is there. Send a test message to see whether it arrives.',
    'Semuanya lengkap. Kirim pesan uji untuk melihat apakah sampai.',
  ],
];
