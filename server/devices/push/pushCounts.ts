/** What went through the PUSH server, counted; and as metrics. */
import { Counter, type Registry } from 'prom-client';

const kinds = [
  ...([
    'requests',
    'punchesAdded',
    'punchesKnown',
    'punchesRefused',
    'rowsKeptRaw',
    'rowsPassedOver',
  ] as const),
  ...(['users', 'templates', 'templatesLeft', 'quarantined', 'turnedAway', 'tooOften', 'tooLarge'] as const),
  ...([
    'unreadable',
    'notStored',
    'commandsSent',
    'commandsDone',
    'commandsFailed',
    'commandsAgain',
  ] as const),
  ...(['resultsUnknown', 'sumsRight', 'sumsApart'] as const),
] as const;

export type PushCount = (typeof kinds)[number];
export type PushCounts = ReturnType<typeof createPushCounts>;

export function createPushCounts() {
  const counts = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<PushCount, number>;
  return {
    add: (kind: PushCount, by = 1): void => void (counts[kind] += by),
    read: (): Readonly<Record<PushCount, number>> => ({ ...counts }),
  };
}

export function measurePush(register: Registry, read: () => Readonly<Record<string, number>>): void {
  new Counter({
    ...{ name: 'whereabouts_push_total', help: 'What PUSH terminals sent and were told, by kind' },
    ...{ registers: [register], labelNames: ['kind'] },
    collect() {
      this.reset();
      for (const [kind, count] of Object.entries(read())) this.inc({ kind }, count);
    },
  });
}
