/**
 * What is sent: one text a key and language, used as free text, in e-mails and, with its variables numbered, as the template to paste at
 * Twilio. WhatsApp's rules for templates are kept: no variable at the beginning or the end, none beside another, one line each.
 */
import type { Language } from './channelConfig.ts';
import type { TemplateKey } from './queueMessage.ts';

export type Text = { subject: string; text: string };
export type TemplateText = {
  texts: Record<Language, Text>;
  /** What Twilio asks to see with the template. */
  samples: Record<string, string>;
};

const samples = {
  ...{ name: 'Ana Putri', area: 'Assembly', lastSeen: '09:41', minutes: '7', time: '09:46' },
  ...{ level: '2', supervisor: 'Budi Santoso', count: '6', names: 'Ana Putri, Citra Dewi and 4 more' },
  ...{ camera: 'Hall 2', problem: 'no connection', terminal: 'Gate B', company: 'Harbour' },
  ...{ job: 'the employee master', since: '20 Nov 09:12' },
  ...{ date: '20 November 2026', summary: '41 of 43 present', link: 'https://presence.example.com/r/abc' },
};
type Variable = keyof typeof samples;

const sampled = (texts: TemplateText['texts']): TemplateText => ({
  texts,
  samples: Object.fromEntries(
    variablesIn(texts.en.text).map((name) => [name, samples[name as Variable] ?? '']),
  ),
});

/** Of a text, in the order in which they come first. */
export const variablesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')),
];

