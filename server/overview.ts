/** What the live page shows of everything. Pure. */
import type { Scope } from './access/scope.ts';
import type { Company } from './database/store.ts';
import { camerasWithin, peopleWithin } from './live/withinScope.ts';
import type { CameraView, Overview, PersonView, PresenceState, Summary } from './wire.ts';

export type Now = {
  people: PersonView[];
  cameras: CameraView[];
  /** Counted over these cameras. */
  unknownInView: (cameraIds: ReadonlySet<string>) => number;
  storeTrouble: string | null;
};

/** Counted over what the scope sees. */
export function summaryOf(scope: Scope, now: Now): Summary {
  const people = peopleWithin(scope, now.people);
  const cameras = camerasWithin(scope, now.cameras);
  const count = (state: PresenceState) => people.filter((person) => person.state === state).length;
  return {
    present: count('present'),
    away: count('away'),
    absent: count('absent'),
    onLeave: count('onLeave'),
    off: count('off'),
    total: people.length,
    unknownInView: now.unknownInView(new Set(cameras.map(({ cameraId }) => cameraId))),
    blindCameras: cameras.filter(({ health }) => health.kind === 'blind').length,
    storeTrouble: now.storeTrouble,
  };
}

type Rest = Omit<Overview, 'company' | 'timeZone' | 'summary' | 'notices'>;

export const overviewOf = (company: Company, now: Rest): Rest & Pick<Overview, 'company' | 'timeZone'> => ({
  company: company.name,
  timeZone: company.timeZone,
  ...now,
});
