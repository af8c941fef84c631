/** What changes while a plan is made of what is known: a plan says nothing of whoever was touched meanwhile. */
import type { Plan } from './planTypes.ts';
import type { SyncRow } from './syncRow.ts';

type Watch = { deviceId: string; people: Set<string>; ids: Set<string>; isStale: boolean };
export type Touched = Pick<SyncRow, 'deviceId' | 'userId' | 'personId'>;

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
        /** As far as it still holds; null: nothing of it does. */
        left(plan: Plan): { plan: Plan; isWhole: boolean } | null {
          if (watch.isStale) return null;
          const rows = plan.rows.filter((row) => !isTouched(row));
          const ids = new Set(rows.map(({ userId }) => userId));
          const steps = plan.steps.filter(({ userId }) => ids.has(userId));
          const forget = plan.forget.filter((userId) => !watch.ids.has(userId));
          const isWhole = rows.length === plan.rows.length && forget.length === plan.forget.length;
          return { plan: { rows, steps, forget }, isWhole };
        },
      };
    },
  };
}
