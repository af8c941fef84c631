/** The columns of a list of people: how they are headed when exported, and what they may be called when imported. */
import type { ImportField } from '../../wire.ts';

export const headers: Record<ImportField, string> = {
  code: 'Code',
  name: 'Name',
  job: 'Job',
  team: 'Team',
  supervisor: 'Supervisor',
  areas: 'Areas',
  badge: 'Badge',
  phone: 'Phone',
  email: 'E-mail',
  badgeOnly: 'Badge only',
  deactivated: 'Deactivated',
};

/** English and Indonesian, as `lettersOf` leaves them. */
const names: Record<ImportField, string[]> = {
  code: [
    ...['code', 'employeecode', 'employeeid', 'employeenumber', 'employeeno', 'staffid', 'staffnumber', 'id'],
    ...['personnelnumber', 'number', 'kode', 'kodekaryawan', 'kodepegawai', 'idkaryawan', 'idpegawai', 'nik'],
    ...['nip', 'nomorinduk', 'nomorindukkaryawan', 'nomorkaryawan', 'nokaryawan', 'nomorpegawai'],
  ],
  name: [
    ...['name', 'fullname', 'employeename', 'employee', 'nama', 'namalengkap', 'namakaryawan', 'namapegawai'],
  ],
  job: ['job', 'jobtitle', 'title', 'position', 'occupation', 'jabatan', 'pekerjaan', 'posisi', 'tugas'],
  team: [
    ...['team', 'department', 'dept', 'division', 'unit', 'tim', 'regu', 'departemen', 'divisi', 'bagian'],
  ],
  supervisor: [
    ...['supervisor', 'manager', 'boss', 'reportsto', 'superior', 'atasan', 'atasanlangsung', 'penyelia'],
    ...['pengawas', 'manajer', 'kodeatasan', 'namaatasan'],
  ],
  areas: [
    ...['areas', 'area', 'workareas', 'workarea', 'places', 'location', 'locations', 'lokasi', 'areakerja'],
    ...['tempatkerja', 'wilayah', 'wilayahkerja', 'lokasikerja'],
  ],
  badge: [
    ...['badge', 'badgenumber', 'badgeno', 'card', 'cardnumber', 'cardno', 'rfid', 'kartu', 'nomorkartu'],
    ...['nokartu', 'lencana', 'nomorlencana', 'nomorbadge'],
  ],
  phone: [
    ...['phone', 'phonenumber', 'mobile', 'mobilephone', 'telephone', 'tel', 'whatsapp', 'wa', 'telepon'],
    ...[
      'nomortelepon',
      'notelepon',
      'notelp',
      'telp',
      'hp',
      'nohp',
      'nomorhp',
      'ponsel',
      'handphone',
      'nowa',
    ],
  ],
  email: ['email', 'emailaddress', 'mail', 'surel', 'alamatemail', 'alamatsurel'],
  badgeOnly: ['badgeonly', 'noface', 'hanyabadge', 'hanyakartu', 'hanyalencana', 'tanpawajah'],
  deactivated: ['deactivated', 'inactive', 'left', 'nonaktif', 'tidakaktif', 'dinonaktifkan', 'keluar'],
};

const fields = new Map(
  Object.entries(names).flatMap(([field, all]) => all.map((name) => [name, field as ImportField] as const)),
);

export const fieldOf = (header: string): ImportField | null => fields.get(lettersOf(header)) ?? null;

export const lettersOf = (header: string): string =>
  header
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

const yes = new Set(['yes', 'y', 'true', '1', 'x', 'ya', 'benar']);
const no = new Set(['no', 'n', 'false', '0', 'tidak', 'bukan', 'salah']);

/** undefined: neither; an empty cell says nothing and never comes here. */
export function yesOrNo(cell: string): boolean | undefined {
  const word = cell.toLowerCase();
  if (yes.has(word)) return true;
  return no.has(word) ? false : undefined;
}
