/** Goal: in real time an alert waits in the queue within ten seconds of its threshold. Method: a real server and the clock on the wall. */
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../../server/database/openDatabase.ts';
import { eventually, faceOf, startTestServer, type TestServer } from '../helpers/testServer.ts';

const withinMs = 10_000;
/** As short as it may be. */
const absentAfterMs = 60_000;
const groupDelayMs = 5_000;

let server: TestServer;
afterAll(() => server.remove());

test('somebody leaves; the alert and its message are queued within ten seconds of their times', async () => {
  server = await startTestServer();
  const owner = await server.admin();
  const add = async (more: object) =>
    ((await owner.call('POST', '/api/people', more)).body as { personId: string }).personId;
  await owner.call('PATCH', '/api/settings', { awayAfterMs: 10_000, absentAfterMs });
  const policy = {
    ...{ name: 'Quick', subject: 'company', subjectId: null, deviceLevels: [], quietHours: null },
    ...{ levels: [{ afterMinutes: 0, to: [{ kind: 'supervisor' }] }], groupDelayMs, digestFrom: 5 },
    tellsResolved: true,
  };
  await owner.call('POST', '/api/policies', policy);
  await owner.call('POST', '/api/cameras', { cameraId: 'hall', name: 'Hall', area: 'Hall', url: 'webcam:0' });
  await eventually(() => expect(server.cameras).toHaveLength(1));
  const frame = { width: 640, height: 360 };
  server.cameras[0]?.say({ kind: 'health', atMs: Date.now(), health: { kind: 'seeing', frame } });
  const lead = await add({ name: 'Farid' });
  await server.signedInAs('supervisor', { personId: lead });
  const consent = { statement: 'I agree.' };
  const people = await Promise.all(
    [1, 2, 3].map((face) => add({ name: `Worker ${face}`, supervisorId: lead, consent })),
  );
  const box = { x: 10, y: 10, width: 50, height: 100 };
  const quality = { widthPx: 140, sharpness: 300, turn: 0, quality: 0.9 };
  for (const [index, personId] of people.entries()) {
    const bytes = `face ${index * 7 + 1}`;
    await owner.upload(`/api/people/${personId}/photos`, [{ name: 'a.jpg', bytes }]);
    const face = { box, score: 0.9, quality, embedding: faceOf(index * 7 + 1), unusable: null };
    for (let left = 7; left >= 0; left -= 1)
      server.cameras[0]?.say({
        ...{ kind: 'sightings', atMs: Date.now() - left * 10, frame },
        sightings: [{ trackId: index + 1, body: box, seen: true, face }],
      });
    server.cameras[0]?.say({ kind: 'trackEnded', atMs: Date.now(), trackId: index + 1 });
  }
  await new Promise((resolve) => setTimeout(resolve, absentAfterMs + groupDelayMs + withinMs));
  await server.stop();
  const db = await openDatabase(server.config.dataDir);
  type Row = { fromMs: number; alertedAtMs: number; queuedAtMs: number };
  const rows = await db('alerts')
    .join('incidents', 'incidents.id', 'alerts.incidentId')
    .join('messages', 'messages.id', 'alerts.messageId')
    .select<Row[]>(
      'incidents.sinceMs as fromMs',
      'alerts.createdAtMs as alertedAtMs',
      'messages.createdAtMs as queuedAtMs',
    );
  await db.destroy();
  expect(rows).toHaveLength(people.length);
  const lateMs = rows.flatMap(({ fromMs, alertedAtMs, queuedAtMs }) => [
    alertedAtMs - fromMs - absentAfterMs,
    queuedAtMs - alertedAtMs - groupDelayMs,
  ]);
  console.log(`Alerts after the threshold, messages after the grouping delay, ms: ${lateMs.join(', ')}`);
  for (const ms of lateMs) {
    expect(ms).toBeGreaterThanOrEqual(0);
    expect(ms).toBeLessThanOrEqual(withinMs);
  }
}, 120_000);
