/** What the live page shows of everything. Pure. */
import type { Company } from './database/store.ts';
import type { CameraView, Overview, Summary } from './wire.ts';

export type Counts = Pick<Summary, 'present' | 'away' | 'absent' | 'onLeave' | 'total'>;

export function summaryOf(
  counts: Counts,
  cameras: CameraView[],
  unknownInView: number,
  storeTrouble: string | null,
): Summary {
  const blindCameras = cameras.filter(({ health }) => health.kind === 'blind').length;
  return { ...counts, unknownInView, blindCameras, storeTrouble };
}

export function overviewOf(company: Company, now: Omit<Overview, 'company' | 'timeZone'>): Overview {
  return { company: company.name, timeZone: company.timeZone, ...now };
}
