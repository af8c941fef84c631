import type { DeviceLogView } from '../wire.ts';

const header = ['device', 'serial', 'user', 'name', 'time', 'status', 'verify', 'source', 'received'];

/** For a spreadsheet; `time` as the terminal's clock showed it, `received` in UTC. */
export async function deviceLogCsv(logs: AsyncIterable<DeviceLogView>): Promise<string> {
  const lines = [lineOf(header)];
  for await (const { device, serial, userId, person, at, status, verify, source, receivedAtMs } of logs) {
    const received = new Date(receivedAtMs).toISOString();
    lines.push(
      lineOf([device, serial, userId, person ?? '', at, String(status), String(verify), source, received]),
    );
  }
  return lines.join('');
}

const lineOf = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

/** A spreadsheet would run what begins like a formula; a leading apostrophe makes it text. */
function cell(text: string): string {
  const safe = /^'*[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",;\r\n\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
