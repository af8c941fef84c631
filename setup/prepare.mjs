// Makes a fresh clone runnable with nothing but Node and git: checks Node, installs ffmpeg when it may, installs packages,
// builds, compiles the networks. Every step is skipped when its result is already there and current.
// Plain JavaScript without packages: nothing is installed yet when this starts.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const onlyPackages = process.argv.includes('--packages');

checkNode();
if (process.argv.includes('--tests')) await import('./installTestTools.mjs');
if (!onlyPackages) installFfmpeg();
installPackages();
if (!onlyPackages) build();

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  stop(
    `Cannot start: this is Node ${process.versions.node}. Install Node 20.19 or later from https://nodejs.org.`,
  );
}

function installPackages() {
  const stamp = join(root, 'node_modules', '.whereabouts');
  const wanted = digest(['package-lock.json']);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (existsSync(join(root, 'node_modules', '.package-lock.json')) && isCurrent()) {
    writeFileSync(stamp, wanted);
    return;
  }
  say('Installing packages (one of them is compiled; about two minutes) …');
  run(
    'npm',
    ['ci', '--no-audit', '--no-fund'],
    'Cannot install the packages. Check the network and run the command again.',
  );
  writeFileSync(stamp, wanted);
}

/** npm writes its own record last: when it is newer than our lock file, "npm install" was run by hand. */
function isCurrent() {
  return (
    statSync(join(root, 'node_modules', '.package-lock.json')).mtimeMs >=
    statSync(join(root, 'package-lock.json')).mtimeMs
  );
}

function build() {
  const stamp = join(root, 'dist', '.built');
  const wanted = digest([
    'package-lock.json',
    'tsconfig.base.json',
    'tsconfig.json',
    ...['models', 'pipeline', 'server', 'web'].flatMap(sourcesIn),
  ]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('Building the program and its page …');
  run('npm', ['run', '--silent', 'build'], 'Cannot build the program; the lines above say why.');
  say('Compiling the networks …');
  run(process.execPath, ['dist/models/compile.js'], 'Cannot compile the networks; the lines above say why.');
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, wanted);
}

function installFfmpeg() {
  if (works('ffmpeg', ['-version'])) return;
  const [command, ...rest] = ffmpegInstaller();
  const line = [command, ...rest].join(' ');
  const allowed =
    process.platform === 'darwin'
      ? works('brew', ['--version'])
      : process.getuid?.() === 0 && works('apt-get', ['--version']);
  if (!allowed)
    stop(
      `Cannot decode video: ffmpeg is not installed. Install it with:\n  ${line}\nand run the command again.`,
    );
  say('Installing ffmpeg …');
  if (command === 'apt-get') spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
  spawnSync(command, rest, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  if (!works('ffmpeg', ['-version']))
    stop(`Cannot install ffmpeg by itself. Install it with:\n  ${line}\nand run the command again.`);
}

function ffmpegInstaller() {
  if (process.platform === 'darwin') return ['brew', 'install', 'ffmpeg'];
  const apt = ['apt-get', 'install', '-y', '--no-install-recommends', 'ffmpeg'];
  return process.getuid?.() === 0 ? apt : ['sudo', ...apt];
}

function sourcesIn(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((name) => !name.endsWith('.test.ts') && statSync(join(root, name)).isFile())
    .sort();
}

function digest(files) {
  const hash = createHash('sha256').update(process.version);
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function works(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

function run(command, args, failure) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) stop(failure);
}

function say(line) {
  console.log(line);
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
