/** A day in one line, for a telephone. Pure. */
import type { ReportTotals } from '../wire.ts';
import type { ReportLanguage } from './labels.ts';

export function summaryText(totals: ReportTotals, language: ReportLanguage): string {
  const { daysPresent, daysAbsent, late, daysOnLeave, absences, coverage } = totals;
  const saw = coverage === null ? null : Math.floor(coverage * 100);
  if (language === 'id')
    return [
      `hadir ${daysPresent}, tidak hadir ${daysAbsent}, terlambat ${late}, cuti ${daysOnLeave}`,
      `meninggalkan tempat ${absences} kali`,
      ...(saw === null ? [] : [`kamera melihat ${saw} %`]),
    ].join('; ');
  return [
    `${daysPresent} present, ${daysAbsent} absent, ${late} late, ${daysOnLeave} on leave`,
    `${absences} absences from the place`,
    ...(saw === null ? [] : [`cameras saw ${saw} %`]),
  ].join('; ');
}

/** In the place of a link, where the server's public address is not set. */
export const withoutLink = (language: ReportLanguage): string =>
  language === 'id' ? 'halaman Laporan di Whereabouts' : 'the Reports page of Whereabouts';
