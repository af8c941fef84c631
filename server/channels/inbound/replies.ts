/** What is answered, in both languages. Pure. */
import type { PresenceState } from '../../wire.ts';
import type { Language } from '../channelConfig.ts';

type Where = { name: string; state: PresenceState; area: string | null; sinceText: string; seenText: string };
type Counts = { present: number; away: number; absent: number; onLeave: number; off: number; total: number };
export type Replies = {
  acknowledged: (names: string) => string;
  excused: (name: string) => string;
  snoozed: (name: string, minutes: number) => string;
  nothingOpen: string;
  notYours: string;
  whoIs: (name: string) => string;
  several: (names: string) => string;
  where: (about: Where) => string;
  status: (counts: Counts, unseen: string, blind: string) => string;
  report: (date: string, link: string) => string;
  snap: (camera: string, link: string, minutes: number) => string;
  noCamera: (name: string) => string;
  noAddress: string;
  help: (may: { looks: boolean; reports: boolean }) => string;
  failed: string;
};

const list = (...lines: (string | false)[]): string =>
  lines.filter((line) => line !== false && line !== '').join('\n');

const en: Replies = {
  acknowledged: (names) => `You take care of: ${names}. Nobody else is told for now.`,
  excused: (name) => `Excused: ${name}. The report says so too.`,
  snoozed: (name, minutes) => `Quiet for ${minutes} minutes: ${name}.`,
  nothingOpen: 'There is nothing open that you were told about.',
  notYours: 'This is not for you to ask. Send "help" to see what you can ask.',
  whoIs: (name) => `Nobody called "${name}" is among your people.`,
  several: (names) => `Whom do you mean: ${names}?`,
  where({ name, state, area, sinceText, seenText }) {
    const place = area ?? 'a place without a name';
    switch (state) {
      case 'present':
        return `${name} is in ${place}, since ${sinceText}.`;
      case 'away':
        return `${name} was last seen in ${place} at ${seenText}.`;
      case 'absent':
        return `${name} is absent: ${seenText === '' ? 'not seen yet' : `last seen in ${place} at ${seenText}`}.`;
      case 'onLeave':
        return `${name} is on leave.`;
      case 'off':
        return `${name} is not on duty now${seenText === '' ? '' : `; last seen in ${place} at ${seenText}`}.`;
      case 'blind':
        return `${name} cannot be seen now, for cameras are blind; last seen ${seenText === '' ? 'never' : `in ${place} at ${seenText}`}.`;
      case 'expected':
        return `${name} has not been seen yet.`;
      default:
        return state satisfies never;
    }
  },
  status: ({ present, away, absent, onLeave, off, total }, unseen, blind) =>
    list(
      `Present ${present}, away ${away}, absent ${absent}, on leave ${onLeave}, off duty ${off}, of ${total}.`,
      unseen !== '' && `Not seen: ${unseen}.`,
      blind !== '' && `Blind cameras: ${blind}.`,
    ),
  report: (date, link) => `Report of ${date}: ${link}`,
  snap: (camera, link, minutes) => `Picture of ${camera}, for ${minutes} minutes: ${link}`,
  noCamera: (name) => `There is no camera "${name}" among yours.`,
  noAddress: 'There is no link: an administrator must set the public address of the server first.',
  help: ({ looks, reports }) =>
    list(
      'You can send:',
      '1 or ok – I take care of it',
      'excuse REASON – the absence is all right',
      'snooze 30 – quiet for 30 minutes',
      looks && 'where NAME – where somebody is',
      looks && 'status – how many are there',
      looks && 'snap CAMERA – a picture of now',
      reports && 'report, or report 2026-11-20 – the report of a day',
    ),
  failed: 'This did not work. Try again in a moment, or use the page.',
};

const id: Replies = {
  acknowledged: (names) => `Anda menangani: ${names}. Untuk sementara tidak ada lagi yang diberi tahu.`,
  excused: (name) => `Diizinkan: ${name}. Laporan juga mencatatnya.`,
  snoozed: (name, minutes) => `Ditunda ${minutes} menit: ${name}.`,
  nothingOpen: 'Tidak ada kabar yang masih terbuka untuk Anda.',
  notYours: 'Ini bukan untuk Anda tanyakan. Kirim "bantuan" untuk melihat yang bisa ditanyakan.',
  whoIs: (name) => `Tidak ada orang bernama "${name}" di antara orang-orang Anda.`,
  several: (names) => `Siapa yang Anda maksud: ${names}?`,
  where({ name, state, area, sinceText, seenText }) {
    const place = area ?? 'tempat tanpa nama';
    switch (state) {
      case 'present':
        return `${name} ada di ${place}, sejak ${sinceText}.`;
      case 'away':
        return `${name} terakhir terlihat di ${place} pukul ${seenText}.`;
      case 'absent':
        return `${name} tidak hadir: ${seenText === '' ? 'belum terlihat' : `terakhir terlihat di ${place} pukul ${seenText}`}.`;
      case 'onLeave':
        return `${name} sedang cuti.`;
      case 'off':
        return `${name} sedang tidak bertugas${seenText === '' ? '' : `; terakhir terlihat di ${place} pukul ${seenText}`}.`;
      case 'blind':
        return `${name} tidak bisa dilihat sekarang karena kamera tidak melihat; terakhir ${seenText === '' ? 'belum pernah terlihat' : `di ${place} pukul ${seenText}`}.`;
      case 'expected':
        return `${name} belum terlihat.`;
      default:
        return state satisfies never;
    }
  },
  status: ({ present, away, absent, onLeave, off, total }, unseen, blind) =>
    list(
      `Hadir ${present}, pergi ${away}, tidak hadir ${absent}, cuti ${onLeave}, tidak bertugas ${off}, dari ${total}.`,
      unseen !== '' && `Tidak terlihat: ${unseen}.`,
      blind !== '' && `Kamera yang tidak melihat: ${blind}.`,
    ),
  report: (date, link) => `Laporan ${date}: ${link}`,
  snap: (camera, link, minutes) => `Gambar ${camera}, selama ${minutes} menit: ${link}`,
  noCamera: (name) => `Tidak ada kamera "${name}" di antara milik Anda.`,
  noAddress: 'Tidak ada tautan: administrator harus mengisi alamat publik server lebih dulu.',
  help: ({ looks, reports }) =>
    list(
      'Anda bisa mengirim:',
      '1 atau ok – saya tangani',
      'izin ALASAN – ketidakhadiran ini wajar',
      'tunda 30 – tenang selama 30 menit',
      looks && 'di mana NAMA – di mana seseorang',
      looks && 'status – berapa orang yang ada',
      looks && 'foto KAMERA – gambar saat ini',
      reports && 'laporan, atau laporan 2026-11-20 – laporan satu hari',
    ),
  failed: 'Ini tidak berhasil. Coba lagi sebentar lagi, atau pakai halamannya.',
};

export const replies: Record<Language, Replies> = { en, id };
