/** The watches that go on and the placements that last, and what of them is not written. No I/O, no clock. */
import type { CoverageWrite, PlacementRow, WatchRow } from './store.ts';

export type WatchingCamera = { cameraId: string; area: string; seeing: boolean };

/** A longer step of the clock was none: it was set, or the machine slept, and in neither did anybody look. */
const stepMostMs = 10_000;
/** What cameras tell arrives out of order by less. */
const disorderMs = 1_000;
/** A hundred cameras that fail and recover all day while the store fails; about 2 MB. */
const rowsKeptMax = 10_000;

type From = { placed: PlacementRow[]; nowMs: number; newId: () => string };

export function coverageBook({ placed, nowMs, newId }: From) {
  const placements = new Map(placed.map((row) => [row.cameraId, row]));
  const unplaced = keptRows<PlacementRow>();
  const watches = watchBook(nowMs, newId);

  function set({ cameraId, area, seeing }: WatchingCamera, atMs: number): void {
    const before = placements.get(cameraId);
    if (before?.area !== area) {
      remove(cameraId, atMs);
      const row = { id: newId(), cameraId, area, fromMs: atMs, toMs: null };
      placements.set(cameraId, row);
      unplaced.keep(row);
    }
    if (seeing) watches.begin(cameraId, area, atMs);
    else watches.end(cameraId, atMs);
  }

  function remove(cameraId: string, atMs: number): void {
    watches.end(cameraId, atMs);
    const placement = placements.get(cameraId);
    if (!placement) return;
    placements.delete(cameraId);
    unplaced.keep({ ...placement, toMs: Math.max(placement.fromMs, atMs) });
  }

  return {
    tick: watches.tick,
    dropped: () => unplaced.dropped() + watches.unwritten.dropped(),
    setCameras(cameras: readonly WatchingCamera[], atMs: number): void {
      watches.tick(atMs);
      const there = new Set(cameras.map(({ cameraId }) => cameraId));
      for (const cameraId of [...placements.keys()]) if (!there.has(cameraId)) remove(cameraId, atMs);
      for (const camera of cameras) set(camera, atMs);
    },
    health(cameraId: string, seeing: boolean, atMs: number): void {
      const placement = placements.get(cameraId);
      if (placement) set({ cameraId, area: placement.area, seeing }, atMs);
    },
    /** null: nothing. */
    unwritten(): CoverageWrite | null {
      const write = { ...watches.toWrite(), placements: unplaced.all() };
      return write.watches.length + write.placements.length + write.extended.ids.length === 0 ? null : write;
    },
    /** One that ended while it was written is written again. */
    written(rows: CoverageWrite): void {
      for (const { id, toMs } of rows.watches)
        if ((watches.unwritten.get(id)?.toMs ?? 0) <= toMs) watches.unwritten.delete(id);
      for (const row of rows.placements) if (unplaced.get(row.id) === row) unplaced.delete(row.id);
    },
  };
}

/** What each camera that sees has seen without a break. */
function watchBook(startMs: number, newId: () => string) {
  const open = new Map<string, WatchRow>();
  const unwritten = keptRows<WatchRow>();
  let lookedMs = startMs;

  function begin(cameraId: string, area: string, atMs: number): void {
    if (open.has(cameraId)) return;
    const row = { id: newId(), cameraId, area, fromMs: atMs, toMs: atMs };
    open.set(cameraId, row);
    unwritten.keep(row);
  }

  function end(cameraId: string, atMs: number): void {
    const row = open.get(cameraId);
    if (!row) return;
    open.delete(cameraId);
    unwritten.keep({ ...row, toMs: Math.max(row.fromMs, atMs) });
  }

  return {
    ...{ begin, end, unwritten },
    /** Watches go on while the clock does: after a jump they are new ones. */
    tick(nowMs: number): void {
      const stepMs = nowMs - lookedMs;
      const hasJumped = stepMs > stepMostMs || stepMs < -disorderMs;
      for (const row of [...open.values()])
        if (hasJumped) {
          end(row.cameraId, lookedMs);
          begin(row.cameraId, row.area, nowMs);
        } else if (stepMs > 0) open.set(row.cameraId, { ...row, toMs: nowMs });
      lookedMs = hasJumped ? nowMs : Math.max(lookedMs, nowMs);
    },
    toWrite(): Omit<CoverageWrite, 'placements'> {
      const latest = (row: WatchRow): WatchRow => {
        const now = open.get(row.cameraId);
        return now?.id === row.id ? now : row;
      };
      const ids = [...open.values()].flatMap(({ id }) => (unwritten.get(id) ? [] : id));
      return { watches: unwritten.all().map(latest), extended: { ids, toMs: lookedMs } };
    },
  };
}

/** Bounded; what is lost is counted. */
function keptRows<Row extends { id: string }>() {
  const rows = new Map<string, Row>();
  let dropped = 0;
  return {
    keep(row: Row): void {
      rows.set(row.id, row);
      const [oldest] = rows.keys();
      if (rows.size <= rowsKeptMax || oldest === undefined) return;
      rows.delete(oldest);
      dropped++;
    },
    get: (id: string) => rows.get(id),
    delete: (id: string) => rows.delete(id),
    all: () => [...rows.values()],
    dropped: () => dropped,
  };
}
