import { expect, test } from 'vitest';
import { createLog } from './createLog.ts';

test('createLog() masks a password in an address, wherever in a line it stands', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  const url = 'rtsp://admin:hunter2@10.0.0.5/s';
  log.error({ err: new Error(`Cannot open ${url}`), setup: { url } }, `restarting ${url}`);
  expect(lines.join('')).not.toContain('hunter2');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ setup: { url: 'rtsp://admin:•••@10.0.0.5/s' } });
});
