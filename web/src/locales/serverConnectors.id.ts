import type { Wording } from '../serverText.ts';

/** server/connectors: what keeps rows from being handed over. */
export const connectorWordings: readonly Wording[] = [
  [
    'Cannot answer: this API key is not known here or was revoked. Ask an administrator for a new one.',
    'Tidak dapat menjawab: kunci API ini tidak dikenal atau sudah dicabut. Minta yang baru kepada administrator.',
  ],
  [
    'Cannot do this with an API key: keys read presence, exports, reports, punches and incidents only. Sign in for the rest.',
    'Tidak dapat dilakukan dengan kunci API: kunci hanya membaca kehadiran, ekspor, laporan, presensi, dan insiden. Masuk untuk yang lain.',
  ],
  [
    'Cannot answer now: asked more than {limit} times in a minute. Wait a minute, and ask less often.',
    'Tidak dapat menjawab sekarang: diminta lebih dari {limit} kali dalam satu menit. Tunggu semenit, dan kurangi permintaan.',
  ],
  [
    'Cannot reach the Frappe site: {code}. Check its address and the network; nothing is lost.',
    'Tidak dapat menghubungi situs Frappe: {code}. Periksa alamatnya dan jaringan; tidak ada yang hilang.',
  ],
  [
    'Cannot tell what the Frappe site took: no answer came in time. It is looked up before anything is sent again.',
    'Tidak diketahui apa yang diterima situs Frappe: tidak ada jawaban tepat waktu. Akan dicari dahulu sebelum ada yang dikirim lagi.',
  ],
  [
    'Cannot deliver to the Frappe site: it answers {status}. It is tried again by itself; nothing is lost.',
    'Tidak dapat mengirim ke situs Frappe: jawabannya {status}. Akan dicoba lagi sendiri; tidak ada yang hilang.',
  ],
  [
    'Cannot understand the site: its answer is not that of Frappe. Check the address of the Frappe site.',
    'Jawaban situs tidak dapat dipahami: bukan jawaban Frappe. Periksa alamat situs Frappe.',
  ],
  [
    'Cannot sign in at the Frappe site: it refuses the API key. Make a new key for its user in Frappe and type it in.',
    'Tidak dapat masuk ke situs Frappe: kunci API ditolak. Buat kunci baru untuk penggunanya di Frappe dan ketikkan.',
  ],
  [
    'Cannot write check-ins: the Frappe user may not. Give it a role that creates "Employee Checkin" and reads "Employee".',
    'Tidak dapat menulis check-in: pengguna Frappe tidak berhak. Beri peran yang membuat "Employee Checkin" dan membaca "Employee".',
  ],
  [
    'Cannot find "Employee Checkin" on the Frappe site: it is not installed there. Install Frappe HR, or check the address.',
    'Tidak dapat menemukan "Employee Checkin" di situs Frappe: belum terpasang. Pasang Frappe HR, atau periksa alamatnya.',
  ],
  [
    'Cannot deliver now: the Frappe site limits how often it is asked. It is tried again later.',
    'Tidak dapat mengirim sekarang: situs Frappe membatasi jumlah permintaan. Akan dicoba lagi nanti.',
  ],
  [
    'Cannot follow the Frappe site: it answers from another address. Type in the address it has now, with https.',
    'Tidak dapat mengikuti situs Frappe: ia menjawab dari alamat lain. Ketikkan alamatnya sekarang, dengan https.',
  ],
  [
    'Cannot send this: the person has no employee code. Write it into their record and send it again.',
    'Tidak dapat mengirim ini: orang ini tidak punya kode karyawan. Tulis di datanya lalu kirim lagi.',
  ],
  [
    'Cannot send this: Frappe has no employee whose {field} is {code}. Correct it there or here, and send it again.',
    'Tidak dapat mengirim ini: di Frappe tidak ada karyawan dengan {field} {code}. Perbaiki di sana atau di sini, lalu kirim lagi.',
  ],
  [
    'Cannot ask the Frappe site: its address, key, secret or time zone is missing. Fill them in first.',
    'Tidak dapat menghubungi situs Frappe: alamat, kunci, rahasia, atau zona waktunya belum ada. Isi dahulu.',
  ],
  [
    'Cannot hand over everything to Frappe HR: it refused check-ins, {count} of them. See why, correct that and send them again.',
    'Tidak dapat menyerahkan semuanya ke Frappe HR: {count} check-in ditolak. Lihat sebabnya, perbaiki, lalu kirim lagi.',
  ],
  ['an address such as https://hr.example.com', 'sebuah alamat seperti https://hr.example.com'],
  ['the API key of a Frappe user', 'kunci API seorang pengguna Frappe'],
  ['the API secret of a Frappe user', 'rahasia API seorang pengguna Frappe'],
];
