/** Incidents of terminals that do not confirm that people who left are gone from them: one for each, however many they are. Pure. */
import type { StillOnNow } from '../notices/noticesAfter.ts';
import type { ChangeBook } from './changeBook.ts';
import { type Incident, type IncidentDetail, lasts } from './incident.ts';
import type { Over } from './openAndEnd.ts';

/** What an incident tells of it; null: nothing is missing. */
export const stillOnDetail = ({ name, area, detail, trouble, people, sinceMs }: StillOnNow) =>
  detail === null
    ? null
    : ({
        ...{ name, area, why: detail, trouble, people },
        longestSinceMs: sinceMs,
      } satisfies Partial<IncidentDetail>);

/** The last receipt came, or nobody asks for it any more: that is told to nobody. */
export function stillOnOver(
  { openedAtMs }: Pick<Incident, 'openedAtMs'>,
  now: StillOnNow | undefined,
  atMs: number,
): Over | null {
  if (!now) return { state: 'closed', atMs, why: 'The terminal was removed.' };
  if (now.detail !== null) return null;
  if (now.isOff) return { state: 'closed', atMs, why: 'It is turned off.' };
  return (now.confirmedAtMs ?? -Infinity) < openedAtMs
    ? { state: 'closed', atMs, why: 'Nobody who left is expected on it any more.' }
    : { state: 'resolved', atMs, why: 'The terminal confirmed that everybody who left is gone from it.' };
}

/** Others leave while it lasts, and why it is so changes: whoever is told later, or looks, hears how it is now. */
export function retoldStillOn(changes: ChangeBook, world: readonly StillOnNow[]): void {
  for (const incident of changes.incidents()) {
    if (incident.kind !== 'stillOnTerminal' || !lasts(incident)) continue;
    const now = world.find(({ terminalId }) => terminalId === incident.subjectId);
    const told = now && stillOnDetail(now);
    if (told && isNews(incident, told)) changes.put({ ...incident, detail: { ...incident.detail, ...told } });
  }
}

const isNews = ({ detail }: Incident, told: Partial<IncidentDetail>): boolean =>
  (Object.keys(told) as (keyof IncidentDetail)[]).some((key) => detail[key] !== told[key]);
