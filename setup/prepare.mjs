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

/** better-sqlite3 is compiled where its prebuilt binary cannot be fetched. */
const compilers = ['python3', 'make', 'g++'];

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
  // A stamp of another Node means that compiled packages do not fit this one.
  if (!existsSync(stamp) && existsSync(join(root, 'node_modules', '.package-lock.json')) && isCurrent()) {
    writeFileSync(stamp, wanted);
    return;
  }
  say('Installing packages (one of them is compiled; about two minutes) …');
  installCompilers();
  run('npm', ['ci', '--no-audit', '--no-fund'], packagesFailure());
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
    'package.json',
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

function installCompilers() {
  if (missingCompilers().length > 0 && mayUseApt()) aptInstall(compilers);
}

function missingCompilers() {
  return compilers.filter((name) => !works(name, ['--version']));
}

function packagesFailure() {
  const missing = missingCompilers();
  if (missing.length === 0)
    return 'Cannot install the packages. Check the network and run the command again.';
  return `Cannot install the packages: ${missing.join(', ')} may be needed to compile one of them. Install them with:\n  ${aptLine(compilers)}\nand run the command again.`;
}

function installFfmpeg() {
  if (works('ffmpeg', ['-version'])) return;
  const mac = process.platform === 'darwin';
  const line = mac ? 'brew install ffmpeg' : aptLine(['ffmpeg']);
  if (mac && works('brew', ['--version'])) spawnSync('brew', ['install', 'ffmpeg'], { stdio: 'inherit' });
  else if (!mac && mayUseApt()) aptInstall(['ffmpeg']);
  if (works('ffmpeg', ['-version'])) return;
  stop(
    `Cannot decode video: ffmpeg is not installed. Install it, on this system with:\n  ${line}\nand run the command again.`,
  );
}

function mayUseApt() {
  return process.platform === 'linux' && process.getuid?.() === 0 && works('apt-get', ['--version']);
}

function aptInstall(names) {
  say(`Installing ${names.join(', ')} …`);
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

function aptLine(names) {
  const sudo = process.getuid?.() === 0 ? '' : 'sudo ';
  return `${sudo}apt-get update && ${sudo}apt-get install -y ${names.join(' ')}`;
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
