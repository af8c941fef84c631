/** What keeps messages from arriving, said where an administrator looks. Pure. */
import type { Directory } from '../directory/directory.ts';
import { supervisorOf } from '../directory/directory.ts';
import type { ChannelKind, HierarchyGap, ProblemView } from '../wire.ts';
import { problemText } from './codes.ts';

export type ProblemFacts = {
  channels: {
    channel: ChannelKind;
    enabled: boolean;
    complete: boolean;
    trouble: { code: string; sinceMs: number } | null;
    oldestQueuedMs: number | null;
    queued: number;
  }[];
  /** Codes of WhatsApp refusals of the last day that only a change of templates mends. */
  templateCodes: { code: string; sinceMs: number }[];
  whatsapp: { ready: boolean; templates: number };
  publicUrl: string;
  directory: Directory;
  gaps: HierarchyGap[];
  /** Of people who lead others: their telephone number as stored. */
  phones: ReadonlyMap<string, string | null>;
  isPhone: (text: string) => boolean;
  nowMs: number;
};

const words: Record<ChannelKind, string> = {
  ...{ whatsapp: 'WhatsApp', email: 'e-mail', webhook: 'webhook', browser: 'browser' },
};
export const waitsLongMs = 10 * 60_000;
const namesMost = 5;
const at = '/messages';

export function problemsOf(facts: ProblemFacts): ProblemView[] {
  return [...channelProblems(facts), ...addressProblems(facts), ...directoryProblems(facts)];
}

function channelProblems({ channels, templateCodes, whatsapp, nowMs }: ProblemFacts): ProblemView[] {
  const found: ProblemView[] = [];
  for (const { channel, enabled, complete, trouble, oldestQueuedMs, queued } of channels) {
    if (enabled && !complete)
      found.push(
        problem(
          `incomplete:${channel}`,
          at,
          `Cannot send by ${words[channel]}: it is on, but not complete. Complete it or turn it off.`,
        ),
      );
    if (trouble) found.push(problem(`trouble:${channel}`, at, problemText(trouble.code), trouble.sinceMs));
    if (channel !== 'browser' && oldestQueuedMs !== null && nowMs - oldestQueuedMs >= waitsLongMs)
      found.push(
        problem(
          `waiting:${channel}`,
          at,
          `Cannot send in time: ${queued} messages wait for ${words[channel]}, the oldest for ${Math.floor((nowMs - oldestQueuedMs) / 60_000)} minutes. They go out by themselves once it works.`,
          oldestQueuedMs,
        ),
      );
  }
  for (const { code, sinceMs } of templateCodes)
    found.push(problem(`template:${code}`, at, problemText(code), sinceMs));
  if (whatsapp.ready && whatsapp.templates === 0)
    found.push(
      problem(
        'noTemplates',
        at,
        'Cannot begin a conversation by WhatsApp: no template is set. Without templates messages arrive only within 24 hours of an answer.',
      ),
    );
  return found;
}

function addressProblems({ publicUrl, whatsapp, directory, phones, isPhone }: ProblemFacts): ProblemView[] {
  const found: ProblemView[] = [];
  if (publicUrl === '' && whatsapp.ready)
    found.push(
      problem(
        'noPublicUrl',
        '/settings',
        'Cannot hear answers by WhatsApp: the public address of this server is not set. Set it, and enter it at Twilio.',
      ),
    );
  if (!whatsapp.ready) return found;
  const bad = [...phones].filter(([, phone]) => phone !== null && !isPhone(phone));
  for (const [personId] of bad.slice(0, namesMost))
    found.push(
      problem(
        `phone:${personId}`,
        `/people/${personId}`,
        `Cannot reach ${nameIn(directory, personId)} by WhatsApp: the telephone number in their record is none. Correct it.`,
      ),
    );
  const without = [...phones]
    .filter(([, phone]) => phone === null)
    .map(([personId]) => nameIn(directory, personId));
  if (without.length > 0)
    found.push(
      problem(
        'noPhones',
        '/people',
        `Cannot reach ${listed(without)} by WhatsApp: they lead people, and no telephone number is in their records. Add it.`,
      ),
    );
  return found;
}

function directoryProblems({ gaps, directory }: ProblemFacts): ProblemView[] {
  return gaps.flatMap((gap) =>
    gap.kind === 'circle'
      ? [
          problem(
            `circle:${gap.personIds.join(':')}`,
            '/teams',
            `Cannot tell who is above whom: ${listed(gap.personIds.map((id) => nameIn(directory, id)))} lead each other in a circle. Choose another supervisor for one of them.`,
          ),
        ]
      : [],
  );
}

/** Whom messages about others go to. */
export function leadersIn(directory: Directory): string[] {
  const active = [...directory.people.values()].filter(({ deactivatedAtMs }) => deactivatedAtMs === null);
  const above = new Set(active.map(({ personId }) => supervisorOf(personId, directory)));
  return active.map(({ personId }) => personId).filter((personId) => above.has(personId));
}

const problem = (
  problemId: string,
  path: string,
  text: string,
  sinceMs: number | null = null,
): ProblemView => ({
  ...{ problemId, path, text, sinceMs },
});
const nameIn = ({ people }: Directory, personId: string): string => people.get(personId)?.name ?? personId;

function listed(names: string[]): string {
  const more = names.length - namesMost;
  return more > 0 ? `${names.slice(0, namesMost).join(', ')} and ${more} more` : names.join(', ');
}
