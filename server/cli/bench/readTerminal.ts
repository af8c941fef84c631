/** A process that reads a terminal's records, looks at each, and tells how long it took and the most memory it had. */
import { systemClock } from '../../systemClock.ts';
import { connectTerminal } from '../../devices/zk/connectTerminal.ts';

export type TerminalRead = { records: number; seconds: number; peakMb: number };

const [transport = 'tcp', port = '4370'] = process.argv.slice(2);
const terminal = await connectTerminal(
  { host: '127.0.0.1', port: Number(port), transport: transport === 'udp' ? 'udp' : 'tcp' },
  systemClock,
);
const begunMs = performance.now();
let records = 0;
for (const { userId, at } of await terminal.logs()) if (userId !== null && at !== null) records++;
const seconds = (performance.now() - begunMs) / 1000;
await terminal.close();
const peakMb = process.resourceUsage().maxRSS / 1024;
process.send?.({ records, seconds, peakMb } satisfies TerminalRead);
process.disconnect();