export const texts: Record<Exclude<TemplateKey, 'reply' | 'event'>, TemplateText> = {
  absenceRaised: sampled({
    en: {
      subject: 'Not seen: {name}',
      text: 'Not seen at work: {name}, {area}, since {lastSeen}, for {minutes} min now (told at {time}). Answer 1 to take care of it, or "help".',
    },
    id: {
      subject: 'Tidak terlihat: {name}',
      text: 'Tidak terlihat di tempat kerja: {name}, {area}, sejak {lastSeen}, sudah {minutes} menit (dikabarkan pukul {time}). Balas 1 untuk menangani, atau "bantuan".',
    },
  }),
  absenceEscalated: sampled({
    en: {
      subject: 'Still not seen: {name}',
      text: 'Still not seen at work: {name}, {area}, since {lastSeen}, for {minutes} min now (told at {time}). Nobody has answered for it yet; {supervisor} was told first. This is level {level}. Answer 1 to take care of it, or "help".',
    },
    id: {
      subject: 'Masih tidak terlihat: {name}',
      text: 'Masih tidak terlihat di tempat kerja: {name}, {area}, sejak {lastSeen}, sudah {minutes} menit (dikabarkan pukul {time}). Belum ada yang menangani; {supervisor} sudah diberi tahu lebih dulu. Ini tingkat {level}. Balas 1 untuk menangani, atau "bantuan".',
    },
  }),
  absenceResolved: sampled({
    en: {
      subject: 'Back: {name}',
      text: 'Back at work: {name} was seen again after {minutes} min (told at {time}). Nothing more needs to be done.',
    },
    id: {
      subject: 'Kembali: {name}',
      text: 'Kembali di tempat kerja: {name} terlihat lagi setelah {minutes} menit (dikabarkan pukul {time}). Tidak ada lagi yang perlu dilakukan.',
    },
  }),
  absenceDigest: sampled({
    en: {
      subject: '{count} people not seen',
      text: 'Not seen at work: {count} people at once, namely {names} (told at {time}). Answer 1 to take care of all of them, or "help".',
    },
    id: {
      subject: '{count} orang tidak terlihat',
      text: 'Tidak terlihat di tempat kerja: {count} orang sekaligus, yaitu {names} (dikabarkan pukul {time}). Balas 1 untuk menangani semuanya, atau "bantuan".',
    },
  }),
  absencesResolved: sampled({
    en: {
      subject: '{count} people back',
      text: 'Back at work: {count} people were seen again, namely {names} (told at {time}). Nothing more needs to be done.',
    },
    id: {
      subject: '{count} orang kembali',
      text: 'Kembali di tempat kerja: {count} orang terlihat lagi, yaitu {names} (dikabarkan pukul {time}). Tidak ada lagi yang perlu dilakukan.',
    },
  }),
  notArrived: sampled({
    en: {
      subject: 'Not arrived: {name}',
      text: 'Not arrived at work: {name}, {area}, {minutes} min after the start of the shift (told at {time}). Answer 1 to take care of it, or "help".',
    },
    id: {
      subject: 'Belum datang: {name}',
      text: 'Belum datang di tempat kerja: {name}, {area}, {minutes} menit setelah jam masuk (dikabarkan pukul {time}). Balas 1 untuk menangani, atau "bantuan".',
    },
  }),
  cameraBlind: sampled({
    en: {
      subject: 'Camera blind: {camera}',
      text: 'A camera does not see: {camera}, {area}, for {minutes} min now (told at {time}). What is known: {problem}. Nobody counts as absent there meanwhile.',
    },
    id: {
      subject: 'Kamera tidak melihat: {camera}',
      text: 'Sebuah kamera tidak melihat: {camera}, {area}, sudah {minutes} menit (dikabarkan pukul {time}). Yang diketahui: {problem}. Sementara itu tidak ada yang dihitung tidak hadir di sana.',
    },
  }),
  cameraBack: sampled({
    en: {
      subject: 'Camera sees again: {camera}',
      text: 'A camera sees again: {camera}, {area}, after {minutes} min (told at {time}). Nothing more needs to be done.',
    },
    id: {
      subject: 'Kamera melihat lagi: {camera}',
      text: 'Sebuah kamera melihat lagi: {camera}, {area}, setelah {minutes} menit (dikabarkan pukul {time}). Tidak ada lagi yang perlu dilakukan.',
    },
  }),
  terminalUnknown: sampled({
    en: {
      subject: 'Unknown terminal: {terminal}',
      text: 'An unknown terminal reported itself: {terminal} (told at {time}). Add it, or find out whose it is.',
    },
    id: {
      subject: 'Terminal tidak dikenal: {terminal}',
      text: 'Sebuah terminal tidak dikenal melapor: {terminal} (dikabarkan pukul {time}). Tambahkan, atau cari tahu milik siapa.',
    },
  }),
  backupFailed: sampled({
    en: {
      subject: 'Backup failed',
      text: 'The daily backup failed: {problem} (told at {time}). Look at the backups page and make one by hand.',
    },
    id: {
      subject: 'Pencadangan gagal',
      text: 'Cadangan harian gagal: {problem} (dikabarkan pukul {time}). Buka halaman cadangan dan buat satu secara manual.',
    },
  }),
  jobFailed: sampled({
    en: {
      subject: 'Does not work: {job}',
      text: 'Work that the server does by itself fails: {job} (told at {time}). What is known: {problem}. Look at it on the settings page.',
    },
    id: {
      subject: 'Tidak berjalan: {job}',
      text: 'Pekerjaan otomatis server gagal: {job} (dikabarkan pukul {time}). Yang diketahui: {problem}. Periksa di halaman pengaturan.',
    },
  }),
  jobWorks: sampled({
    en: {
      subject: 'Works again: {job}',
      text: 'Work that the server does by itself goes well again: {job}, after {minutes} min (told at {time}). Nothing more needs to be done.',
    },
    id: {
      subject: 'Berjalan lagi: {job}',
      text: 'Pekerjaan otomatis server berjalan lagi: {job}, setelah {minutes} menit (dikabarkan pukul {time}). Tidak ada lagi yang perlu dilakukan.',
    },
  }),
  stillOnTerminal: sampled({
    en: {
      subject: 'People who left may still be on: {terminal}',
      text: 'People who left may still be on a terminal: {count} people on {terminal}, the longest since {since} (told at {time}). What is known: {problem}. Until it confirms that they are gone, they may punch and pass there; look at it on the terminals page.',
    },
    id: {
      subject: 'Yang sudah keluar mungkin masih ada di: {terminal}',
      text: 'Orang yang sudah keluar mungkin masih ada di terminal: {count} orang di {terminal}, yang paling lama sejak {since} (dikabarkan pukul {time}). Yang diketahui: {problem}. Sampai terminal memastikan mereka sudah dihapus, mereka mungkin masih dapat absen dan masuk di sana; periksa di halaman terminal.',
    },
  }),
  goneFromTerminal: sampled({
    en: {
      subject: 'People who left are gone from: {terminal}',
      text: 'Everybody who left is gone from a terminal, as it confirmed: {terminal} (told at {time}). Nothing more needs to be done.',
    },
    id: {
      subject: 'Yang sudah keluar sudah dihapus dari: {terminal}',
      text: 'Semua orang yang sudah keluar sudah dihapus dari terminal, menurut terminal itu sendiri: {terminal} (dikabarkan pukul {time}). Tidak ada lagi yang perlu dilakukan.',
    },
  }),
  dailyReport: sampled({
    en: {
      subject: 'Report of {date}',
      text: 'Attendance report of {date}: {summary}. Open it here: {link} (the link expires).',
    },
    id: {
      subject: 'Laporan {date}',
      text: 'Laporan kehadiran {date}: {summary}. Buka di sini: {link} (tautan ini ada masa berlakunya).',
    },
  }),
  test: sampled({
    en: {
      subject: 'Test message from {company}',
      text: 'This is a test message from {company}, sent at {time}. Messages arrive here.',
    },
    id: {
      subject: 'Pesan uji dari {company}',
      text: 'Ini pesan uji dari {company}, dikirim pukul {time}. Pesan sampai di sini.',
    },
  }),
};
