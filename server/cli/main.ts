/** The command line: every command and its options; each does its work in a file of its own. */
import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import { productVersion, readConfig } from '../config.ts';
import { UserFacingError } from '../errors.ts';
import type { BenchOptions } from './bench/bench.ts';
import type { DevicePushSimulateOptions } from './devicePushSimulate.ts';
import type { DeviceReadOptions } from './deviceRead.ts';
import type { DeviceSimulateOptions } from './deviceSimulate.ts';
import type { GalleryOptions } from './gallery.ts';
import type { ReplayOptions } from './replay.ts';
import type { ReportOptions } from './report.ts';
import type { SoakOptions } from './soak/soak.ts';
import type { VerifyOptions } from './verify.ts';

const program = new Command('whereabouts')
  .description('Who is where, and since when, from the cameras a company already owns.')
  .version(productVersion())
  .showHelpAfterError('Run "whereabouts --help" to see every command.');

const ownNetworks = 'folder of entries for networks of your own, see docs/networks.md (default networks)';
/** What `loadInference` needs beside the threads. */
const withNetworks = <Options extends { networks?: string }>(options: Options) => ({
  ...options,
  customNetworksDir: readConfig({ networks: options.networks }, process.env).customNetworksDir,
});

const serving = (command: Command): Command =>
  command
    .option('--port <number>', 'port of the page and the API (default 8080)', wholeNumber)
    .option('--host <address>', 'address to listen on; 0.0.0.0 opens it to the network (default 127.0.0.1)')
    .option('--data <dir>', 'where everything is kept (default data)')
    .option('--cameras <dir>', 'folder of camera files (default cameras)')
    .option('--networks <dir>', ownNetworks);

serving(program.command('serve'))
  .description('run the server for the cameras in cameras/')
  .action(async (options: Serving) => (await import('../main.ts')).main(readConfig(options, process.env)));

program
  .command('demo')
  .description('run the demo office: made-up people on made-up cameras, on this machine only')
  .option('--port <number>', 'port of the page and the API (default 8080)', wholeNumber)
  .option('--data <dir>', 'where the videos and everything else is kept (default data)')
  .action(async (options: Serving) =>
    (await import('./demo.ts')).demo(readConfig({ ...options, demo: true }, process.env)),
  );

program
  .command('replay')
  .description('recognise people in recordings')
  .argument('<video...>', 'recordings')
  .requiredOption('--people <dir>', 'DIR/<name>/*.jpg or DIR/<name>.jpg')
  .option('--json <file>', 'write the result as JSON')
  .option('--annotated <file.mp4>', 'write the recording with boxes and names')
  .option('--fps <number>', 'frames looked at per second', positiveNumber, 5)
  .option('--threads <number>', 'inference threads', countOf, availableParallelism())
  .option('--networks <dir>', ownNetworks)
  .action(async (videos: string[], options: Networked<ReplayOptions>) => {
    const allRead = await (await import('./replay.ts')).replay(videos, withNetworks(options));
    process.exitCode = allRead ? 0 : 1;
  });

program
  .command('verify')
  .description('verification accuracy on labelled pairs (columns fold, a, b, same)')
  .argument('<pairs.tsv>')
  .requiredOption('--images <dir>', 'folder the names in the pairs start from')
  .option('--json <file>', 'write the result as JSON')
  .option('--threads <number>', 'inference threads', countOf, availableParallelism())
  .option('--networks <dir>', ownNetworks)
  .action(async (pairs: string, options: Networked<VerifyOptions>) =>
    (await import('./verify.ts')).verify(pairs, withNetworks(options)),
  );

program
  .command('gallery')
  .description('who may be confused with whom, and which photos are missing')
  .option('--data <dir>', 'data folder of the server whose people to look at (default data)')
  .option('--people <dir>', 'photos instead: DIR/<name>/*.jpg or DIR/<name>.jpg')
  .option('--json <file>', 'write the result as JSON')
  .option('--networks <dir>', ownNetworks)
  .action(async ({ data, networks, ...options }: Serving & GalleryOptions) =>
    (await import('./gallery.ts')).gallery(readConfig({ data, networks }, process.env), options),
  );

