/** What the live page shows of everything. Pure. */
import type { Company } from './database/store.ts';
import type { CameraView, Overview, PersonView, Summary } from './wire.ts';

export type Counts = Pick<Summary, 'present' | 'away' | 'total'>;

export function summaryOf(
  counts: Counts,
  cameras: CameraView[],
  unknownInView: number,
  storeTrouble: string | null,
): Summary {
  const blindCameras = cameras.filter(({ health }) => health.kind === 'blind').length;
  return { ...counts, unknownInView, blindCameras, storeTrouble };
}

export function overviewOf(
  company: Company,
  now: { demo: boolean; serverNowMs: number; cameras: CameraView[]; people: PersonView[]; summary: Summary },
): Overview {
  return { company: company.name, timeZone: company.timeZone, ...now };
}
