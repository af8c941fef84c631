/** A life for each terminal that is called: begun, changed and ended as the book says. */
import type { DeviceBook } from './deviceBook.ts';
import { type Life, type LifeNeeds, startLife } from './startLife.ts';
import type { StoredDevice } from './store.ts';

export function followLives(book: DeviceBook, needs: LifeNeeds) {
  const lives = new Map<string, Life & { way: string }>();

  /** What makes another connection necessary. */
  function wayTo(device: StoredDevice): string {
    const { host, port, transport, commKey, liveSync } = device;
    return JSON.stringify([host, port, transport, commKey, liveSync, needs.zoneOf(device)]);
  }

  return {
    of: (deviceId: string): Life | undefined => lives.get(deviceId),
    connections: (): number => [...lives.values()].reduce((sum, life) => sum + life.connections(), 0),
    /** Resolves when those that are not wanted have ended. */
    async follow(): Promise<void> {
      const wanted = book
        .devices()
        .filter(({ kind, approvedAtMs }) => kind === 'zk' && approvedAtMs !== null);
      const ways = new Map(wanted.map((device) => [device.deviceId, wayTo(device)]));
      const over = [...lives].filter(([deviceId, { way }]) => way !== ways.get(deviceId));
      for (const [deviceId] of over) lives.delete(deviceId);
      // A terminal speaks with one at a time.
      await Promise.all(over.map(([, life]) => life.stop()));
      for (const device of wanted) {
        if (lives.has(device.deviceId)) continue;
        lives.set(device.deviceId, { ...startLife(needs, device.deviceId), way: wayTo(device) });
      }
    },
    async stop(): Promise<void> {
      await Promise.all([...lives.values()].map((life) => life.stop()));
      lives.clear();
    },
  };
}
