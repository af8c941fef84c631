import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';
import { cameraSettings, parseCameraFile } from './cameraFile.ts';
import { cameraSetup } from './cameraSetup.ts';
import { editCameraFile } from './editCameraFile.ts';
import { fillSecrets } from './fillSecrets.ts';

const hall = 'name: Hall\narea: Ground floor\nurl: rtsp://admin:hunter2@10.0.0.5/stream\n';

describe('parseCameraFile()', () => {
  test('parseCameraFile() needs three settings and fills in the others', () => {
    expect(parseCameraFile('hall.yaml', hall)).toEqual({
      cameraId: 'hall',
      name: 'Hall',
      area: 'Ground floor',
      url: 'rtsp://admin:hunter2@10.0.0.5/stream',
      enabled: true,
      fps: 5,
      smallestFacePx: 48,
      detectWidthPx: null,
      loop: true,
      zones: [],
    });
  });

  test('parseCameraFile() reads the sample, which names every setting and is turned off', () => {
    const text = readFileSync(join(packageRoot(), 'cameras', 'example.yaml'), 'utf8');
    expect(parseCameraFile('example.yaml', text)).toMatchObject({ cameraId: 'example', enabled: false });
    for (const key of Object.keys(cameraSettings.shape)) expect(text).toMatch(new RegExp(`^${key}: `, 'm'));
  });

  test.each([
    ['a number out of range', `${hall}fps: 90\n`, 'line 4, column 6: "fps" should be a number from 1 to 30'],
    [
      'a width between steps',
      `${hall}detectWidthPx: 500\n`,
      'line 4, column 16: "detectWidthPx" should be a multiple of 32',
    ],
    ['a misspelt setting', `${hall}naem: x\n`, 'line 4, column 1: "naem" is not a setting'],
    ['a missing setting', 'name: Hall\nurl: webcam:0\n', '"area" is missing'],
    ['a text for a switch', `${hall}enabled: "no"\n`, '"enabled" should be true or false'],
    [
      'the same setting twice',
      `${hall}name: Other\n`,
      'line 4, column 1: the same setting stands there twice',
    ],
    ['a quote that never ends', 'name: "Hall\narea: x\n', 'line'],
    [
      'a scheme ffmpeg would follow',
      'name: a\narea: b\nurl: concat:/etc/passwd\n',
      '"url" should be rtsp://',
    ],
    [
      'a zone of no kind',
      `${hall}zones:\n  - kind: secret\n    points: [{x: 0, y: 0}, {x: 1, y: 0}, {x: 1, y: 1}]\n`,
      'line 5, column 11: "zones.0.kind" should be privacy, ignore or desk',
    ],
    [
      'a line for a zone',
      `${hall}zones:\n  - kind: desk\n    points: [{x: 0, y: 0}, {x: 1, y: 0}]\n`,
      'line 6, column 13: "zones.0.points" should be at least three points',
    ],
    [
      'a point outside the picture',
      `${hall}zones:\n  - kind: desk\n    points: [{x: 0, y: 0}, {x: 1, y: 7}, {x: 1, y: 1}]\n`,
      'line 6, column 38: "zones.0.points.1.y" should be a number from 0 to 1',
    ],
    [
      'a zone without points',
      `${hall}zones:\n  - kind: desk\n`,
      'line 5, column 5: "zones.0.points" is missing',
    ],
    ['no settings', '# nothing yet\n', 'it should be a list of settings'],
    ['a list', '- name: Hall\n', 'it should be a list of settings'],
    [
      'a bomb of references',
      'a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c]\n',
      'it refers to itself',
    ],
  ])('parseCameraFile() says where and what for %s', (_, text, expected) => {
    expect(() => parseCameraFile('hall.yaml', text)).toThrow(expected);
    expect(() => parseCameraFile('hall.yaml', text)).toThrow(/^Cannot read hall\.yaml: /);
  });

  test.each([
    'name: Hall\nurl: rtsp://a:hunter2@h: x\n',
    'url: "rtsp://a:hunter2@h\n',
    'url: concat://a:hunter2@h\nname: a\narea: b\n',
  ])('parseCameraFile() tells no password in its errors (%#)', (text) => {
    expect(() => parseCameraFile('hall.yaml', text)).toThrow(/^(?!.*hunter2)/s);
  });

  test.each(['../hall.yaml', 'a b.yaml', '.yaml', `${'x'.repeat(80)}.yaml`])(
    'parseCameraFile() refuses the file name %s',
    (file) => {
      expect(() => parseCameraFile(file, hall)).toThrow(/its name may hold only letters/);
    },
  );
});

