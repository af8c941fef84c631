import { csvLine } from '../csvLine.ts';
import type { DeviceLogView } from '../wire.ts';

const header = ['device', 'serial', 'user', 'name', 'time', 'status', 'verify', 'source', 'received'];

/** For a spreadsheet; `time` as the terminal's clock showed it, `received` in UTC. */
export async function deviceLogCsv(logs: AsyncIterable<DeviceLogView>): Promise<string> {
  const lines = [csvLine(header)];
  for await (const { device, serial, userId, person, at, status, verify, source, receivedAtMs } of logs) {
    const received = new Date(receivedAtMs).toISOString();
    lines.push(csvLine([device, serial, userId, person, at, status, verify, source, received]));
  }
  return lines.join('');
}
