import type { CameraView, Overview, PersonView, Summary } from '../../server/wire.ts';

/** Small wire objects for the tests of this folder. */
export function camera(cameraId: string, changes: Partial<CameraView> = {}): CameraView {
  const health = { kind: 'seeing', sinceMs: 0 } as const;
  return {
    cameraId,
    name: cameraId,
    area: 'Hall',
    analysing: false,
    moving: false,
    health,
    demo: false,
    zones: [],
    ...changes,
  };
}

export function person(personId: string, changes: Partial<PersonView> = {}): PersonView {
  const seen = { cameraId: 'gate', cameraName: 'Gate', area: 'Outside', sinceMs: 1000, lastSeenMs: 1000 };
  const record = { code: null, job: null, teamId: null, areaIds: [], badgeOnly: false };
  return { personId, name: personId, state: 'present', spot: null, ...seen, ...record, ...changes };
}

export function summary(changes: Partial<Summary> = {}): Summary {
  return {
    present: 0,
    away: 0,
    absent: 0,
    onLeave: 0,
    off: 0,
    total: 0,
    unknownInView: 0,
    blindCameras: 0,
    ...changes,
  };
}

export function overview(changes: Partial<Overview> = {}): Overview {
  const site = { company: 'Acme', timeZone: 'UTC', demo: false, serverNowMs: 10_000 };
  const around = { areas: [], teams: [], notices: [], incidents: [], blursUnknown: false };
  return { ...site, ...around, cameras: [], people: [], summary: summary(), ...changes };
}
