// What some tests need besides ffmpeg: a browser and a real RTSP server. Installed only in CI, where nothing may be skipped;
// elsewhere the tests that need them say so and are skipped.
import { spawnSync } from 'node:child_process';

const packages = [
  'ffmpeg',
  'chromium',
  'python3-gi',
  'gir1.2-gst-rtsp-server-1.0',
  'gstreamer1.0-plugins-base',
  'gstreamer1.0-plugins-good',
  'gstreamer1.0-plugins-bad',
];

if (process.env.CI === 'true' && process.getuid?.() === 0 && missing().length > 0) {
  console.log(`Installing test tools: ${missing().join(' ')} …`);
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
  const { status } = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing()], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0)
    console.log('Some test tools could not be installed; the tests that need them will say so.');
}

function missing() {
  return packages.filter((name) => {
    const { stdout } = spawnSync('dpkg-query', ['-W', '-f=${Status}', name], { encoding: 'utf8' });
    return !stdout?.includes('install ok installed');
  });
}