program
  .command('bench')
  .description('benchmarks with peers side by side in the same run')
  .argument('<name>', 'engine, cameras, gallery, presence, reports, terminals, terminalPeers or push')
  .option('--json <file>', 'write the result as JSON')
  .option('--images <dir>', 'pictures to use (default: those inside the installed packages)')
  .option('--rounds <number>', 'counted rounds over the pictures; the median is told', countOf, 3)
  .option('--count <number>', 'cameras: measure this many and do not search', countOf)
  .option('--seconds <number>', 'cameras: how long each run is measured (default 30)', wholeNumber)
  .option('--peers <dir>', 'terminalPeers: where the public npm clients are installed (default: here)')
  .action(async (name: string, options: BenchOptions) =>
    (await import('./bench/bench.ts')).bench(name, options),
  );

program
  .command('soak')
  .description('run the whole program for a while, cut its streams, and tell what grows; fails on a leak')
  .option('--minutes <number>', 'how long', minutesOf, 30)
  .option('--cameras <dir>', 'folder of camera files (default: the demo office)')
  .option('--data <dir>', 'where the demo office keeps its videos (default data)', 'data')
  .option('--cut-every-seconds <number>', 'a stream is cut this often', countOf, 20)
  .action(async (options: SoakOptions) => {
    const well = await (await import('./soak/soak.ts')).soak(options);
    process.exitCode = well ? 0 : 1;
  });

program
  .command('backup')
  .description('write everything into one file: database and camera files; also while the server runs')
  .option('--data <dir>', 'data folder of the server (default data)')
  .option('--cameras <dir>', 'folder of camera files (default cameras)')
  .option('--out <file.tar.gz>', 'where to (default: DATA/backups)')
  .action(async ({ out, ...options }: Serving & { out?: string }) =>
    (await import('./backup.ts')).backup(readConfig(options, process.env), out),
  );

program
  .command('restore')
  .description('put a backup in the place of everything, while the server is stopped')
  .argument('<file.tar.gz>', 'a backup')
  .option('--data <dir>', 'data folder of the server (default data)')
  .option('--cameras <dir>', 'folder of camera files (default cameras)')
  .action(async (file: string, options: Serving) =>
    (await import('./backup.ts')).restore(readConfig(options, process.env), file),
  );

program
  .command('report')
  .description('who was there when: the daily report, or one of several days; also while the server runs')
  .option('--date <YYYY-MM-DD>', 'the day')
  .option('--from <YYYY-MM-DD>', 'instead: the first day')
  .option('--to <YYYY-MM-DD>', 'and the last, included')
  .option('--team <name>', 'one team, with those below it')
  .option('--person <name or code>', 'one person')
  .option('--format <xlsx|pdf|csv|json>', 'what to write', 'xlsx')
  .option('--language <en|id>', 'of the headings', 'en')
  .requiredOption('--out <file>', 'where to')
  .option('--data <dir>', 'data folder of the server (default data)')
  .action(async ({ data, ...options }: Serving & ReportOptions) => {
    const { dataDir } = readConfig({ data }, process.env);
    await (await import('./report.ts')).report(dataDir, options);
  });

const device = program.command('device').description('attendance terminals of the ZKTeco kind');

device
  .command('read')
  .description('identity, capabilities, users and logs of a terminal: all of it or nothing')
  .argument('<host[:port]>')
  .option('--key <number>', 'its comm key', wholeNumber, 0)
  .option('--udp', 'over UDP, as old terminals want it')
  .option('--json <file>', 'write what was read as JSON')
  .option('--code-page <name>', 'of its names, such as gbk or windows-1256', 'utf-8')
  .option('--zone <name>', 'where it hangs, such as Asia/Jakarta: its clock is held against it', systemZone())
  .option('--timeout <seconds>', 'how long it may be silent', countOf, 10)
  .action(async (place: string, options: DeviceReadOptions) =>
    (await import('./deviceRead.ts')).deviceRead(place, options),
  );

