/** Templates that a terminal was found to hold: noted by their hash, held for those who lack them, stored where that is allowed. */
import type { StoredDevice } from '../store.ts';
import { byPlace } from './applyOutcome.ts';
import { mayPass } from './missingTemplates.ts';
import { ownerOf } from './ownerOf.ts';
import type { TemplateToKeep } from './storedTemplates.ts';
import { soonOf, type SyncPassParts } from './syncPass.ts';
import { freshRow, type HeldTemplate, placeOf, type SyncRow, type TemplateOf } from './syncRow.ts';
import type { FoundTemplate } from './syncTarget.ts';

/** By user id. `all`: they hold no others. */
export async function keepFound(
  parts: SyncPassParts,
  device: StoredDevice,
  found: ReadonlyMap<string, readonly FoundTemplate[]>,
  all: boolean,
): Promise<void> {
  const rows = [...found].flatMap(([userId, each]) => noted(parts, device, userId, each, all) ?? []);
  for (const row of rows) parts.book.put(row);
  await parts.store.save(rows);
  const passed = [...found].flatMap(([userId, each]) => mayBePassed(parts, device, userId, each));
  const concerned = new Set(rows.map(({ personId }) => personId));
  for (const template of passed) {
    const { personId } = template;
    if (parts.pool.isWanted({ personId, template })) concerned.add(personId);
    parts.pool.put({ personId, template }, template.template);
  }
  await store(parts, device, passed);
  soonOf(parts, concerned);
}

/** null: as it was known. */
function noted(
  { book, now, readTimes }: SyncPassParts,
  { deviceId }: StoredDevice,
  userId: string,
  found: readonly FoundTemplate[],
  all: boolean,
): SyncRow | null {
  const before = book.row(deviceId, userId);
  const row = before ?? freshRow(deviceId, userId, now());
  // What came to a terminal that was known is newer than what was there from the beginning.
  const wasKnown = readTimes.has(deviceId) && before?.held === true;
  const templates = merged(row.templates, found, { all, cameAtMs: wasKnown ? now() : 0, nowMs: now() });
  if (before?.held && JSON.stringify(templates) === JSON.stringify(before.templates)) return null;
  return { ...row, personId: ownerOf(row, book.company), held: true, templates };
}

/** As those of whom they are known to be, whoever has the number by now. */
function mayBePassed(
  { book }: SyncPassParts,
  { deviceId }: StoredDevice,
  userId: string,
  found: readonly FoundTemplate[],
) {
  const { exists, hasConsent, withdrawnAtMs } = book.company;
  const row = book.row(deviceId, userId) ?? freshRow(deviceId, userId, 0);
  const personId = ownerOf(row, book.company);
  if (personId === null || !exists(personId) || withdrawnAtMs(personId) !== null) return [];
  return found
    .filter((each) => each.algorithm !== '' && mayPass(each, hasConsent(personId)))
    .map((each) => ({ ...each, personId, userId }));
}

async function store(
  { book, templates, storesTemplates, now }: SyncPassParts,
  { serial, deviceId }: StoredDevice,
  passed: readonly TemplateToKeep[],
): Promise<void> {
  if (!storesTemplates() || passed.length === 0) return;
  const keyOf = (of: TemplateOf & { personId: string }) => `${of.personId} ${placeOf(of)}`;
  const known = new Map(book.stored().map((each) => [keyOf(each), each]));
  const news = passed.filter((each) => known.get(keyOf(each))?.hash !== each.hash);
  if (news.length === 0) return;
  await templates.keep(serial ?? deviceId, news, now());
  for (const each of news) {
    const { personId, kind, number, algorithm, hash } = each;
    known.set(keyOf(each), { personId, kind, number, algorithm, hash, changedAtMs: 0 });
  }
  book.setStored(
    [...known.values()],
    news.map(({ personId }) => personId),
  );
}

function merged(
  before: readonly HeldTemplate[],
  found: readonly FoundTemplate[],
  { all, cameAtMs, nowMs }: { all: boolean; cameAtMs: number; nowMs: number },
): HeldTemplate[] {
  const known = new Map(before.map((each) => [placeOf(each), each]));
  const seen = found.map(({ kind, number, algorithm, hash }): HeldTemplate => {
    const old = known.get(placeOf({ kind, number, algorithm }));
    const changedAtMs = old === undefined ? cameAtMs : old.hash === hash ? old.changedAtMs : nowMs;
    return { kind, number, algorithm, hash, changedAtMs };
  });
  const places = new Set(seen.map(placeOf));
  // Of which algorithm it is, it said only now.
  const isNamed = ({ kind, number, algorithm }: HeldTemplate): boolean =>
    algorithm === '' && found.some((each) => each.kind === kind && each.number === number);
  const others = before.filter((each) => !places.has(placeOf(each)) && !isNamed(each));
  return [...(all ? [] : others), ...seen].sort(byPlace);
}
