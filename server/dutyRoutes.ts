/** Routes about who has to be there when. */
import { createTurns } from './areas/createTurns.ts';
import type { Parts } from './createApp.ts';
import { punchRoutes } from './punches/punchRoutes.ts';
import { createPunchStore } from './punches/punchStore.ts';
import { thresholdRoutes } from './rules/thresholdRoutes.ts';
import { createThresholdStore } from './rules/thresholdStore.ts';
import { assignmentRoutes } from './shifts/assignmentRoutes.ts';
import { createAssignmentStore } from './shifts/assignmentStore.ts';
import { calendarRoutes } from './shifts/calendarRoutes.ts';
import { createCalendarStore } from './shifts/calendarStore.ts';
import type { DutyParts } from './shifts/dutyParts.ts';
import { pauseRoutes } from './shifts/pauseRoutes.ts';
import { createPauseStore } from './shifts/pauseStore.ts';
import { plannedRoutes } from './shifts/plannedRoutes.ts';
import { shiftRoutes } from './shifts/shiftRoutes.ts';
import { createShiftStore } from './shifts/shiftStore.ts';

export function dutyRoutes({ companyId, directory, company, now, duty, punched, db, http }: Parts): void {
  const { route } = http;
  const parts: DutyParts = {
    ...{ companyId, directory, clock: now, timeZone: () => company.timeZone },
    ...{ rules: duty.rules, book: duty.book, changed: duty.refresh, inTurn: createTurns() },
  };
  const shifts = createShiftStore(db);
  const calendars = createCalendarStore(db);
  shiftRoutes(route, { ...parts, shifts, calendars });
  calendarRoutes(route, { ...parts, calendars });
  assignmentRoutes(route, { ...parts, shifts, assignments: createAssignmentStore(db) });
  thresholdRoutes(route, { ...parts, thresholds: createThresholdStore(db) });
  pauseRoutes(route, { ...parts, pauses: createPauseStore(db) });
  punchRoutes(route, { ...parts, punches: createPunchStore(db), punched });
  plannedRoutes(route, { ...parts, db });
}