test('editCameraFile() keeps comments and order, and changes only what differs', () => {
  const text = '# The hall.\nname: Hall # as on the plan\nurl: webcam:0\narea: Ground floor\n';
  const edited = editCameraFile(text, { ...parseCameraFile('hall.yaml', text), name: 'Big hall', fps: 8 });
  expect(edited).toContain('# The hall.\nname: Big hall # as on the plan\nurl: webcam:0\n');
  expect(parseCameraFile('hall.yaml', edited)).toMatchObject({ name: 'Big hall', fps: 8, url: 'webcam:0' });
});

const corner = [
  { x: 0, y: 0 },
  { x: 0.3, y: 0 },
  { x: 0.3, y: 0.4 },
];

test('editCameraFile() writes zones a point a line, keeps those that stay with their comments, and tells of none', () => {
  const camera = parseCameraFile('hall.yaml', hall);
  expect(editCameraFile(hall, { ...camera, name: 'Other' })).not.toContain('zones');
  const desk = { kind: 'desk', name: 'Desk 4', points: corner } as const;
  const privacy = { kind: 'privacy', name: '', points: corner } as const;
  const one = editCameraFile(hall, { ...camera, zones: [{ ...desk, points: [...corner] }] });
  expect(one).toContain('zones:\n  - kind: desk\n    name: Desk 4\n    points:\n      - { x: 0, y: 0 }\n');
  const commented = one.replace('  - kind: desk', '  # By the window.\n  - kind: desk');
  const both = [privacy, desk].map((zone) => ({ ...zone, points: [...corner] }));
  const two = editCameraFile(commented, { ...camera, zones: both });
  expect(two).toContain('# By the window.');
  expect(parseCameraFile('hall.yaml', two).zones).toEqual(both);
  expect(parseCameraFile('hall.yaml', editCameraFile(two, camera)).zones).toEqual([]);
});

test.each([
  ['', { smallestFacePx: 48 }],
  ['smallestFacePx: 24\n', { smallestFacePx: 24 }],
  ['smallestFacePx: 24\ndetectWidthPx: 640\n', 640],
  ['detectWidthPx: null\n', { smallestFacePx: 48 }],
])('cameraSetup() of %j looks at a picture as wide as %j asks', (lines, expected) => {
  const camera = parseCameraFile('hall.yaml', hall + lines);
  expect(cameraSetup(camera, camera.url, '/cameras').detectWidthPx).toEqual(expected);
});

test('editCameraFile() writes a new file, also over one that is broken', () => {
  const camera = parseCameraFile('hall.yaml', hall);
  for (const before of [null, 'name: [', '- x\n'])
    expect(parseCameraFile('hall.yaml', editCameraFile(before, camera))).toEqual(camera);
});

describe('fillSecrets()', () => {
  const secrets = { CAMERA_PASSWORD: 'p@ss/w:rd', CAMERA_WHOLE: 'rtsp://a:b@c/d', CAMERA_EMPTY: '' };
  test('fillSecrets() encodes a password so that it may hold any character', () => {
    expect(fillSecrets('hall.yaml', 'rtsp://admin:${CAMERA_PASSWORD}@h/s', secrets)).toBe(
      'rtsp://admin:p%40ss%2Fw%3Ard@h/s',
    );
  });
  test('fillSecrets() takes a whole address as it is', () => {
    expect(fillSecrets('hall.yaml', '${CAMERA_WHOLE}', secrets)).toBe('rtsp://a:b@c/d');
  });
  test('fillSecrets() takes no variable that is not for cameras, set or not', () => {
    for (const set of [{ DATABASE_URL: 'x' }, {}])
      expect(() => fillSecrets('hall.yaml', 'rtsp://a:${DATABASE_URL}@h/s', set)).toThrow(
        'Cannot use hall.yaml: DATABASE_URL does not begin with CAMERA_, and only variables that do are given to cameras.',
      );
  });
  test.each(['CAMERA_MISSING', 'CAMERA_EMPTY'])(
    'fillSecrets() names the variable %s and the file',
    (variable) => {
      expect(() => fillSecrets('hall.yaml', `rtsp://a:\${${variable}}@h/s`, secrets)).toThrow(
        `Cannot use hall.yaml: the environment variable ${variable} is not set.`,
      );
    },
  );
});

test('cameraSetup() starts a relative path at the camera folder and leaves addresses alone', () => {
  const camera = parseCameraFile('hall.yaml', hall);
  expect(cameraSetup(camera, 'clips/a.mp4', '/cameras').url).toBe('/cameras/clips/a.mp4');
  for (const url of ['/clips/a.mp4', 'webcam:0', 'rtsp://h/s', 'v4l2:///dev/video0', 'file:///a.mp4'])
    expect(cameraSetup(camera, url, '/cameras').url).toBe(url);
});
