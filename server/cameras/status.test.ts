import { expect, test } from 'vitest';
import type { FromWorker, Health } from '../../pipeline/messages.ts';
import { problem } from '../errors.ts';
import { freshStatus, type Status, statusAfter, viewOf } from './status.ts';

const blind = (detail: string): Health => ({ kind: 'blind', reason: 'stalled', detail, retryInMs: 1000 });
const health = (atMs: number, now: Health): FromWorker => ({ kind: 'health', atMs, health: now });
const after = (...messages: FromWorker[]): Status =>
  messages.reduce((status, message) => statusAfter(status, message, 99), freshStatus(0));
function statsAt(atMs: number, analysesPerSecond: number, analysesGranted = 5): FromWorker {
  const stageMs = { motion: 1, detect: 1, track: 1, embed: 1 };
  const counts = { framesDecoded: 1, framesAnalysed: 1, framesDropped: 0, analysesFailed: 0 };
  const rates = {
    analysesPerSecond,
    analysesWanted: 5,
    analysesGranted,
    analysesSkipped: 0,
    picturesMade: 0,
  };
  return {
    kind: 'stats',
    atMs,
    stats: { ...counts, ...rates, stageMs, busyMs: stageMs, moving: true },
  };
}
const entry = { cameraId: 'hall', camera: null, error: null, brokenSinceMs: 0 };

test('statusAfter() counts blindness from its beginning, however often the camera tries', () => {
  const { health: now } = after(health(10, blind('No answer.')), health(20, blind('Refused.')));
  expect(now).toEqual({ kind: 'blind', sinceMs: 10, detail: 'Refused.' });
});

test('statusAfter() lets no password of an address through', () => {
  const { health: now } = after(health(10, blind('Cannot open rtsp://a:hunter2@h/s.')));
  expect(now).toMatchObject({ detail: 'Cannot open rtsp://a:•••@h/s.' });
});

test('viewOf() turns the AI light off when the camera goes blind', () => {
  const stats = statsAt(5, 5);
  const seeing = health(1, { kind: 'seeing', frame: { width: 2, height: 2 } });
  expect(viewOf(entry, after(seeing, stats), { demo: false })).toMatchObject({
    analysing: true,
    moving: true,
  });
  const lost = after(seeing, stats, health(9, blind('Gone.')));
  expect(viewOf(entry, lost, { demo: false })).toMatchObject({ analysing: false, moving: false });
});

test('viewOf() keeps the AI light on between the analyses of an empty place, and no longer', () => {
  const seeing = health(1, { kind: 'seeing', frame: { width: 2, height: 2 } });
  const lit = (...rates: number[]) =>
    viewOf(entry, after(seeing, ...rates.map((rate, second) => statsAt(second * 1000, rate))), {
      demo: false,
    })?.analysing;
  expect(lit(0)).toBe(false);
  expect(lit(0, 1, 0, 0, 0, 0)).toBe(true);
  expect(lit(0, 1, 0, 0, 0, 0, 0)).toBe(false);
});

test('viewOf() says that the machine is busy while a camera gets fewer analyses than it should', () => {
  const seeing = health(1, { kind: 'seeing', frame: { width: 2, height: 2 } });
  const busy = (granted: number, ...later: FromWorker[]) =>
    viewOf(entry, after(seeing, statsAt(5, 2, granted), ...later), { demo: false })?.busy;
  expect(busy(2.1)).toBe('This machine is busy: 2.1 of 5 analyses a second.');
  expect(busy(4.9)).toBeNull();
  expect(busy(2.1, health(9, blind('Gone.')))).toBeNull();
});

test('viewOf() shows a file that never was right as a camera that cannot see, and a camera turned off not at all', () => {
  const error = problem('CAMERA_FILE_BROKEN', { file: 'hall.yaml', problem: '"url" is missing' });
  expect(viewOf({ ...entry, error }, null, { demo: false })).toMatchObject({
    name: 'hall',
    health: { kind: 'blind' },
  });
  expect(viewOf(entry, null, { demo: false })).toBeNull();
});
