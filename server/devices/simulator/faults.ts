/** What a simulated terminal does wrong, on request. */
import { problem } from '../../errors.ts';
import { commands } from '../zk/commands.ts';

export type Faults = {
  /** TCP: every message in pieces of so many bytes. */
  splitBytes?: number;
  /** TCP: so many bytes of something else before every message. */
  garbageBytes?: number;
  /** After so many parts of a dataset it says nothing more. */
  stallAfterParts?: number;
  /** After so many parts it closes the connection. */
  dropAfterParts?: number;
  /** TCP: in the middle of the part after so many it resets the connection. */
  resetAfterParts?: number;
  /** Parts of a dataset come with so many bytes less than were asked for. */
  shortBytes?: number;
  /** Commands it never answers. */
  silentOn?: readonly number[];
  /** It counts so many more, or less, than it has. */
  countsOff?: { users?: number; logs?: number; fingers?: number };
  /** SpeedFace in access control mode: the log cannot be read. */
  accessMode?: boolean;
  /** Another client is connected: connections are taken and not answered, or closed. */
  otherClient?: 'silent' | 'closes';
  /** Every so many-th message has a wrong checksum. */
  corruptEvery?: number;
  /** UDP: every so many-th datagram is lost. */
  loseEvery?: number;
  /** UDP: every so many-th datagram comes twice. */
  repeatEvery?: number;
  /** Rows of a width that nobody knows. */
  logBytes?: number;
  /** Commands its firmware does not know. */
  unknown?: readonly number[];
};

const whole = (value: string | undefined, otherwise: number): number => Number(value ?? otherwise);

/** By name on the command line, with a number after "=" where one is told. */
const named: Record<string, { says: string; faults: (value: string | undefined) => Faults }> = {
  split: { says: 'messages in pieces of N bytes', faults: (value) => ({ splitBytes: whole(value, 5) }) },
  garbage: {
    says: 'N bytes of something else before each',
    faults: (value) => ({ garbageBytes: whole(value, 7) }),
  },
  stall: {
    says: 'nothing more after N parts of a dataset',
    faults: (value) => ({ stallAfterParts: whole(value, 1) }),
  },
  drop: { says: 'closes after N parts', faults: (value) => ({ dropAfterParts: whole(value, 1) }) },
  reset: { says: 'resets amid the part after N', faults: (value) => ({ resetAfterParts: whole(value, 1) }) },
  short: { says: 'parts lack N bytes', faults: (value) => ({ shortBytes: whole(value, 8) }) },
  silent: {
    says: 'never answers command N (default: reading a dataset)',
    faults: (value) => ({ silentOn: [whole(value, commands.prepareRead)] }),
  },
  'count-logs': {
    says: 'counts N records more',
    faults: (value) => ({ countsOff: { logs: whole(value, 7) } }),
  },
  'count-users': {
    says: 'counts N users more',
    faults: (value) => ({ countsOff: { users: whole(value, 7) } }),
  },
  'access-mode': { says: 'access control mode: no log', faults: () => ({ accessMode: true }) },
  busy: { says: 'another client is connected: no answer', faults: () => ({ otherClient: 'silent' }) },
  'busy-close': { says: 'another client is connected: closes', faults: () => ({ otherClient: 'closes' }) },
  corrupt: { says: 'every N-th checksum is wrong', faults: (value) => ({ corruptEvery: whole(value, 9) }) },
  lose: { says: 'UDP: every N-th datagram is lost', faults: (value) => ({ loseEvery: whole(value, 9) }) },
  repeat: {
    says: 'UDP: every N-th datagram comes twice',
    faults: (value) => ({ repeatEvery: whole(value, 5) }),
  },
  'odd-logs': { says: 'records of N bytes', faults: (value) => ({ logBytes: whole(value, 44) }) },
};

export const faultNames = Object.entries(named).map(([name, { says }]) => `${name}: ${says}`);

/** Of `split=3`, `busy`, …; throws CONFIG_UNUSABLE. */
export function readFaults(texts: readonly string[]): Faults {
  return texts.reduce<Faults>((all, text) => {
    const [name = '', value] = text.split('=');
    const found = named[name];
    if (found && (value === undefined || /^-?\d+$/.test(value))) return { ...all, ...found.faults(value) };
    const remedy = `Choose of: ${Object.keys(named).join(', ')}; a number may follow after "=".`;
    throw problem('CONFIG_UNUSABLE', { problem: `there is no fault "${text}"`, remedy });
  }, {});
}
