/** A process that follows a terminal as the server does, until every record is on the disk with its punch: how long, and the most memory. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as later } from 'node:timers/promises';
import { chunks } from '../../database/chunks.ts';
import { openDatabase } from '../../database/openDatabase.ts';
import { ensureCompany } from '../../database/store.ts';
import { startDevices } from '../../devices/startDevices.ts';
import { loadDirectory } from '../../directory/loadDirectory.ts';
import { systemClock } from '../../systemClock.ts';

export type TerminalStored = {
  records: number;
  punches: number;
  seconds: number;
  /** Of the process: what it takes however busy the machine is. */
  cpuSeconds: number;
  peakMb: number;
  /** For so long at most nothing else of the process had its turn. */
  longestPauseMs: number;
};

const [port = '4370', people = '1000'] = process.argv.slice(2);
const dataDir = await mkdtemp(join(tmpdir(), 'whereabouts-bench-'));
const db = await openDatabase(dataDir);
try {
  const nowMs = systemClock.now();
  const { id: companyId } = await ensureCompany(db, { name: 'Bench', timeZone: 'UTC', nowMs });
  const everybody = Array.from({ length: Number(people) }, (_, index) => {
    const code = String(1001 + index);
    return { id: `person-${code}`, companyId, name: `Who ${code}`, code, createdAtMs: nowMs };
  });
  for (const some of chunks(everybody)) await db('people').insert(some);
  const devices = await startDevices({
    ...{ db, companyId, clock: systemClock, log: { error: console.error } },
    ...{ directory: await loadDirectory(db, companyId), timeZone: () => 'Asia/Jakarta' },
    ...{ punched: () => undefined, changed: () => undefined, deaf: () => null },
  });
  const place = {
    name: 'Gate',
    kind: 'zk',
    host: '127.0.0.1',
    port: Number(port),
    transport: 'tcp',
  } as const;
  const usual = { areaId: null, timeZone: null, direction: 'asTold', liveSync: true } as const;
  const by = { name: '', userId: null, address: null, nowMs };
  await devices.store.addDevice(companyId, { ...place, ...usual }, by);
  await devices.refresh();
  const pauses = monitorEventLoopDelay({ resolution: 5 });
  pauses.enable();
  const begunMs = performance.now();
  const begunCpu = process.cpuUsage();
  await devices.start();
  // Online is said once everything it holds is stored.
  while (devices.views()[0]?.state !== 'online') await later(20);
  const seconds = (performance.now() - begunMs) / 1000;
  const { user, system } = process.cpuUsage(begunCpu);
  pauses.disable();
  await devices.stop();
  const count = async (table: string): Promise<number> =>
    Number((await db(table).count<{ rows: number }[]>('* as rows'))[0]?.rows);
  process.send?.({
    ...{ records: await count('device_logs'), punches: await count('punches'), seconds },
    ...{
      cpuSeconds: (user + system) / 1e6,
      peakMb: process.resourceUsage().maxRSS / 1024,
      longestPauseMs: pauses.max / 1e6,
    },
  } satisfies TerminalStored);
} finally {
  await db.destroy();
  await rm(dataDir, { recursive: true });
}
process.disconnect();
