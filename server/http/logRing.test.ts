import { expect, test } from 'vitest';
import { createLog } from './createLog.ts';
import { createLogRing } from './logRing.ts';

test('createLogRing() keeps the newest lines, oldest first', () => {
  const ring = createLogRing(3);
  for (const msg of ['a', 'b', 'c', 'd', 'e']) ring.add(`{"msg":"${msg}"}\n`);
  expect(ring.lines()).toEqual(['{"msg":"c"}', '{"msg":"d"}', '{"msg":"e"}']);
});

test('createLog() keeps of an error what failed and where, and none of the values', () => {
  const log = createLog('info', { write: () => undefined });
  const query =
    "insert into `people` (`name`, `email`) values ('Ann - Lee', 'ann@example.com') - UNIQUE constraint failed: people.name";
  log.error({ err: Object.assign(new Error(query), { code: 'SQLITE_CONSTRAINT' }) }, 'unexpected error');
  log.error({ err: new Error('cannot parse "Ann Lee"'), request: 'POST /api/people' }, 'unexpected error');
  log.info({ name: 'x'.repeat(5_000) }, 'long');
  log.info('rtsp://me:hunter2@cam/1');
  const [first = '', second = '', ...rest] = log.lastLines();
  expect(first).toContain('a query failed: UNIQUE constraint failed: people.name');
  expect(first).toContain('logRing.test.ts');
  expect(second).toContain('POST /api/people');
  expect(first + second).not.toMatch(/Ann|Lee|example/);
  expect(rest[0]).toMatch(/"msg":"long"}$/);
  expect(rest[1]).toContain('rtsp://me:•••@cam/1');
});
