import type { Wording } from '../serverText.ts';

/** Placement check, why people were not named, gallery report. */
export const adviceWordings: readonly Wording[] = [
  ['No face was seen in the last hour.', 'Tidak ada wajah terlihat dalam satu jam terakhir.'],
  [
    'Faces here are {width} px wide (median of {faces} in the last hour); {fair} or more recognise reliably.',
    'Wajah di sini selebar {width} px (median dari {faces} dalam satu jam terakhir); {fair} atau lebih dikenali dengan andal.',
  ],
  [
    'Faces here are {width} px wide (median of {faces} in the last hour): too few to tell. Walk past the camera {more} more time.',
    'Wajah di sini selebar {width} px (median dari {faces} dalam satu jam terakhir): terlalu sedikit untuk menilai. Lewati kamera {more} kali lagi.',
  ],
  [
    'Faces here are {width} px wide (median of {faces} in the last hour): too few to tell. Walk past the camera {more} more times.',
    'Wajah di sini selebar {width} px (median dari {faces} dalam satu jam terakhir): terlalu sedikit untuk menilai. Lewati kamera {more} kali lagi.',
  ],
  [
    'Faces here are {width} px wide (median of {faces} in the last hour), but {state}.',
    'Wajah di sini selebar {width} px (median dari {faces} dalam satu jam terakhir), tetapi {state}.',
  ],
  ['often turned to the side', 'sering menoleh ke samping'],
  ['a little blurred', 'agak kabur'],
  [
    'Most faces here are turned away: half of them by more than {percent} % of a profile.',
    'Kebanyakan wajah di sini menoleh: separuhnya lebih dari {percent} % dari tampak samping.',
  ],
  [
    'Faces here are blurred: sharpness {sharpness} (median of {faces} in the last hour); {fair} or more recognise reliably.',
    'Wajah di sini kabur: ketajaman {sharpness} (median dari {faces} dalam satu jam terakhir); {fair} atau lebih dikenali dengan andal.',
  ],
  [
    'Hang the camera lower, near head height, where people walk towards it.',
    'Pasang kamera lebih rendah, dekat tinggi kepala, di tempat orang berjalan ke arahnya.',
  ],
  [
    'Give more light, clean and focus the lens, or set a shorter exposure and a higher bit rate in the camera.',
    'Beri lebih banyak cahaya, bersihkan dan fokuskan lensa, atau atur pajanan lebih pendek dan laju bit lebih tinggi di kamera.',
  ],
  [
    'Hang the camera closer or use a longer lens: {nearer} times the present size is needed.',
    'Pasang kamera lebih dekat atau pakai lensa lebih panjang: perlu {nearer} kali ukuran sekarang.',
  ],
  [
    "The address is of the camera's second stream ({size}): take its main stream, where faces are larger.",
    'Alamat ini adalah siaran kedua kamera ({size}): pakai siaran utamanya, wajah di sana lebih besar.',
  ],
  [
    "The picture is only {size}: set the camera's stream to 1280×720 or more, or take its main stream.",
    'Gambarnya hanya {size}: atur siaran kamera ke 1280×720 atau lebih, atau pakai siaran utamanya.',
  ],
  [
    "Set the camera's stream to more than {size}, if it can.",
    'Atur siaran kamera lebih besar dari {size}, jika bisa.',
  ],
  [
    'Main reason: people never show their face here. Hang the camera where they walk towards it.',
    'Sebab utama: orang tidak pernah memperlihatkan wajah di sini. Pasang kamera di tempat mereka berjalan ke arahnya.',
  ],
  [
    'Main reason: faces are too small. Bring the camera closer, use a longer lens, or a stream with a larger picture.',
    'Sebab utama: wajah terlalu kecil. Dekatkan kamera, pakai lensa lebih panjang, atau siaran dengan gambar lebih besar.',
  ],
  [
    'Main reason: faces are blurred. Give more light, focus the lens, or shorten the exposure.',
    'Sebab utama: wajah kabur. Beri lebih banyak cahaya, fokuskan lensa, atau perpendek pajanan.',
  ],
  [
    'Main reason: people are turned away. Hang the camera where they walk towards it, near head height.',
    'Sebab utama: orang menoleh. Pasang kamera di tempat mereka berjalan ke arahnya, dekat tinggi kepala.',
  ],
  [
    'Main reason: faces are cut off at the edge. Turn the camera so that people pass through the middle of the picture.',
    'Sebab utama: wajah terpotong di tepi. Putar kamera agar orang lewat di tengah gambar.',
  ],
  [
    'Main reason: faces are covered, or people stand before each other. Choose a place where they pass one by one.',
    'Sebab utama: wajah tertutup, atau orang saling menutupi. Pilih tempat mereka lewat satu per satu.',
  ],
  [
    'Main reason: faces are seen too shortly. Turn the camera along the way people walk, or set more frames per second.',
    'Sebab utama: wajah terlihat terlalu singkat. Arahkan kamera searah jalan orang, atau naikkan gambar per detik.',
  ],
  [
    'Main reason: they look like nobody enrolled. That is right for visitors; for colleagues, add photos of another day.',
    'Sebab utama: tidak mirip siapa pun yang terdaftar. Itu benar untuk tamu; untuk rekan kerja, tambahkan foto dari hari lain.',
  ],
  [
    'Main reason: they look like two enrolled people at once. The gallery report on the People page names the pairs.',
    'Sebab utama: mirip dua orang terdaftar sekaligus. Laporan galeri di halaman Orang menyebut pasangannya.',
  ],
  [
    'They are often left unknown, and one may be taken for the other. Check whether they are one person enrolled twice, or a photo of {a} is under {b} or the other way round.',
    'Mereka sering tidak dikenali, dan yang satu bisa dikira yang lain. Periksa apakah ini satu orang yang terdaftar dua kali, atau foto {a} ada pada {b} atau sebaliknya.',
  ],
  [
    'They are left unknown now and then, because a name needs a clear lead. Add photos of both, from several sides and another day.',
    'Mereka kadang tidak dikenali, karena sebuah nama perlu keunggulan yang jelas. Tambahkan foto keduanya, dari beberapa sisi dan hari lain.',
  ],
  ['Nothing to do.', 'Tidak perlu apa-apa.'],
  [
    'Add three or more photos: without any this person cannot be recognised.',
    'Tambahkan tiga foto atau lebih: tanpa foto orang ini tidak dapat dikenali.',
  ],
  [
    'Check photo {number}: alone it would be taken for {names}.',
    'Periksa foto {number}: sendirian akan dikira {names}.',
  ],
  [
    'Check photo {number}: it is unlike the others and not used.',
    'Periksa foto {number}: tidak mirip yang lain dan tidak dipakai.',
  ],
  [
    'None of {judged} photos would be recognised from the others: add photos of how they look today.',
    'Tidak satu pun dari {judged} foto akan dikenali dari yang lain: tambahkan foto penampilan mereka sekarang.',
  ],
  [
    'Only {right} of {judged} photos would be recognised from the others: add photos of how they look today.',
    'Hanya {right} dari {judged} foto akan dikenali dari yang lain: tambahkan foto penampilan mereka sekarang.',
  ],
  [
    'Add a photo of another day: three are the least that is safe.',
    'Tambahkan satu foto dari hari lain: tiga adalah jumlah paling sedikit yang aman.',
  ],
  [
    'Add {missing} photos of another day: three are the least that is safe.',
    'Tambahkan {missing} foto dari hari lain: tiga adalah jumlah paling sedikit yang aman.',
  ],
  ['Add a photo looking straight at the camera.', 'Tambahkan foto yang menatap lurus ke kamera.'],
  [
    'Add a photo with the head turned a little to their left.',
    'Tambahkan foto dengan kepala sedikit menoleh ke kiri.',
  ],
  [
    'Add a photo with the head turned a little to their right.',
    'Tambahkan foto dengan kepala sedikit menoleh ke kanan.',
  ],
  [
    'Add a photo with the head turned a little to their left, and one to their right.',
    'Tambahkan foto dengan kepala sedikit menoleh ke kiri, dan satu ke kanan.',
  ],
  [
    '1 photo is nearly the same as another: a picture of another day or light adds more.',
    '1 foto hampir sama dengan yang lain: gambar dari hari atau cahaya lain lebih berguna.',
  ],
  [
    '{count} photos are nearly the same as another: a picture of another day or light adds more.',
    '{count} foto hampir sama dengan yang lain: gambar dari hari atau cahaya lain lebih berguna.',
  ],
  [
    'Add larger photos: these faces are {width} px wide, {wanted} or more are better.',
    'Tambahkan foto yang lebih besar: wajah ini selebar {width} px, {wanted} atau lebih akan lebih baik.',
  ],
  [
    'Add sharper photos looking at the camera: the quality of these is low.',
    'Tambahkan foto yang lebih tajam dan menatap kamera: mutu foto ini rendah.',
  ],
  [
    'With fewer than two people nobody can be confused: the limit stays at {used}.',
    'Dengan kurang dari dua orang tidak ada yang dapat tertukar: batas tetap {used}.',
  ],
  [
    '{a} and {b}, the closest pair, are {distance} apart: the limit of {used} holds. Strangers come nearly as close as that, so it should not be looser.',
    '{a} dan {b}, pasangan terdekat, berjarak {distance}: batas {used} aman. Orang asing bisa hampir sedekat itu, jadi jangan dilonggarkan.',
  ],
  [
    '{a} and {b}, the closest pair, are {distance} apart: no limit can tell them apart. Look at their photos first.',
    '{a} dan {b}, pasangan terdekat, berjarak {distance}: tidak ada batas yang dapat membedakan mereka. Lihat dahulu foto mereka.',
  ],
  [
    '{a} and {b}, the closest pair, are {distance} apart, closer than the limit of {used}. Look at their photos first; until then the lead a name needs keeps them apart, and {suggested} is the loosest limit that this pair allows (WHEREABOUTS_NAME_LIMIT={setting} sets it, for everybody).',
    '{a} dan {b}, pasangan terdekat, berjarak {distance}, lebih dekat dari batas {used}. Lihat dahulu foto mereka; sementara itu keunggulan yang diperlukan sebuah nama memisahkan mereka, dan {suggested} adalah batas paling longgar untuk pasangan ini (WHEREABOUTS_NAME_LIMIT={setting} mengaturnya, untuk semua orang).',
  ],
];
