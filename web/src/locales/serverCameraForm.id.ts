import type { Wording } from '../serverText.ts';
import { cameraWordings } from './serverCameras.id.ts';

/** Addresses, and streams that broke off. */
const streamWordings: readonly Wording[] = [
  [
    'Write rtsp://, rtsps://, rtmp://, http://, https://, a file path, webcam:0 or v4l2:///dev/video0 in {file}.',
    'Tulis rtsp://, rtsps://, rtmp://, http://, https://, jalur berkas, webcam:0, atau v4l2:///dev/video0 di {file}.',
  ],
  ['it has no address', 'tidak mempunyai alamat'],
  ['its address has no host', 'alamatnya tidak mempunyai host'],
  ['"{scheme}" is not a kind of source', '"{scheme}" bukan jenis sumber yang dikenal'],
  ['"webcam:" needs a number', '"webcam:" perlu sebuah nomor'],
  ['"{url}" names no device', '"{url}" tidak menyebut perangkat'],
  [
    'Windows knows webcams by name, as in "webcam:USB Camera"',
    'Windows mengenal webcam dengan namanya, seperti "webcam:USB Camera"',
  ],
  ['the connection to {host} broke', 'sambungan ke {host} terputus'],
  ['it stopped sending', 'berhenti mengirim'],
  ['Check that the camera is on.', 'Periksa bahwa kamera menyala.'],
  ['it came to its end', 'sudah sampai di akhirnya'],
  [
    'Write "loop: true" in {file} to play it again and again.',
    'Tulis "loop: true" di {file} agar diputar berulang-ulang.',
  ],
  ['ffmpeg gave no picture and no reason', 'ffmpeg tidak memberi gambar maupun sebab'],
  ['ffmpeg says "{words}"', 'ffmpeg berkata "{words}"'],
  ['Cannot analyse {subject}: {state}. {remedy}', '{subject} tidak dapat dianalisis: {state}. {remedy}'],
  ['It is tried again; report this if it repeats.', 'Akan dicoba lagi; mohon laporkan jika berulang.'],
  ['the thread ended', 'utasnya berakhir'],
  // Where the host must not be shown
  ['nothing answers at the camera', 'tidak ada yang menjawab di kamera'],
  ['no answer from the camera', 'tidak ada jawaban dari kamera'],
  ['no video came from the camera', 'tidak ada video dari kamera'],
  ['the connection to the camera broke', 'sambungan ke kamera terputus'],
];

/** The form that adds a camera: what would name the camera's file names the form. */
const formWordings: readonly Wording[] = [...cameraWordings, ...streamWordings]
  .filter(([english]) => english.includes('{file}'))
  .map(([english, other]) => [
    english.replace('{file}', 'this form'),
    other.replace('{file}', 'formulir ini'),
  ]);

/** Adding a camera: looking for it, asking it, trying it. */
export const cameraFormWordings: readonly Wording[] = [
  ...streamWordings,
  ...formWordings,
  [
    'Cannot use this form: the environment variable {variable} is not set. Set it and restart, or write the value in the file.',
    'Formulir ini tidak dapat dipakai: variabel lingkungan {variable} belum diisi. Isi lalu mulai ulang, atau tulis nilainya di sini.',
  ],
  [
    'Cannot use this form: {variable} does not begin with CAMERA_, and only variables that do are given to cameras. Rename it in the environment and in the address, then restart.',
    'Formulir ini tidak dapat dipakai: {variable} tidak diawali CAMERA_, padahal hanya variabel yang diawali demikian yang diberikan kepada kamera. Ganti namanya di lingkungan dan di alamat, lalu mulai ulang.',
  ],
  ['Cannot open this camera: {state}. {remedy}', 'Kamera ini tidak dapat dibuka: {state}. {remedy}'],
  ['Lost this camera: {state}. {remedy}', 'Kamera ini terputus: {state}. {remedy}'],
  ['Cannot read this camera: {state}. {remedy}', 'Kamera ini tidak dapat dibaca: {state}. {remedy}'],
  ['Cannot see through this camera: {state}. {remedy}', 'Kamera ini tidak dapat melihat: {state}. {remedy}'],
  [
    'Cannot take a picture of {camera}: it does not see now. Try again when it does.',
    'Tidak dapat mengambil gambar dari {camera}: sedang buta. Coba lagi setelah kamera melihat.',
  ],
  [
    'Cannot test this camera: {problem}. Try again in a moment.',
    'Kamera ini tidak dapat diuji: {problem}. Coba lagi sebentar.',
  ],
  ['other tests are running', 'pengujian lain sedang berjalan'],
  ['a newer test took its place', 'sudah digantikan pengujian yang lebih baru'],
  ['cameras are being looked for already', 'kamera sedang dicari'],
  ['an address is needed', 'alamat harus diisi'],
  ['a host such as 192.168.1.20', 'host seperti 192.168.1.20'],
  ['this network', 'jaringan ini'],
  // ONVIF
  [
    'Cannot ask the camera at {host}: {problem}. {remedy}',
    'Kamera di {host} tidak dapat ditanyai: {problem}. {remedy}',
  ],
  ['nothing answers there', 'tidak ada yang menjawab di sana'],
  ['Check that the camera is on, and its address.', 'Periksa bahwa kamera menyala, dan alamatnya.'],
  ['it did not answer in time', 'tidak menjawab pada waktunya'],
  [
    'Check that the camera is on, and its address; restart it if this repeats.',
    'Periksa bahwa kamera menyala, dan alamatnya; mulai ulang kamera jika ini berulang.',
  ],
  ['it refuses this user name and password', 'menolak nama pengguna dan kata sandi ini'],
  [
    'Check them. Many cameras want a user of their own for ONVIF: add one on the camera’s page.',
    'Periksa keduanya. Banyak kamera memerlukan pengguna tersendiri untuk ONVIF: tambahkan di halaman kamera itu.',
  ],
  ['it does not answer as ONVIF cameras do', 'jawabannya bukan seperti kamera ONVIF'],
  [
    'Turn ONVIF on in the camera’s settings, or type the address of its stream.',
    'Aktifkan ONVIF di pengaturan kamera, atau ketik alamat siarannya.',
  ],
  ['it names no stream', 'tidak menyebut siaran apa pun'],
  [
    'Type the address of its stream; the camera’s manual has it.',
    'Ketik alamat siarannya; ada di buku panduan kamera.',
  ],
  ['it sends without end', 'mengirim tanpa henti'],
  ['Check that this is the address of a camera.', 'Periksa bahwa ini alamat sebuah kamera.'],
];
