/** Everything of one body is stored before the terminal hears OK: it forgets what was acknowledged. */
import type { HeldTemplates } from './heldTemplates.ts';
import type { LogReadings } from './logReadings.ts';
import type { PushCounts } from './pushCounts.ts';
import type { OwnedTemplate } from './pushContents.ts';
import type { PushDevice, PushStore } from './pushStore.ts';
import { factsOf } from './readOptions.ts';
import type { PushPunch, PushTemplate, Upload } from './rows.ts';

export type Taken = { added: number; known: number; refused: number };
/** Rejects when they are not stored; the same row given again is known. */
export type TakeRows = (device: PushDevice, rows: readonly PushPunch[], nowMs: number) => Promise<Taken>;

export type TakeParts = {
  store: PushStore;
  held: HeldTemplates;
  readings: LogReadings;
  counts: PushCounts;
  takeRows: TakeRows;
  /** Whether the company lets fingers, faces and photos be stored. */
  storesTemplates: () => boolean;
  /** Whose it is, as far as it may be stored; null: it may not. Left out: whoever's number it is. */
  keptFor?: (device: PushDevice, template: PushTemplate) => string | null;
  /** For those who send them on to other terminals. */
  templatesCame: (device: PushDevice, templates: readonly PushTemplate[]) => void;
  usersCame: (device: PushDevice, userIds: readonly string[]) => void;
};

export async function takeUpload(parts: TakeParts, device: PushDevice, upload: Upload, nowMs: number) {
  const { store, counts } = parts;
  const { punches, users, raw, options } = upload;
  await store.keepRaw(device.serial, raw, nowMs);
  await store.keepUsers(device.deviceId, users, nowMs);
  await takeTemplates(parts, device, upload, nowMs);
  const told = factsOf({ get: (key) => options.get(key.toLowerCase()), entries: () => [...options] });
  if (Object.keys(told).length > 0) await store.keepFacts(device.deviceId, told, null);
  if (punches.length > 0) {
    const { added, known, refused } = await parts.takeRows(device, punches, nowMs);
    counts.add('punchesAdded', added);
    counts.add('punchesKnown', known);
    counts.add('punchesRefused', refused);
  }
  parts.readings.came(device.deviceId, upload);
  counts.add('rowsKeptRaw', raw.length);
  counts.add('users', users.length);
  counts.add('rowsPassedOver', upload.passedOver);
  if (users.length > 0)
    parts.usersCame(
      device,
      users.map(({ userId }) => userId),
    );
}

async function takeTemplates(parts: TakeParts, device: PushDevice, { templates }: Upload, nowMs: number) {
  if (templates.length === 0) return;
  // A terminal that is not to share them has none taken, whatever it sends.
  if (!device.liveSync) return parts.counts.add('templatesLeft', templates.length);
  const named = templates.map((each) => ({
    ...each,
    algorithm: each.algorithm ?? algorithmOf(device, each),
  }));
  if (parts.storesTemplates())
    await parts.store.keepTemplates(device.serial, owned(parts, device, named), nowMs);
  // Where it is known whose they are, they are held for whom they are sent to, when they are sent.
  else if (!parts.keptFor) for (const each of named) parts.held.hold(each);
  parts.counts.add('templates', named.length);
  parts.templatesCame(device, named);
}

const owned = (
  { keptFor }: TakeParts,
  device: PushDevice,
  templates: readonly PushTemplate[],
): OwnedTemplate[] =>
  templates.flatMap((each) => {
    const personId = keptFor ? keptFor(device, each) : each.userId;
    return personId === null ? [] : { ...each, personId };
  });

/** Its rows do not say; null: nor did the terminal, and nobody else gets them. */
const algorithmOf = ({ facts }: PushDevice, { kind }: PushTemplate): string | null =>
  (kind === 'finger' ? facts.fingerAlgorithm : facts.faceAlgorithm) ?? null;
