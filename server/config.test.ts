import { isAbsolute } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';

describe('readConfig()', () => {
  test('readConfig() listens on this machine only unless told otherwise', () => {
    const config = readConfig({}, {});
    expect(config).toMatchObject({ host: '127.0.0.1', port: 8080, demo: false, logLevel: 'info' });
    expect(isAbsolute(config.dataDir)).toBe(true);
    expect(config.inferenceThreads).toBeGreaterThan(0);
  });

  test('readConfig() prefers the command line to the environment', () => {
    const env = { WHEREABOUTS_PORT: '9000', WHEREABOUTS_HOST: '0.0.0.0', LOG_LEVEL: 'debug' };
    const config = readConfig({ port: '9001' }, env);
    expect(config).toMatchObject({ port: 9001, host: '0.0.0.0', logLevel: 'debug' });
  });

  test('readConfig() hands on only those variables of the environment that are for cameras', () => {
    const env = { CAMERA_HALL: 'a', HALL_PASSWORD: 'b', DATABASE_URL: 'c', MY_CAMERA_X: 'd', camera_y: 'e' };
    expect(readConfig({}, env).cameraSecrets).toEqual({ CAMERA_HALL: 'a' });
    expect(JSON.stringify(readConfig({}, env))).not.toMatch(/"[b-e]"/);
  });

  test('readConfig() takes an empty variable for one that is not set', () => {
    expect(readConfig({}, { WHEREABOUTS_PORT: '', LOG_LEVEL: '' }).port).toBe(8080);
  });

  test.each(['eighty', '-1', '70000', '80.5'])(
    'readConfig() refuses the port %s and says what is wanted',
    (port) => {
      expect(() => readConfig({ port }, {})).toThrow(
        'Cannot start: --port or WHEREABOUTS_PORT is not usable. It should be a whole number from 0 to 65535.',
      );
    },
  );

  test('readConfig() refuses an unknown log level and lists the known ones', () => {
    expect(() => readConfig({}, { LOG_LEVEL: 'loud' })).toThrow(/LOG_LEVEL.*fatal, error, warn/);
  });

  test('readConfig() refuses a demo that other machines could reach', () => {
    expect(() => readConfig({ demo: true, host: '0.0.0.0' }, {})).toThrow(/signs everyone in/);
    expect(readConfig({ demo: true, host: 'localhost' }, {}).demo).toBe(true);
  });

  test('readConfig() takes the folder of own networks as optional, unless it is named', () => {
    expect(readConfig({}, {}).customNetworksDir).toMatch(/networks$/);
    expect(() => readConfig({ networks: 'no such folder' }, {})).toThrow(
      'Cannot start: --networks or WHEREABOUTS_NETWORKS is not usable. It should be a folder that exists.',
    );
  });
});
