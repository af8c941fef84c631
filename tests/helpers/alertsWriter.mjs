// Tells of absences as the built server does, sixty times as fast, until it is killed. People come and go by the clock alone, so
// that every start finds the same truth. Prints `ready`, and `done` when it is past its last moment and nothing is left to tell.
import { argv, stdout } from 'node:process';
import { clearInterval, setInterval } from 'node:timers';

const [, , dist, dataDir, startedAtMs, speedText, lastMs] = argv;
const built = (path) => import(new URL(`server/${path}`, dist).href);
const { openDatabase } = await built('database/openDatabase.js');
const { ensureCompany } = await built('database/store.js');
const { loadDirectory } = await built('directory/loadDirectory.js');
const { createIncidentStore } = await built('alerts/incidentStore.js');
const { createPolicyStore } = await built('alerts/policyStore.js');
const { loadPolicies } = await built('alerts/loadPolicies.js');
const { startAlerts } = await built('alerts/startAlerts.js');

const speed = Number(speedText);
const now = () => Math.floor(Number(startedAtMs) + (Date.now() - Number(startedAtMs)) * speed);
const every = (ms, work) => {
  const timer = setInterval(work, ms / speed);
  return () => clearInterval(timer);
};

const db = await openDatabase(dataDir);
const { id: companyId } = await ensureCompany(db, { name: 'Killed', timeZone: 'UTC', nowMs: now() });
const workers = ['ann', 'ben', 'cai', 'dan', 'eli', 'flo'];
const ledBy = { lead: 'boss', ...Object.fromEntries(workers.map((id) => [id, 'lead'])) };
for (const id of ['boss', 'lead', ...workers])
  await db('people')
    .insert({ id, companyId, name: id, createdAtMs: 0, supervisorId: ledBy[id] ?? null })
    .onConflict('id')
    .ignore();
await db('users')
  .insert({
    ...{ id: 'hr', companyId, email: 'hr@example.com', name: 'HR', role: 'hr', passwordHash: '-' },
    createdAtMs: 0,
  })
  .onConflict('id')
  .ignore();
const levels = ['supervisor', 'superior', 'hr'].map((kind, index) => ({
  afterMinutes: index,
  to: [{ kind }],
}));
const rules = {
  levels,
  deviceLevels: [],
  quietHours: null,
  groupDelayMs: 6_000,
  digestFrom: 3,
  tellsResolved: true,
};
const policy = { id: 'company', companyId, name: 'Fast', subject: 'company', rules: JSON.stringify(rules) };
await db('policies')
  .insert({ ...policy, changedAtMs: 0, changedBy: 'test' })
  .onConflict('id')
  .ignore();

/** Each is away for a part of every round; some rounds for all at once. */
const roundMs = 240_000;
function absenceAt(index, atMs) {
  const round = Math.floor((atMs - Number(startedAtMs)) / roundMs);
  const beginsMs = Number(startedAtMs) + round * roundMs;
  const fromMs = beginsMs + (round % 2 === 0 ? index * 1_000 : index * 25_000);
  const toMs = fromMs + 20_000 + ((index * 7 + round * 13) % 10) * 18_000;
  return atMs >= fromMs && atMs < toMs && fromMs < Number(lastMs) ? { fromMs, toMs } : null;
}

let absences = [];
const evidence = {
  ...{ kind: 'left', thresholdMs: 1_000, coveredMs: 1_000, lastSeen: null, cameras: 1, camerasSeeing: 1 },
  ...{ punches: [], shift: null },
};
async function live() {
  const atMs = now();
  for (const [index, personId] of workers.entries()) {
    const due = absenceAt(index, atMs);
    const open = await db('absences').where({ companyId, personId }).whereNull('toMs').first('id', 'fromMs');
    if (open && open.fromMs !== due?.fromMs)
      await db('absences').where({ id: open.id }).update({ toMs: atMs, endedWhy: 'returned' });
    if (!due || open?.fromMs === due.fromMs) continue;
    const row = { companyId, personId, fromMs: due.fromMs, detectedAtMs: atMs, area: 'Hall' };
    await db('absences')
      .insert({ id: `${personId} ${due.fromMs}`, ...row, evidence: JSON.stringify(evidence) })
      .onConflict(['companyId', 'personId', 'fromMs'])
      .ignore();
  }
  const rows = await db('absences').where({ companyId }).whereNull('toMs').select('*');
  absences = rows.map(({ id, ...row }) => ({ ...row, absenceId: id, evidence: JSON.parse(row.evidence) }));
}

const policyStore = createPolicyStore(db);
const alerts = await startAlerts({
  ...{ companyId, policyStore, clock: { now, every }, store: createIncidentStore(db) },
  policies: await loadPolicies(policyStore, companyId),
  directory: await loadDirectory(db, companyId),
  duty: { dutyOf: () => ({ kind: 'always' }) },
  zone: () => 'UTC',
  world: () => ({
    absences,
    cameras: [],
    terminals: [],
    backup: null,
    jobs: [],
    stillOn: [],
    isBlind: () => false,
  }),
  bell: { open: () => [], acknowledge: () => Promise.resolve() },
  contactOf: (recipientId) =>
    Promise.resolve({
      ...{ recipientId, name: recipientId, language: 'en' },
      channels: [{ channel: 'whatsapp', address: `+62${recipientId.length}` }],
    }),
  messagesOf: () => Promise.resolve(new Map()),
  ...{ wake: () => undefined, changed: () => undefined },
  trouble: (error) => stdout.write(`trouble ${String(error)}\n`),
});
await live();
stdout.write('ready\n');
let living = Promise.resolve();
every(500, () => (living = living.then(live)));
// Nobody sends here. What arrived is not withdrawn when it is over, and its end is told.
every(5_000, () => db('messages').where({ state: 'queued' }).update({ state: 'delivered' }));
alerts.start();
every(5_000, async () => {
  if (now() < Number(lastMs) || absences.length > 0 || alerts.open().length > 0) return;
  if (await db('alerts').where({ companyId, state: 'waiting' }).first('id')) return;
  stdout.write('done\n');
});
