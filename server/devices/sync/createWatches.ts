/** What changes while a plan is made of what is known: a plan says nothing of whoever was touched meanwhile. */
import type { HeldUser, Plan, PlanLeft } from './planTypes.ts';
import type { SyncRow } from './syncRow.ts';

type Watch = { deviceId: string; people: Set<string>; ids: Set<string>; isStale: boolean };
export type Touched = Pick<SyncRow, 'deviceId' | 'userId' | 'personId'>;
type UsersHeld = ReadonlyMap<string, HeldUser>;
type Whose = (userId: string) => string | null;

export function createWatches() {
  const open = new Set<Watch>();
  return {
    touch({ deviceId, userId, personId }: Touched): void {
      for (const watch of open) {
        if (personId !== null) watch.people.add(personId);
        if (deviceId === watch.deviceId) watch.ids.add(userId);
      }
    },
    touchPeople(personIds: Iterable<string>): void {
      if (open.size > 0)
        for (const personId of personIds) for (const { people } of open) people.add(personId);
    },
    /** Of whoever is held otherwise than before, and of nobody else: results that come one after the other leave the most of a plan. */
    touchUsers(deviceId: string, before: UsersHeld, after: UsersHeld, whose: Whose): void {
      const of = [...open].filter((watch) => watch.deviceId === deviceId);
      if (of.length === 0) return;
      for (const userId of apart(before, after)) {
        const personId = whose(userId);
        for (const { ids, people } of of) {
          ids.add(userId);
          if (personId !== null) people.add(personId);
        }
      }
    },
    /** Everything is another, on this terminal or (null) on all. */
    turn(deviceId: string | null): void {
      for (const watch of open) if (deviceId === null || watch.deviceId === deviceId) watch.isStale = true;
    },
    /** Until it is ended. */
    watch(deviceId: string) {
      const watch: Watch = { deviceId, people: new Set(), ids: new Set(), isStale: false };
      open.add(watch);
      const isTouched = ({ userId, personId }: Pick<SyncRow, 'userId' | 'personId'>): boolean =>
        watch.ids.has(userId) || (personId !== null && watch.people.has(personId));
      return {
        end: (): void => void open.delete(watch),
        /** As far as it still holds. */
        left(plan: Plan): PlanLeft {
          if (watch.isStale) return nothingLeft;
          const rows = plan.rows.filter((row) => !isTouched(row));
          const ids = new Set(rows.map(({ userId }) => userId));
          const steps = plan.steps.filter(({ userId }) => ids.has(userId));
          const forget = plan.forget.filter((userId) => !watch.ids.has(userId));
          const isWhole = watch.ids.size === 0 && rows.length === plan.rows.length;
          return { rows, steps, forget, isWhole, speaksOf: (userId) => isWhole || ids.has(userId) };
        },
      };
    },
  };
}

/** Nothing is said of anybody. */
export const nothingLeft: PlanLeft = {
  rows: [],
  steps: [],
  forget: [],
  isWhole: false,
  speaksOf: () => false,
};

function* apart(before: UsersHeld, after: UsersHeld): Iterable<string> {
  for (const [userId, user] of after) if (!isAlike(before.get(userId), user)) yield userId;
  for (const userId of before.keys()) if (!after.has(userId)) yield userId;
}

const isAlike = (a: HeldUser | undefined, b: HeldUser): boolean =>
  a === b ||
  (a !== undefined &&
    a.name === b.name &&
    a.privilege === b.privilege &&
    a.card === b.card &&
    (a.group ?? '') === (b.group ?? ''));