device
  .command('simulate')
  .description('a simulated terminal on 127.0.0.1, TCP and UDP')
  .option('--port <number>', 'its port; 0 takes a free one', wholeNumber, 4370)
  .option('--key <number>', 'its comm key; 0 is none', wholeNumber, 0)
  .option('--users <number>', 'how many users', wholeNumber, 20)
  .option('--logs <number>', 'how many records', wholeNumber, 200)
  .option('--fingers <number>', 'how many fingerprints', wholeNumber, 10)
  .option('--user-bytes <28|72>', 'bytes a user', wholeNumber, 72)
  .option('--log-bytes <8|16|40|49>', 'bytes a record', wholeNumber, 40)
  .option(
    '--event-bytes <n>',
    'bytes of a record told as it happens: 10, 12, 14, 32, 36, 37 or 52',
    wholeNumber,
    36,
  )
  .option('--zone <name>', 'zone of its clock', systemZone())
  .option('--drift <seconds>', 'how far its clock is ahead', Number, 0)
  .option('--punch-every <seconds>', 'somebody uses it every so often', Number, 0)
  .option('--fault <name[=n]>', 'what it does wrong, see docs/devices.md; may be repeated', listed, [])
  .action(async (options: DeviceSimulateOptions) =>
    (await import('./deviceSimulate.ts')).deviceSimulate(options),
  );

device
  .command('push-simulate')
  .description('a simulated PUSH terminal that calls a server, such as http://127.0.0.1:8081')
  .argument('<url>')
  .option('--serial <number>', 'what it calls itself', 'SIMPUSH0001')
  .option('--dialect <att|acc>', 'attendance, or access control', 'att')
  .option('--users <number>', 'how many users', wholeNumber, 20)
  .option('--fingers <number>', 'how many fingerprints', wholeNumber, 0)
  .option('--faces <number>', 'how many faces', wholeNumber, 0)
  .option('--zone <name>', 'zone of its clock', systemZone())
  .option('--code-page <name>', 'of its names, such as gbk', 'utf-8')
  .option('--punch-every <seconds>', 'somebody uses it every so often; 0 is never', Number, 5)
  .option('--poll-every <seconds>', 'it asks for commands this often', Number, 5)
  .option('--fault <name[=n]>', 'what it does wrong, see docs/devices.md; may be repeated', listed, [])
  .action(async (url: string, options: DevicePushSimulateOptions) =>
    (await import('./devicePushSimulate.ts')).devicePushSimulate(url, options),
  );

program
  .command('doctor')
  .description('what is missing or slow on this machine, and what to do')
  .option('--data <dir>', 'data folder to check (default data)')
  .option('--networks <dir>', ownNetworks)
  .action(async (options: Serving) => {
    const well = await (await import('./doctor.ts')).doctor(readConfig(options, process.env));
    process.exitCode = well ? 0 : 1;
  });

program
  .command('reset-password')
  .description('give a user a new password, printed once; their second factor is turned off')
  .argument('<email>')
  .option('--data <dir>', 'where everything is kept (default data)')
  .action(async (email: string, options: Serving) => {
    const { dataDir } = readConfig(options, process.env);
    console.log(await (await import('./resetPassword.ts')).resetPassword(dataDir, email));
  });

type Serving = { port?: number; host?: string; data?: string; cameras?: string; networks?: string };
/** As the command line gives them. */
type Networked<Options> = Omit<Options, 'customNetworksDir'> & { networks?: string };

function listed(text: string, before: string[]): string[] {
  return [...before, text];
}
function systemZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** One or more. */
function countOf(text: string): number {
  const count = wholeNumber(text);
  if (count < 1 || count > 64) throw new InvalidArgumentError('Give a whole number from 1 to 64.');
  return count;
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Give a whole number.');
  return Number(text);
}

/** Up to a week. */
function minutesOf(text: string): number {
  const minutes = Number(text);
  if (!(minutes >= 0.2 && minutes <= 10_080))
    throw new InvalidArgumentError('Give a number of minutes, 0.2 or more.');
  return minutes;
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 60)) throw new InvalidArgumentError('Give a number above 0 and up to 60.');
  return value;
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof UserFacingError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
