import type { EmployeeCounts, EmployeeRules } from '../wire.ts';

export const defaultRules: EmployeeRules = {
  runAt: '',
  missing: 'leave',
  missingDays: 3,
  inBoth: 'leave',
  shortPercent: 80,
  mostPercent: 5,
  mostPeople: 5,
};

export const noCounts: EmployeeCounts = {
  ...{ add: 0, change: 0, reactivate: 0, deactivate: 0, conflict: 0, ignored: 0, unchanged: 0 },
};
