import type { Wording } from '../serverText.ts';

/** server/alerts: why somebody counts as absent, what happened to an incident, and why somebody else was told. */
export const incidentWordings: readonly Wording[] = [
  [
    'Not seen since the shift began at {time}; {seeing} of {cameras} cameras saw for {duration}.',
    'Tidak terlihat sejak jam masuk pukul {time}; {seeing} dari {cameras} kamera melihat selama {duration}.',
  ],
  [
    'Not seen for {duration}, while {seeing} of {cameras} cameras saw.',
    'Tidak terlihat selama {duration}, sementara {seeing} dari {cameras} kamera melihat.',
  ],
  [
    'Last seen at {time} at {place}; not seen for {duration} while {seeing} of {cameras} cameras saw.',
    'Terakhir terlihat pukul {time} di {place}; tidak terlihat selama {duration} sementara {seeing} dari {cameras} kamera melihat.',
  ],
  // Timeline
  ['Level {level}: {what}', 'Tingkat {level}: {what}'],
  [
    'Level {level} waits for the end of quiet hours: {name}',
    'Tingkat {level} menunggu akhir jam tenang: {name}',
  ],
  [
    'Level {level}: told to {name} in one message with {count} others.',
    'Tingkat {level}: disampaikan kepada {name} dalam satu pesan dengan {count} lainnya.',
  ],
  [
    'The cameras that could see them are blind: nobody is told, and the time stands still.',
    'Kamera yang dapat melihatnya sedang buta: tidak ada yang diberi tahu, dan waktu tidak dihitung.',
  ],
  ['Seen again.', 'Terlihat lagi.'],
  [
    'It goes on: the sighting that ended it was of somebody else.',
    'Masih berlanjut: penampakan yang mengakhirinya ternyata orang lain.',
  ],
  ['It belongs to one that began before.', 'Ini bagian dari ketidakhadiran yang dimulai lebih dulu.'],
  ['The duty ended.', 'Waktu tugas berakhir.'],
  ['The shift ended.', 'Sif berakhir.'],
  ['The break began.', 'Istirahat dimulai.'],
  ['It is a day off.', 'Hari ini hari bebas.'],
  ['It is a holiday.', 'Hari ini hari libur.'],
  ['The leave began.', 'Cuti dimulai.'],
  ['Checked out.', 'Sudah absen pulang.'],
  ['Monitoring was paused.', 'Pemantauan dijeda.'],
  ['The person is not monitored any more.', 'Orang ini tidak dipantau lagi.'],
  ['The camera sees again.', 'Kamera melihat lagi.'],
  ['The camera was removed.', 'Kamera sudah dihapus.'],
  ['The terminal is known, or gone.', 'Terminal sudah dikenal, atau sudah tidak ada.'],
  ['A backup was made.', 'Cadangan sudah dibuat.'],
  ['The terminal was removed.', 'Terminal sudah dihapus.'],
  [
    'The terminal confirmed that everybody who left is gone from it.',
    'Terminal memastikan bahwa semua orang yang sudah keluar sudah dihapus darinya.',
  ],
  [
    'Nobody who left is expected on it any more.',
    'Tidak ada lagi orang yang sudah keluar yang mungkin masih ada di sana.',
  ],
  ['It works again.', 'Sudah berjalan lagi.'],
  ['It is turned off.', 'Sudah dimatikan.'],
  // Who was told instead, or not
  ['Somebody takes care of it: not sent.', 'Sudah ada yang menangani: tidak dikirim.'],
  ['Over before it was sent.', 'Sudah selesai sebelum dikirim.'],
  ['It was not over: not sent.', 'Ternyata belum selesai: tidak dikirim.'],
  [
    'Not sent: they were never told that it began.',
    'Tidak dikirim: ia tidak pernah diberi tahu bahwa ini dimulai.',
  ],
  ['Held back in quiet hours.', 'Ditahan pada jam tenang.'],
  ['{what} Held back in quiet hours.', '{what} Ditahan pada jam tenang.'],
  [
    'No channel reaches them: told on the page alone.',
    'Tidak ada saluran untuk menghubunginya: hanya ditampilkan di halaman.',
  ],
  [
    '{what} No channel reaches them: told on the page alone.',
    '{what} Tidak ada saluran untuk menghubunginya: hanya ditampilkan di halaman.',
  ],
  ['Nobody of them is at work.', 'Tidak seorang pun dari mereka sedang bekerja.'],
  ['Stands in for {name}, who is on leave.', 'Menggantikan {name}, yang sedang cuti.'],
  ['Stands in for {name}, who is off duty.', 'Menggantikan {name}, yang sedang tidak bertugas.'],
  ['Stands in for {name}, who is deactivated.', 'Menggantikan {name}, yang sudah dinonaktifkan.'],
  ['Stands in for {name}, who it is about.', 'Menggantikan {name}, karena ini tentang dirinya.'],
  ['Because {what}.', 'Karena {what}.'],
  ['Because {what}. {state}', 'Karena {what}. {state}'],
  ['{name} is on leave', '{name} sedang cuti'],
  ['{name} is off duty', '{name} sedang tidak bertugas'],
  ['{name} is deactivated', '{name} sudah dinonaktifkan'],
  // Why nobody was told
  ['No supervisor is named.', 'Tidak ada atasan yang ditentukan.'],
  ['no supervisor is named.', 'tidak ada atasan yang ditentukan.'],
  ['Nobody is above the supervisor.', 'Tidak ada yang di atas atasan ini.'],
  ['nobody is above the supervisor.', 'tidak ada yang di atas atasan ini.'],
  [
    'The supervisors above lead each other in a circle.',
    'Para atasan di atasnya saling membawahi dalam lingkaran.',
  ],
  [
    'the supervisors above lead each other in a circle.',
    'para atasan di atasnya saling membawahi dalam lingkaran.',
  ],
  [
    'Of those above, {what}, and nobody stands in.',
    'Dari yang di atasnya, {what}, dan tidak ada penggantinya.',
  ],
  [
    'of those above, {what}, and nobody stands in.',
    'dari yang di atasnya, {what}, dan tidak ada penggantinya.',
  ],
  ['{what}, and nobody stands in.', '{what}, dan tidak ada penggantinya.'],
  ['Nobody is there whose role is {role}.', 'Tidak ada pengguna dengan peran {role}.'],
  ['nobody is there whose role is {role}.', 'tidak ada pengguna dengan peran {role}.'],
  ['It is about no person.', 'Ini bukan tentang seseorang.'],
  [
    'Cannot tell anybody about {name} at level {level}: {problem} Complete the hierarchy or change the escalation.',
    'Tidak dapat memberi tahu siapa pun tentang {name} pada tingkat {level}: {problem} Lengkapi hierarki atau ubah eskalasinya.',
  ],
  [
    'Cannot tell HR: no user has that role. Add one, or change the escalation.',
    'Tidak dapat memberi tahu HR: tidak ada pengguna dengan peran itu. Tambahkan, atau ubah eskalasinya.',
  ],
  [
    'Cannot tell administrators: no user has that role. Add one, or change the escalation.',
    'Tidak dapat memberi tahu administrator: tidak ada pengguna dengan peran itu. Tambahkan, atau ubah eskalasinya.',
  ],
  // Preview
  ['For {name}, absent now: {what}.', 'Untuk {name}, bila tidak hadir sekarang: {what}.'],
  ['For {name}, blind now: {what}.', 'Untuk {name}, bila tidak melihat sekarang: {what}.'],
  ['nobody is told', 'tidak ada yang diberi tahu'],
];
