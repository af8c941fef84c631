/** What went through the PUSH server, counted. */
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
