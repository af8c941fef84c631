import { csvLine } from '../csvLine.ts';
import type { AuditEntry } from '../wire.ts';

const header = ['time', 'user', 'action', 'subject', 'name', 'detail', 'address'];

/** For a spreadsheet; times as ISO 8601 in UTC. */
export function auditCsv(audits: AuditEntry[]): string {
  const rows = audits.map((row) => [
    new Date(row.atMs).toISOString(),
    row.userName ?? row.userId ?? '',
    row.action,
    row.subject,
    row.subjectName ?? '',
    Object.entries(row.detail)
      .map(([key, value]) => `${key}=${value}`)
      .join('; '),
    row.address ?? '',
  ]);
  return [header, ...rows].map(csvLine).join('');
}
