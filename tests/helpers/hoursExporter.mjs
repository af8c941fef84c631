// Writes the file of hours as the built server does, and kills itself at the step it is told; `half`: amid a write, `full`: on a full disk.
import fs from 'node:fs/promises';
import { argv, kill, pid } from 'node:process';

const [, , dist, dataDir, nowMs, killAt = '', nth = '1', disk = ''] = argv;
const built = (path) => import(new URL(`server/${path}`, dist).href);
const { openDatabase } = await built('database/openDatabase.js');
const { createRuns } = await built('hours/createRuns.js');

let left = Number(nth);
const step = (name) => {
  if (name === killAt && --left === 0) kill(pid, 'SIGKILL');
};
let writes = 0;
const breaking = {
  ...fs,
  async open(...args) {
    const file = await fs.open(...args);
    const write = file.write.bind(file);
    file.write = async (buffer, offset, length, position) => {
      // The lock.
      if (typeof buffer === 'string') return write(buffer, offset);
      writes += 1;
      if (killAt === 'half' && writes === Number(nth)) {
        await write(buffer, offset, Math.ceil(length / 2), position);
        kill(pid, 'SIGKILL');
      }
      if (disk === `full:${writes}`) return write(buffer, offset, Math.ceil(length / 2), position);
      if (disk === `full:${writes - 1}`) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      return write(buffer, offset, length, position);
    };
    return file;
  },
};

const db = await openDatabase(dataDir);
const { id: companyId } = await db('companies').first('id');
const runs = await createRuns({
  ...{ db, companyId, dataDir, clock: { now: () => Number(nowMs) }, timeZone: () => 'UTC' },
  ...{ fs: breaking, batchRows: 3, step, failed: (error) => console.error(error) },
});
await runs.run({ userId: null, name: null, nowMs: Number(nowMs), choice: null });
await db.destroy();
