/** Looks for terminals at every address of a network, a few at a time, and says of each that answers why it can or cannot be used. */
import { UserFacingError } from '../errors.ts';
import type { JobSteps } from '../jobs/createJobs.ts';
import type { Clock } from '../presence/startPresence.ts';
import type { DeviceScanResult, ScannedDevice } from '../wire.ts';
import { readFacts } from './readFacts.ts';
import { connectTerminal, type TerminalSettings } from './zk/connectTerminal.ts';

export type ScanParts = {
  clock: Clock;
  /** One that is here already; a terminal speaks with one at a time, so those that are connected are not called again. */
  known: (address: string, port: number) => ScannedDevice | null;
  /** Of the serial number. */
  deviceIdOf: (serial: string) => string | null;
};

const atOnce = 16;
/** So few, and each is told of, also where nothing answers. */
const fewAddresses = 4;
const quick = { connectTimeoutMs: 1000, replyTimeoutMs: 2000, exchangeMaxMs: 10_000 };

export async function scanSubnet(
  addresses: readonly string[],
  settings: Required<Pick<TerminalSettings, 'port' | 'transport' | 'key'>>,
  { signal, progress }: JobSteps,
  parts: ScanParts,
): Promise<DeviceScanResult> {
  const open = [...addresses];
  const devices: ScannedDevice[] = [];
  let done = 0;
  let silent = 0;
  async function work(): Promise<void> {
    for (let address = open.shift(); address !== undefined; address = open.shift()) {
      signal.throwIfAborted();
      const { reached, ...found } = await ask(address, settings, parts);
      if (!reached) silent++;
      if (reached || addresses.length <= fewAddresses) devices.push(found);
      progress(++done, addresses.length);
    }
  }
  progress(0, addresses.length);
  await Promise.all(Array.from({ length: Math.min(atOnce, addresses.length) }, work));
  const order = new Map(addresses.map((address, index) => [address, index]));
  const placeOf = ({ address }: ScannedDevice): number => order.get(address) ?? 0;
  return { devices: devices.sort((a, b) => placeOf(a) - placeOf(b)), silent };
}

async function ask(
  address: string,
  { port, ...settings }: Required<Pick<TerminalSettings, 'port' | 'transport' | 'key'>>,
  { clock, known, deviceIdOf }: ScanParts,
): Promise<ScannedDevice & { reached: boolean }> {
  const here = known(address, port);
  if (here) return { ...here, reached: true };
  const found = { address, port, facts: null, problem: null, deviceId: null };
  try {
    const terminal = await connectTerminal({ host: address, port, ...settings, ...quick }, clock);
    try {
      const facts = await readFacts(terminal);
      return { ...found, facts, deviceId: facts.serial && deviceIdOf(facts.serial), reached: true };
    } finally {
      await terminal.close(closeWithinMs);
    }
  } catch (error) {
    if (!(error instanceof UserFacingError)) throw error;
    return { ...found, problem: error.message, reached: error.code !== 'DEVICE_UNREACHABLE' };
  }
}

const closeWithinMs = 500;
