/** Escalation in words. */
import { msg, str } from '@lit/localize';
import type { EscalationPolicy, NewPolicy, Overview, RecipientRule } from '../../server/wire.ts';
import { durationText, numberText } from './time.ts';

export function ruleText(rule: RecipientRule, nameOf: (personId: string) => string | undefined): string {
  switch (rule.kind) {
    case 'supervisor':
      return msg('the direct supervisor');
    case 'superior':
      return msg('the one above, who was not told yet');
    case 'hr':
      return msg('HR');
    case 'admins':
      return msg('administrators and owners');
    case 'person':
      return nameOf(rule.personId) ?? msg('somebody who was removed');
    default:
      return rule satisfies never;
  }
}

/** `first`: what zero minutes is counted from. */
export function afterText(afterMinutes: number, first: string): string {
  if (afterMinutes === 0) return first;
  const duration = durationText(afterMinutes * 60_000);
  return msg(str`After ${duration}`);
}

export function subjectText({ subject, subjectId }: NewPolicy, overview: Overview | null): string {
  if (subject === 'company') return msg('The whole company');
  const area = overview?.areas.find(({ areaId }) => areaId === subjectId)?.name;
  const team = overview?.teams.find(({ teamId }) => teamId === subjectId)?.name;
  const name = (subject === 'team' ? team : area) ?? msg('removed');
  return subject === 'team' ? msg(str`Team: ${name}`) : msg(str`Area: ${name}`);
}

/** What else a policy says, each in a sentence. */
export function policySentences(policy: NewPolicy): string[] {
  const { quietHours, groupDelayMs, digestFrom, tellsResolved } = policy;
  const delay = durationText(groupDelayMs);
  const many = numberText(digestFrom);
  return [
    quietHours
      ? msg(
          str`Between ${quietHours.from} and ${quietHours.to} messages wait, except those of urgent levels.`,
        )
      : msg('No quiet hours.'),
    groupDelayMs > 0 ? msg(str`Who is back within ${delay} is not told of.`) : msg('Messages leave at once.'),
    msg(str`From ${many} people at once, one message names them all.`),
    tellsResolved
      ? msg('When it is over, everybody who was told hears of it.')
      : msg('Nobody is told when it is over.'),
  ];
}

/** The company's first, then teams, then areas, each by name. */
export const inOrder = (policies: readonly EscalationPolicy[]): EscalationPolicy[] => {
  const order = ['company', 'team', 'area'];
  return policies.toSorted(
    (a, b) => order.indexOf(a.subject) - order.indexOf(b.subject) || a.name.localeCompare(b.name),
  );
};
