/** A run that was stopped, said where an administrator looks, until one goes well. */
import type { ProblemView } from '../wire.ts';
import type { Employees } from './startEmployees.ts';

export function employeeProblems({ outcome }: Pick<Employees, 'outcome'>): ProblemView[] {
  const last = outcome();
  if (!last || last.detail === null) return [];
  const path = '/settings/employees';
  return [{ problemId: 'employees', path, text: last.detail, sinceMs: last.sinceMs }];
}
