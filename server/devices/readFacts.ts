/** What a terminal says of itself, in one go. */
import type { DeviceFacts } from '../wire.ts';
import type { DeviceCounts } from './deviceBook.ts';
import type { Terminal } from './zk/connectTerminal.ts';
import type { TerminalCounts } from './zk/counts.ts';

export async function readFacts(terminal: Terminal): Promise<DeviceFacts> {
  const identity = await terminal.identity();
  const can = await terminal.capabilities();
  const counts = await terminal.counts();
  const { driftMs } = await terminal.time();
  return {
    ...{ serial: identity.serial, mac: identity.mac, address: terminal.address },
    ...{ firmware: identity.firmware, platform: identity.platform, model: identity.name },
    fingerAlgorithm: can.fingers ? can.fingerVersion : null,
    faceAlgorithm: can.faces ? can.faceVersion : null,
    ...countsTold(counts),
    driftMs,
  };
}

export const countsTold = ({ users, fingers, faces, logs, capacity }: TerminalCounts): DeviceCounts => ({
  counts: { users, fingers, faces: faces ?? 0, logs },
  capacities: {
    ...{ users: capacity.users, fingers: capacity.fingers },
    ...{ faces: capacity.faces ?? 0, logs: capacity.logs },
  },
});
