// Writes presences as the built server does, twenty times as fast, until it is killed. Prints what it tells, as JSON lines.
import { argv, stdout } from 'node:process';
import { clearInterval, setInterval } from 'node:timers';

const [, , dist, dataDir, startedAtMs, run] = argv;
const built = (path) => import(new URL(`server/${path}`, dist).href);
const { openDatabase } = await built('database/openDatabase.js');
const { ensureCompany } = await built('database/store.js');
const { startPresence } = await built('presence/startPresence.js');
const { presenceStore } = await built('presence/store.js');

const speed = 20;
const now = () => Math.floor(Number(startedAtMs) + (Date.now() - Number(startedAtMs)) * speed);
const every = (ms, work) => {
  const timer = setInterval(work, ms / speed);
  return () => clearInterval(timer);
};

const db = await openDatabase(dataDir);
const { id: companyId } = await ensureCompany(db, { name: 'Killed', timeZone: 'UTC', nowMs: now() });
const people = ['ann', 'ben', 'cai'];
for (const id of people)
  await db('people').insert({ id, companyId, name: id, createdAtMs: now() }).onConflict('id').ignore();

const areas = ['Entrance', 'Canteen'];
const presence = await startPresence({
  companyId,
  store: presenceStore(db),
  clock: { now, every },
  limits: () => ({ awayAfterMs: 8_000, absentAfterMs: 300_000 }),
  people: () => people.map((personId) => ({ personId, name: personId })),
  cameras: () => areas.map((area) => ({ cameraId: area, name: area, area, seeing: true })),
  changed: (change) => stdout.write(`${JSON.stringify(change.people)}\n`),
  storeTrouble: (error) => stdout.write(`${JSON.stringify({ trouble: String(error) })}\n`),
});

let moment = 0;
every(100, () => {
  moment += 1;
  people.forEach((personId, index) => {
    const identity = {
      kind: 'named',
      personId,
      name: personId,
      score: 0.9,
      margin: 0.2,
      faces: 3,
      sinceMs: now(),
    };
    const body = { x: 0, y: 0, width: 1, height: 1 };
    // Each walks to and fro at their own pace, and stays unseen for a while now and then.
    const pace = 30 + 10 * index;
    const area = areas[(Math.floor(moment / pace) + Number(run)) % areas.length];
    if (moment % (pace * 5) > 10)
      presence.sighted(area, area, now(), [{ trackId: index, body, seen: true, face: null, identity }]);
  });
});
