import type { NewPolicy } from '../wire.ts';

/** What holds while nobody stored another for the company. docs/hierarchy.md tells these minutes; a test compares them. */
export const defaultPolicy: NewPolicy = {
  name: 'As delivered',
  subject: 'company',
  subjectId: null,
  levels: [
    { afterMinutes: 0, to: [{ kind: 'supervisor' }] },
    { afterMinutes: 10, to: [{ kind: 'superior' }] },
    { afterMinutes: 20, to: [{ kind: 'hr' }] },
  ],
  // A camera is mended by who looks after the installation; after an hour HR should know that absences there cannot be judged.
  deviceLevels: [
    { afterMinutes: 5, to: [{ kind: 'admins' }] },
    { afterMinutes: 60, to: [{ kind: 'hr' }] },
  ],
  quietHours: null,
  groupDelayMs: 30_000,
  digestFrom: 5,
  tellsResolved: true,
};
