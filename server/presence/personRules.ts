/** The limits and work areas of each, kept until duty changes. */
import type { Duty } from '../duty.ts';
import { keepCameraMs, type PresenceRules } from './presence.ts';

/** What the settings say. */
export type PresenceLimits = Omit<PresenceRules, 'keepCameraMs'>;

export function personRules(
  limits: PresenceLimits,
  duty: Pick<Duty, 'limitsOf' | 'workAreasOf'> | undefined,
) {
  let company: PresenceRules = { ...limits, keepCameraMs };
  const known = new Map<string, { rules: PresenceRules; areas: ReadonlySet<string> }>();
  return {
    of(personId: string) {
      const own = known.get(personId);
      if (own) return own;
      const rules = duty ? { ...duty.limitsOf(personId), keepCameraMs } : company;
      const now = { rules, areas: duty?.workAreasOf(personId) ?? nowhere };
      known.set(personId, now);
      return now;
    },
    forget: () => known.clear(),
    setCompany: (now: PresenceLimits): void => void (company = { ...now, keepCameraMs }),
    /** Under other limits of the company. Who has their own keeps them. */
    under(own: PresenceRules, other: PresenceLimits): PresenceRules {
      const pick = (key: keyof PresenceLimits): number => (own[key] === company[key] ? other[key] : own[key]);
      return { ...own, awayAfterMs: pick('awayAfterMs'), absentAfterMs: pick('absentAfterMs') };
    },
  };
}

const nowhere: ReadonlySet<string> = new Set();
