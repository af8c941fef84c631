import type { Wording } from '../serverText.ts';

/** server/devices/push/returnCodes.ts: what terminals that call answer to commands. */
export const deviceAnswerWordings: readonly Wording[] = [
  ['a field of it is wrong', 'salah satu isiannya salah'],
  ['the photo is not as long as it says', 'panjang foto tidak seperti yang dinyatakan'],
  ['it could not read or write', 'terminal tidak dapat membaca atau menulis'],
  ['the template is not as long as it says', 'panjang templat tidak seperti yang dinyatakan'],
  ['it has no such user', 'pengguna itu tidak ada di terminal'],
  ['the fingerprint is not of its kind', 'sidik jari itu bukan dari jenisnya'],
  ['the template is of another algorithm', 'templat itu memakai algoritme lain'],
  ['it is full', 'terminal penuh'],
  ['it does not know this command', 'terminal tidak mengenal perintah ini'],
  ['it took too long', 'waktunya terlalu lama'],
  ['its configuration does not allow it', 'konfigurasinya tidak mengizinkan'],
  ['it is busy', 'terminal sibuk'],
  ['the command is too long', 'perintahnya terlalu panjang'],
  ['it is out of memory', 'memorinya habis'],
  ['it could not fetch what it needs', 'terminal tidak dapat mengambil yang diperlukannya'],
  ['the finger is enrolled already', 'jari itu sudah direkam'],
  ['enrolling failed', 'perekaman gagal'],
  ['enrolling took too long', 'perekaman terlalu lama'],
  ['the finger is of somebody else', 'jari itu milik orang lain'],
  ['enrolling was cancelled', 'perekaman dibatalkan'],
  ['it answered {answer}', 'terminal menjawab {answer}'],
];
