/**
 * What must be found: worked out from what truly happened, by rules written down here a second time. Nothing of the server is used.
 * An absence: unseen for longer than the threshold while due, counting only time in which every camera of the place of work and of
 * the place last seen saw, and the program ran.
 */
import {
  type Company,
  type Interval,
  limits,
  minute,
  type Outage,
  shifts,
  type SimulatedPerson,
} from './company.ts';

export type TrueAbsence = Interval & {
  personId: string;
  /** When the threshold was passed. */
  detectedMs: number;
  kind: 'left' | 'notArrived';
  ended: 'returned' | 'off';
};
/** `marginMs`: by how much the nearest unseen time that counted missed or passed its threshold. `near`: those within a minute of it. */
export type PersonTruth = { absences: TrueAbsence[]; marginMs: number; near: Interval[] };

/** Stays as they were seen: without what the camera did not see. */
export function seenBy(company: Company, person: SimulatedPerson): (Interval & { cameraId: string })[] {
  const blind = outagesByCamera(company.outages);
  return (company.stays.get(person.personId) ?? []).flatMap((stay) =>
    without(stay, [...(blind.get(stay.cameraId) ?? []), ...company.stops]).map((part) => ({
      ...part,
      cameraId: stay.cameraId,
    })),
  );
}

export function truthOf(company: Company, person: SimulatedPerson): PersonTruth {
  const areaOf = areasByCamera(company);
  const seen = seenBy(company, person);
  const truth: PersonTruth = { absences: [], marginMs: Infinity, near: [] };
  const grace = shifts[person.shift].lateGraceMinutes * minute;
  for (const day of company.dueDays.get(person.personId) ?? [])
    for (const stretch of day.due)
      for (const unseen of without(stretch, seen)) {
        const last = seen.filter(({ fromMs }) => fromMs < unseen.fromMs + 1).at(-1);
        const lastMs = last ? Math.min(last.toMs, unseen.fromMs) : -Infinity;
        const hasArrived = lastMs >= day.startMs;
        const isFirst = unseen.fromMs === stretch.fromMs;
        const lateMs = isFirst && !hasArrived ? lateAfter(day, grace) - day.startMs : 0;
        const areas = new Set([person.area, ...(last ? [areaOf.get(last.cameraId) ?? ''] : [])]);
        const counted = countedIn(company, unseen, areas, lastMs >= stretch.fromMs);
        addAbsence(truth, person, {
          unseen,
          counted,
          stretch,
          thresholdMs: limits.absentAfterMs + lateMs,
          hasArrived,
        });
      }
  return truth;
}

/** Leave at the beginning moves it. */
const lateAfter = (day: { due: Interval[]; startMs: number }, grace: number): number =>
  (day.due[0]?.fromMs ?? day.startMs) + grace;

type Piece = Interval & { countedMs: number };
type Judged = {
  unseen: Interval;
  counted: Piece[];
  stretch: Interval;
  thresholdMs: number;
  hasArrived: boolean;
};

function addAbsence(
  truth: PersonTruth,
  { personId }: SimulatedPerson,
  { unseen, counted, stretch, thresholdMs, hasArrived }: Judged,
): void {
  const most = Math.max(0, ...counted.map(({ countedMs }) => countedMs));
  truth.marginMs = Math.min(truth.marginMs, Math.abs(most - thresholdMs));
  if (Math.abs(most - thresholdMs) < minute) truth.near.push(unseen);
  const passed = counted.find(({ countedMs }) => countedMs > thresholdMs);
  if (!passed) return;
  truth.absences.push({
    ...{ personId, fromMs: unseen.fromMs, toMs: unseen.toMs },
    detectedMs: passed.toMs - (passed.countedMs - thresholdMs),
    kind: hasArrived ? 'left' : 'notArrived',
    ended: unseen.toMs === stretch.toMs ? 'off' : 'returned',
  });
}

/**
 * How much has counted at the end of each time in which all saw. A program that starts again goes on from what was stored: away, or
 * nothing.
 */
function countedIn(company: Company, unseen: Interval, areas: Set<string>, seenInStretch: boolean): Piece[] {
  const cameras = new Set(
    company.sites.flatMap(({ floors }) =>
      floors.flatMap((floor) => (areas.has(floor.area) ? floor.cameras : [])),
    ),
  );
  const blind = [
    ...company.outages.filter(({ cameraId }) => cameras.has(cameraId)),
    ...company.stops.map((stop) => ({ ...stop, isStop: true })),
  ];
  const pieces: Piece[] = [];
  let countedMs = 0;
  for (const piece of without(unseen, blind)) {
    const stopped = company.stops.some(
      ({ toMs }) => toMs > (pieces.at(-1)?.toMs ?? unseen.fromMs) && toMs <= piece.fromMs,
    );
    if (stopped) countedMs = seenInStretch && countedMs > limits.awayAfterMs ? limits.awayAfterMs : 0;
    countedMs += piece.toMs - piece.fromMs;
    pieces.push({ ...piece, countedMs });
  }
  return pieces;
}

export function areasByCamera({ sites }: Pick<Company, 'sites'>): Map<string, string> {
  return new Map(
    sites.flatMap(({ floors }) =>
      floors.flatMap(({ area, cameras }) => cameras.map((cameraId): [string, string] => [cameraId, area])),
    ),
  );
}

export function outagesByCamera(outages: readonly Outage[]): Map<string, Interval[]> {
  const byCamera = new Map<string, Interval[]>();
  for (const { cameraId, ...outage } of outages)
    byCamera.set(cameraId, [...(byCamera.get(cameraId) ?? []), outage]);
  return byCamera;
}

/** What of `whole` is in none of `holes`, in order. */
export function without(whole: Interval, holes: readonly Interval[]): Interval[] {
  const left: Interval[] = [];
  let fromMs = whole.fromMs;
  for (const hole of [...holes].sort((a, b) => a.fromMs - b.fromMs)) {
    if (hole.toMs <= fromMs || hole.fromMs >= whole.toMs) continue;
    if (hole.fromMs > fromMs) left.push({ fromMs, toMs: hole.fromMs });
    fromMs = Math.max(fromMs, hole.toMs);
  }
  if (fromMs < whole.toMs) left.push({ fromMs, toMs: whole.toMs });
  return left;
}
