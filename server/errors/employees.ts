/** Lists of who works here and who left. */
import type { ErrorTable } from './errorTable.ts';

export const employeeErrors = {
  EMPLOYEES_UNREADABLE: {
    status: 422,
    text: 'Cannot read the employees from {what}: {problem}. {remedy}',
  },
  EMPLOYEES_NO_SOURCE: {
    status: 409,
    text: 'Cannot run: nobody has said where the active employees come from. Set up that source first.',
  },
  EMPLOYEES_BUSY: {
    status: 409,
    text: 'Cannot start another run: one is at work. Wait until it has ended.',
  },
  EMPLOYEES_NO_PLAN: {
    status: 409,
    text: 'Cannot let this run go on: it was not stopped with a plan, or it is not the last one. Run it again and look at what it says.',
  },
  EMPLOYEES_PLAN_CHANGED: {
    status: 409,
    text: 'Cannot do what you looked at: the lists or the people changed meanwhile. Look at the new run first.',
  },
  EMPLOYEES_NOT_CONFIRMED: {
    status: 422,
    text: 'Cannot run in spite of the alarm: what was typed is not the name of the company. Type it as it is written in the settings.',
  },
} as const satisfies ErrorTable;
