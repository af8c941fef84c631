import { expect, test } from 'vitest';
import { createCameras } from './createCameras.ts';

const started: string[] = [];
const painted: number[] = [];

function cameras() {
  const nothing = () => undefined;
  return createCameras({
    camerasDir: '/cameras',
    secrets: {},
    demo: false,
    inference: { connect: () => new MessageChannel().port1 as never },
    startCamera: (setup) => {
      started.push(setup.cameraId);
      return {
        ...{ watch: nothing, pictureTaken: nothing, blurUnknown: nothing, named: nothing },
        setZones: (zones) => void painted.push(zones.length),
        snapshot: () => Promise.resolve(null),
        stop: () => Promise.resolve(),
      };
    },
    clock: () => 7,
    onMessage: nothing,
    onStopped: nothing,
    onChanged: nothing,
    trouble: nothing,
  });
}
const hall = 'name: Hall\narea: Ground floor\nurl: webcam:0\n';

test('createCameras() shows a file that cannot be read as a blind camera with the reason', async () => {
  const { apply, views } = cameras();
  await apply('hall.yaml', { unreadable: 'this user may not read it' });
  const detail =
    'Cannot read hall.yaml: this user may not read it. Correct the file; the other cameras go on.';
  expect(views()).toMatchObject([{ cameraId: 'hall', health: { kind: 'blind', sinceMs: 7, detail } }]);
  await apply('hall.yaml', hall);
  expect(views()).toMatchObject([{ name: 'Hall', health: { kind: 'starting' } }]);
});

test('createCameras() keeps a camera running while its file cannot be read', async () => {
  const { apply, views, files } = cameras();
  await apply('hall.yaml', hall);
  await apply('hall.yaml', { unreadable: 'this user may not read it' });
  expect(views()).toMatchObject([{ name: 'Hall', health: { kind: 'starting' } }]);
  expect(files()[0]?.error?.code).toBe('CAMERA_FILE_BROKEN');
});

test('createCameras() changes zones while the picture goes on, and starts again for anything else of its setup', async () => {
  const { apply, views } = cameras();
  started.length = painted.length = 0;
  await apply('hall.yaml', hall);
  const points = '[{x: 0, y: 0}, {x: 1, y: 0}, {x: 1, y: 1}]';
  await apply('hall.yaml', `${hall}zones: [{kind: privacy, points: ${points}}]\n`);
  await apply(
    'hall.yaml',
    `${hall}zones: [{kind: privacy, points: ${points}}, {kind: desk, name: A1, points: ${points}}]\n`,
  );
  expect([started, painted]).toEqual([['hall'], [1]]);
  expect(views()[0]?.zones).toHaveLength(2);
  await apply('hall.yaml', `${hall}fps: 9\n`);
  expect([started, painted]).toEqual([['hall', 'hall'], [1]]);
});
