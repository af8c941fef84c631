/** How well a person is enrolled. Pure. */
import type { Person } from '../../../server/wire.ts';

export type EnrolmentProblem = 'noConsent' | 'noSamples' | 'fewSamples' | 'poorSamples' | 'outdated';

/** Fewer samples are more easily mistaken for somebody else. */
export const samplesWanted = 3;
const poorBelow = 0.4;

export type Enrollable = Pick<Person, 'badgeOnly' | 'consent' | 'samples' | 'outdatedSamples'>;

/** Most important first; none for somebody who is recognised by badge. */
export function enrolmentProblems(person: Enrollable): EnrolmentProblem[] {
  const { badgeOnly, consent, samples, outdatedSamples } = person;
  if (badgeOnly) return [];
  if (consent === null) return ['noConsent'];
  if (samples.length === 0) return [outdatedSamples.length > 0 ? 'outdated' : 'noSamples'];
  return [
    ...(outdatedSamples.length > 0 ? ['outdated' as const] : []),
    ...(samples.length < samplesWanted ? ['fewSamples' as const] : []),
    ...((meanQuality(samples) ?? 1) < poorBelow ? ['poorSamples' as const] : []),
  ];
}

/** null without samples. */
export const meanQuality = (samples: Person['samples']): number | null =>
  samples.length === 0 ? null : samples.reduce((sum, { quality }) => sum + quality, 0) / samples.length;
