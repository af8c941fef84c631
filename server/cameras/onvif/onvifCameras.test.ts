import { expect, test } from 'vitest';
import { parseCameraFile } from '../cameraFile.ts';
import { camerasFrom, rolesOf, serviceAt } from './onvifCameras.ts';
import { readProbe } from './readProbe.ts';

test.each([
  ['192.168.1.20', { secure: false, host: '192.168.1.20', port: 80, path: '/onvif/device_service' }],
  ['cam.local:8000', { secure: false, host: 'cam.local', port: 8000, path: '/onvif/device_service' }],
  ['https://10.0.0.5/onvif/dev', { secure: true, host: '10.0.0.5', port: 443, path: '/onvif/dev' }],
  ['http://user:secret@10.0.0.5/', null],
  ['not an address', null],
])('serviceAt() of %s', (address, expected) => {
  expect(serviceAt(address)).toEqual(expected);
});

const scopes =
  'onvif://www.onvif.org/type/video_encoder onvif://www.onvif.org/hardware/DS-2CD2143 onvif://www.onvif.org/name/Front%20door';

test('readProbe() takes the address that answered, with name and model out of the scopes', () => {
  const match = {
    XAddrs: 'http://10.9.9.9/onvif/device_service http://192.168.1.20/onvif/device_service',
    scopes,
  };
  expect(readProbe(match, '192.168.1.20')).toEqual({
    ...{ address: 'http://192.168.1.20/onvif/device_service', host: '192.168.1.20' },
    ...{ name: 'Front door', model: 'DS-2CD2143' },
  });
  expect(readProbe({ XAddrs: { _: 'http://10.0.0.5/x', $: {} }, scopes: '' }, '10.0.0.5')?.name).toBe(
    '10.0.0.5',
  );
});

test.each([null, 'text', {}, { XAddrs: 'file:///etc/passwd' }, { XAddrs: 'http://' }, { XAddrs: [1, 2] }])(
  'readProbe() passes over %j',
  (match) => {
    expect(readProbe(match, '10.0.0.5')).toBeNull();
  },
);

test('camerasFrom() says which are added already, whatever stands around their host', () => {
  const camera = parseCameraFile('hall.yaml', 'name: a\narea: b\nurl: rtsp://u:p@ss/w@10.0.0.5:554/s\n');
  const entry = { cameraId: 'hall', file: '', text: '', camera, error: null, brokenSinceMs: 0 };
  const found = ['10.0.0.12', '10.0.0.5'].map((host) => ({
    host,
    address: `http://${host}/`,
    name: host,
    model: '',
  }));
  expect(camerasFrom(found, [entry]).map(({ host, cameraId }) => [host, cameraId])).toEqual([
    ['10.0.0.5', 'hall'],
    ['10.0.0.12', null],
  ]);
});

test('rolesOf() recommends the largest stream, of equal ones that which costs least, and marks smaller ones', () => {
  const profile = (name: string, width: number, encoding: string) => ({
    ...{ name, encoding, width, height: width / 2, fps: 25, url: `rtsp://c/${name}` },
  });
  const profiles = [
    profile('small', 640, 'H264'),
    profile('heavy', 1920, 'H265'),
    profile('best', 1920, 'H264'),
  ];
  expect(rolesOf(profiles).map(({ name, role }) => [name, role])).toEqual([
    ['best', 'main'],
    ['heavy', 'other'],
    ['small', 'sub'],
  ]);
});
