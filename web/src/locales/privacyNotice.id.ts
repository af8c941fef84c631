/** A first draft; every company edits it to what its law asks for. */
export const privacyNoticeIndonesian = `Kamera di tempat kerja: apa yang kami lakukan dan mengapa

Perusahaan kami menggunakan kamera untuk mengetahui siapa yang berada di tempat kerja dan di area mana, agar orang dapat ditemukan, keselamatan terjaga, dan ketidakhadiran diketahui.

Yang disimpan: angka yang dihitung dari wajah Anda (bukan foto), kapan dan di area mana Anda terlihat, serta nama kamera. Gambar ditampilkan langsung dan tidak direkam. Orang yang tidak terdaftar tidak disimpan. Emosi, usia, dan jenis kelamin tidak pernah dinilai.

Yang dapat melihat: atasan Anda, bagian sumber daya manusia, dan administrator, masing-masing hanya sejauh diperlukan untuk pekerjaannya. Setiap kali keberadaan seseorang dilihat, hal itu dicatat.

Berapa lama: angka wajah Anda sampai Anda berhenti bekerja atau menarik persetujuan; catatan keberadaan selama diwajibkan oleh aturan jam kerja kami.

Hak Anda: Anda boleh menanyakan data apa yang disimpan tentang Anda, meminta perbaikan, dan menarik persetujuan kapan saja tanpa kerugian. Angka wajah Anda kemudian dihapus dan Anda dapat menggunakan kartu pengenal.

Pertanyaan dapat diajukan kepada bagian sumber daya manusia.`;
