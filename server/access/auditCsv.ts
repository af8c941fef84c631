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
  return [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** A spreadsheet would run what begins like a formula; a leading apostrophe makes it text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
