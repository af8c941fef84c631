import type { Wording } from '../serverText.ts';

/** What each state is called at the head of its sentence. */
const heads = [
  ['Expected', 'Ditunggu'],
  ['Present', 'Hadir'],
  ['Away', 'Keluar'],
  ['Absent', 'Tidak di tempat'],
  ['On leave', 'Cuti'],
  ['Off duty', 'Di luar jam kerja'],
  ['Not known', 'Tidak diketahui'],
] as const;

/** Why somebody is believed to be where they are. */
export const whyWordings: readonly Wording[] = [
  ...heads.map(([english, other]): Wording => [
    `${english} since {time}: {subject}; {what}; {problem}; {remedy}.`,
    `${other} sejak {time}: {subject}; {what}; {problem}; {remedy}.`,
  ]),
  ...heads.map(([english, other]): Wording => [english, other]),
  // Seen
  ['never seen', 'belum pernah terlihat'],
  ['no punch yet', 'belum absen'],
  ['seen at {time} by {camera} ({area})', 'terlihat pukul {time} oleh {camera} ({area})'],
  ['last seen at {time} by {camera} ({area})', 'terakhir terlihat pukul {time} oleh {camera} ({area})'],
  [
    'seen at {time} by {camera} ({area}) with a score of {score} from {faces} faces',
    'terlihat pukul {time} oleh {camera} ({area}) dengan skor {score} dari {faces} wajah',
  ],
  [
    'last seen at {time} by {camera} ({area}) with a score of {score} from {faces} faces',
    'terakhir terlihat pukul {time} oleh {camera} ({area}) dengan skor {score} dari {faces} wajah',
  ],
  ['{state}, before the shift began', '{state}, sebelum sif dimulai'],
  ['seen at {time} by a punch ({area})', 'terlihat pukul {time} saat absen ({area})'],
  ['last seen at {time} by a punch ({area})', 'terakhir terlihat pukul {time} saat absen ({area})'],
  [
    '{state}, and the same name was seen at {area} with weaker evidence',
    '{state}, dan nama yang sama terlihat di {area} dengan bukti yang lebih lemah',
  ],
  // Cameras
  [
    'recognised by badge alone, so no camera judges them',
    'hanya dikenali dengan kartu, jadi tidak dinilai kamera',
  ],
  ['there is no camera', 'tidak ada kamera'],
  [
    '{blind} of {cameras} cameras of {area} are blind, so the time does not count',
    '{blind} dari {cameras} kamera di {area} tidak melihat, jadi waktunya tidak dihitung',
  ],
  ['{seeing} of {cameras} cameras of {area} see', '{seeing} dari {cameras} kamera di {area} melihat'],
  [
    '{seeing} of {cameras} cameras of {area} saw for {duration} without a break',
    '{seeing} dari {cameras} kamera di {area} melihat selama {duration} tanpa putus',
  ],
  // Punches and duty
  ['no punch today', 'tidak ada presensi hari ini'],
  ['punched in at {time}', 'absen masuk pukul {time}'],
  ['punched out at {time}', 'absen keluar pukul {time}'],
  ['punched at {time}', 'absen pukul {time}'],
  ['no shift says when', 'tanpa sif'],
  ['shift {from}–{to}', 'sif {from}–{to}'],
  ['the shift has not begun', 'sif belum dimulai'],
  ['the shift begins at {time}', 'sif dimulai pukul {time}'],
  ['the shift is over', 'sif sudah selesai'],
  ['a break', 'istirahat'],
  ['a break until {time}', 'istirahat sampai {time}'],
  ['a day without a shift', 'hari tanpa sif'],
  ['a holiday', 'hari libur'],
  ['on leave', 'sedang cuti'],
  ['on leave until {time}', 'cuti sampai {time}'],
  ['checked out', 'sudah absen keluar'],
  ['monitoring is paused', 'pemantauan dijeda'],
  ['monitoring is paused until {time}', 'pemantauan dijeda sampai {time}'],
  // Facts
  ['State', 'Keadaan'],
  ['Since', 'Sejak'],
  ['Last seen', 'Terakhir terlihat'],
  ['Camera', 'Kamera'],
  ['Area', 'Area'],
  ['Score', 'Skor'],
  ['Faces', 'Wajah'],
  ['Cameras that see', 'Kamera yang melihat'],
  ['Unseen while all see', 'Tidak terlihat saat semua kamera melihat'],
  ['Away after', 'Keluar setelah'],
  ['Absent after', 'Tidak di tempat setelah'],
  ['Punch', 'Presensi'],
  ['Duty', 'Jam kerja'],
];
