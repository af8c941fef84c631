/** The employee master: where employees come from, by which rules, and what the runs did. */
import type {
  EmployeeAction,
  EmployeeMaster,
  EmployeePreview,
  EmployeeReceipts,
  EmployeeRole,
  EmployeeRowPage,
  EmployeeRules,
  EmployeeRun,
  EmployeeSourceChange,
} from '../../../server/wire.ts';
import { call, list, part } from '../api.ts';

export const employeesApi = {
  master: () => call<EmployeeMaster>('GET', 'employees'),
  putSource: (role: EmployeeRole, source: EmployeeSourceChange) =>
    call<EmployeeMaster>('PUT', `employees/sources/${role}`, source),
  removeSource: (role: EmployeeRole) => call<unknown>('DELETE', `employees/sources/${role}`),
  preview: (role: EmployeeRole, source: EmployeeSourceChange) =>
    call<EmployeePreview>('POST', `employees/sources/${role}/preview`, source),
  putRules: (rules: EmployeeRules) => call<EmployeeMaster>('PUT', 'employees/rules', rules),
  run: (dryRun: boolean) => call<EmployeeRun>('POST', 'employees/runs', { dryRun }),
  runInSpite: (runId: string, confirm: string) =>
    call<EmployeeRun>('POST', `employees/runs/${part(runId)}/in-spite`, { confirm }),
  /** `action` null: all of them. */
  rows: (runId: string, action: EmployeeAction | null, after: number) =>
    call<EmployeeRowPage>(
      'GET',
      `employees/runs/${part(runId)}/rows?after=${after}${action === null ? '' : `&action=${action}`}`,
    ),
  receipts: (runId: string) => list<EmployeeReceipts>(`employees/runs/${part(runId)}/receipts`),
};
