/** Who would be told when. Pure. */
import { DateTime } from 'luxon';
import type { ChannelKind, EscalationLevel, NewPolicy, PolicyPreview, PreviewStep } from '../wire.ts';
import type { Rules } from './incidentsAfter.ts';
import { recipientName, withNames } from './incidentView.ts';
import { type About, levelsOf, policyFor, zoneFor } from './policyFor.ts';
import { quietUntilMs } from './quietUntilMs.ts';
import { recipientsFor } from './recipients.ts';

/** `name`: of the person or camera; `policy`: one that is not stored yet. */
export type Previewed = {
  about: About;
  name: string;
  atMs: number;
  policy: NewPolicy | null;
  channelOf: (recipientId: string) => ChannelKind | null;
};

/** Absent, or blind, from `atMs` on and nobody answers. */
export function previewOf(previewed: Previewed, rules: Rules): PolicyPreview {
  const { about, name, atMs } = previewed;
  const policy = previewed.policy ?? policyFor(about, rules.policies, rules.directory);
  const zone = zoneFor(about, rules.directory) ?? rules.zone;
  const levels = levelsOf(about.kind, policy);
  const steps: PreviewStep[] = [];
  let told = -1;
  let dueAtMs = atMs + Math.round((levels[0]?.afterMinutes ?? 0) * 60_000);
  for (const [index, level] of levels.entries()) {
    const quiet = level.urgent === true ? null : quietUntilMs(policy.quietHours, zone, dueAtMs);
    const stepAtMs = quiet ?? dueAtMs;
    const found = stepOf(index + 1, stepAtMs, level, { ...previewed, told }, rules);
    told = found.told;
    steps.push(found.step);
    const next = levels[index + 1];
    const waitMs = next ? Math.round((next.afterMinutes - level.afterMinutes) * 60_000) : 0;
    dueAtMs = stepAtMs + (found.step.problem === null ? waitMs : 0);
  }
  const happens = about.kind === 'absence' ? 'absent' : 'blind';
  const said = steps.map((step, index) => sayStep(step, levels[index], zone));
  const sentence = `For ${name}, ${happens} now: ${said.join(', ') || 'nobody is told'}.`;
  return { policyName: policy.name, sentence, steps };
}

function stepOf(
  level: number,
  atMs: number,
  { to }: EscalationLevel,
  { about, told, channelOf }: Previewed & { told: number },
  rules: Rules,
): { step: PreviewStep; told: number } {
  const personId = about.kind === 'absence' ? about.subjectId : null;
  const found = recipientsFor(to, { personId, told, nowMs: atMs }, rules);
  const nameOf = (id: string): string => recipientName(id, rules.directory, rules.users);
  const recipients = found.recipients.map(({ recipientId, note }) => ({
    ...{ recipientId, name: nameOf(recipientId), channel: channelOf(recipientId) },
    note: note === null ? null : withNames(note, nameOf),
  }));
  const problem = found.why === null ? null : withNames(found.why, nameOf);
  return { step: { level, atMs, recipients, problem }, told: found.told };
}

const channelWords: Record<ChannelKind, string> = {
  ...{ whatsapp: 'WhatsApp', email: 'e-mail', webhook: 'webhook', browser: 'browser' },
};

function sayStep({ atMs, recipients }: PreviewStep, level: EscalationLevel | undefined, zone: string) {
  const time = DateTime.fromMillis(atMs, { zone }).toFormat('HH:mm');
  const [only] = level?.to ?? [];
  const called = only?.kind === 'hr' ? 'HR' : only?.kind === 'admins' ? 'administrators' : null;
  if (recipients.length === 0) return `${time} nobody`;
  if (level?.to.length === 1 && called !== null)
    return `${time} ${called} (${recipients.length} ${recipients.length === 1 ? 'person' : 'people'})`;
  const names = recipients.map(({ name, channel }) =>
    channel === null ? name : `${name} by ${channelWords[channel]}`,
  );
  return `${time} ${names.join(' and ')}`;
}
