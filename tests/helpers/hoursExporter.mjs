// Writes the file of hours as the built server does, and kills itself at the step it is told. `fault`: of its disk, see brokenShare.mjs.
import { fork } from 'node:child_process';
import { argv, kill, pid } from 'node:process';
import { fileURLToPath } from 'node:url';

const [, , dist, dataDir, nowMs, killAt = '', nth = '1', fault = ''] = argv;
const built = (path) => import(new URL(`server/${path}`, dist).href);
const { openDatabase } = await built('database/openDatabase.js');
const { createRuns } = await built('hours/createRuns.js');
const { openShare } = await built('hours/openShare.js');

let left = Number(nth);
const step = (name) => {
  if (name === killAt && --left === 0) kill(pid, 'SIGKILL');
};
const broken = fileURLToPath(new URL('brokenShare.mjs', import.meta.url));
const started = () =>
  fork(broken, [dist, fault], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });

const db = await openDatabase(dataDir);
const { id: companyId } = await db('companies').first('id');
const runs = await createRuns({
  ...{ db, companyId, dataDir, clock: { now: () => Number(nowMs) }, timeZone: () => 'UTC' },
  ...{ batchRows: 3, step, failed: (error) => console.error(error) },
  ...(fault === '' ? {} : { open: (now) => openShare(now, started) }),
});
await runs.run({ userId: null, name: null, nowMs: Number(nowMs), choice: null });
await db.destroy();
