/** Which terminals are to be looked at, and a pass at a time for each, a few at once. */
export type Due = { read: boolean; templates: boolean; force: boolean };
export type Turns = ReturnType<typeof createTurnsOfTerminals>;

/** Each conversation is its own, and this machine has other work. */
const passesAtOnce = 4;

export function createTurnsOfTerminals(pass: (deviceId: string, how: Due) => Promise<void>) {
  const due = new Map<string, Due>();
  const running = new Map<string, Promise<void>>();
  return {
    soon(deviceId: string, { read = false, templates = false, force = false }: Partial<Due> = {}): void {
      const before = due.get(deviceId);
      due.set(deviceId, {
        read: read || (before?.read ?? false),
        templates: templates || (before?.templates ?? false),
        force: force || (before?.force ?? false),
      });
    },
    /** Begins as many as may be under way; the others come at the next turn. */
    begin(): void {
      for (const [deviceId, how] of due) {
        if (running.size >= passesAtOnce) return;
        if (running.has(deviceId)) continue;
        due.delete(deviceId);
        running.set(
          deviceId,
          pass(deviceId, how).finally(() => running.delete(deviceId)),
        );
      }
    },
    ended: async (): Promise<void> => void (await Promise.all(running.values())),
  };
}
