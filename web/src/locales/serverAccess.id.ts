import type { Wording } from '../serverText.ts';

/** As `roleText` says them. */
const roles = [
  ['viewer', 'Penonton'],
  ['supervisor', 'Supervisor'],
  ['hr', 'HR'],
  ['admin', 'Administrator'],
  ['owner', 'Pemilik'],
] as const;

/** Signing in, accounts, who may do what. */
export const accessWordings: readonly Wording[] = [
  ...roles.map(([role, word]): Wording => [
    `Cannot do this: your role is ${role}. Ask an administrator.`,
    `Tidak dapat dilakukan: peran Anda ${word}. Tanyakan kepada administrator.`,
  ]),
  ...roles.map(([role, word]): Wording => [
    `Cannot give out or restore a backup: your role is ${role}. Ask an owner.`,
    `Cadangan tidak dapat diberikan atau dipulihkan: peran Anda ${word}. Tanyakan kepada pemilik.`,
  ]),
  [
    'Cannot give out or restore a backup: your role is {role}. Ask an owner.',
    'Cadangan tidak dapat diberikan atau dipulihkan: peran Anda {role}. Tanyakan kepada pemilik.',
  ],
  [
    'Cannot sign in yet: a code is needed. Type the newest code of your authenticator, or a recovery code; each works once.',
    'Belum dapat masuk: perlu sebuah kode. Ketik kode terbaru dari autentikator Anda, atau kode pemulihan; masing-masing berlaku sekali.',
  ],
  [
    'Cannot turn on the second factor: the code is wrong. Check the clock of the phone and type its newest code.',
    'Faktor kedua tidak dapat diaktifkan: kodenya salah. Periksa jam ponsel dan ketik kode terbarunya.',
  ],
  [
    'Cannot show this yet: your company asks for a second factor. Set it up on your account page.',
    'Belum dapat ditampilkan: perusahaan Anda mewajibkan faktor kedua. Siapkan di halaman akun Anda.',
  ],
  [
    'Cannot do this: the current password is wrong. Type it again.',
    'Tidak dapat dilakukan: kata sandi sekarang salah. Ketik lagi.',
  ],
  [
    'Cannot do this: only an owner may change or make an owner. Ask one.',
    'Tidak dapat dilakukan: hanya pemilik yang boleh mengubah atau menambah pemilik. Tanyakan kepada pemilik.',
  ],
  [
    'Cannot do this: it is your own account. Ask another administrator.',
    'Tidak dapat dilakukan: ini akun Anda sendiri. Minta bantuan administrator lain.',
  ],
  [
    'Cannot do this: nobody else owns this server. Make somebody else an owner first.',
    'Tidak dapat dilakukan: server ini tidak mempunyai pemilik lain. Jadikan orang lain pemilik dahulu.',
  ],
  // What cannot be found
  ['this session', 'sesi ini'],
  ['a second factor of this user', 'faktor kedua pengguna ini'],
  // Passwords
  [
    'not made of your name, e-mail address or company',
    'jangan tersusun dari nama, alamat surel, atau perusahaan Anda',
  ],
  [
    'too common: everybody tries it first; take a few words of your own',
    'terlalu umum: itu yang pertama dicoba orang; pakai beberapa kata Anda sendiri',
  ],
  ['owner, admin, hr, supervisor or viewer', 'owner, admin, hr, supervisor, atau viewer'],
  ['not one of a page before', 'bukan dari halaman sebelumnya'],
];
