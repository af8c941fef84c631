/** Incidents, alerts and messages in words. */
import { msg, str } from '@lit/localize';
import type {
  AlertView,
  ChannelKind,
  IncidentEventKind,
  IncidentKind,
  IncidentState,
  IncidentView,
  MessageState,
} from '../../server/wire.ts';
import type { IconName } from './icons.ts';
import { durationText, momentText } from './time.ts';

export type Word = { text: string; colour: '' | 'good' | 'warn' | 'bad' };

export function incidentStateWord(state: IncidentState): Word {
  switch (state) {
    case 'open':
      return { text: msg('Open'), colour: 'bad' };
    case 'acknowledged':
      return { text: msg('Acknowledged'), colour: 'warn' };
    case 'escalated':
      return { text: msg('Escalated'), colour: 'bad' };
    case 'resolved':
      return { text: msg('Resolved'), colour: 'good' };
    case 'excused':
      return { text: msg('Excused'), colour: 'good' };
    case 'closed':
      return { text: msg('Closed'), colour: '' };
    default:
      return state satisfies never;
  }
}

export function incidentKindText(kind: IncidentKind): string {
  switch (kind) {
    case 'absence':
      return msg('Absence');
    case 'blindCamera':
      return msg('Blind camera');
    case 'unknownTerminal':
      return msg('Unknown terminal');
    case 'backupFailed':
      return msg('Failed backup');
    case 'jobFailed':
      return msg('Failed work of the server');
    case 'stillOnTerminal':
      return msg('People who left, on a terminal');
    default:
      return kind satisfies never;
  }
}

/** What it is about: of the server's own work what that is called, and of others their name. */
export function incidentName({
  kind,
  subjectId,
  name,
}: Pick<IncidentView, 'kind' | 'subjectId' | 'name'>): string {
  if (kind === 'backupFailed') return msg('Daily backup');
  if (kind !== 'jobFailed') return name;
  return subjectId === 'employees' ? msg('Employee master') : msg('File of hours');
}

export const incidentIcons: Record<IncidentKind, IconName> = {
  absence: 'user',
  blindCamera: 'blind',
  unknownTerminal: 'badge',
  backupFailed: 'backup',
  jobFailed: 'refresh',
  stillOnTerminal: 'badge',
};

/** "since 09:12, 14 min", or from when to when. */
export function incidentTime({ sinceMs, endedAtMs }: IncidentView, nowMs: number, zone: string): string {
  const since = momentText(sinceMs, nowMs, zone);
  if (endedAtMs === null) {
    const duration = durationText(nowMs - sinceMs);
    return msg(str`Since ${since}, ${duration}`);
  }
  return `${since} – ${momentText(endedAtMs, nowMs, zone)}, ${durationText(endedAtMs - sinceMs)}`;
}

/** What comes next, while nobody takes care; empty when nothing does. */
export function nextText(incident: IncidentView, nowMs: number, zone: string): string {
  const { endedAtMs, snoozedUntilMs, acknowledged, nextLevelAtMs, level } = incident;
  if (endedAtMs !== null) return '';
  if (snoozedUntilMs !== null && snoozedUntilMs > nowMs) {
    const until = momentText(snoozedUntilMs, nowMs, zone);
    return msg(str`Snoozed until ${until}`);
  }
  if (acknowledged) return msg('No further level is told.');
  if (nextLevelAtMs === null) return level === 0 ? msg('Nobody is told.') : msg('Every level was told.');
  const duration = durationText(nextLevelAtMs - nowMs);
  if (nextLevelAtMs <= nowMs) return msg(str`Level ${level + 1} is being told.`);
  return msg(str`Level ${level + 1} is told in ${duration}`);
}

export function eventText(kind: IncidentEventKind): string {
  switch (kind) {
    case 'opened':
      return msg('Opened');
    case 'alerted':
      return msg('Told');
    case 'held':
      return msg('Held back');
    case 'grouped':
      return msg('Put together with others');
    case 'inhibited':
      return msg('Not told: the cameras are blind');
    case 'noRecipient':
      return msg('Nobody to tell');
    case 'acknowledged':
      return msg('Acknowledged');
    case 'escalated':
      return msg('Escalated');
    case 'snoozed':
      return msg('Snoozed');
    case 'excused':
      return msg('Excused');
    case 'resolved':
      return msg('Resolved');
    case 'closed':
      return msg('Closed');
    default:
      return kind satisfies never;
  }
}

export function alertText({ kind, level, recipient }: AlertView): string {
  return kind === 'resolved'
    ? msg(str`${recipient}, that it is over`)
    : msg(str`${recipient}, level ${level}`);
}

export function channelText(channel: ChannelKind): string {
  switch (channel) {
    case 'whatsapp':
      return msg('WhatsApp');
    case 'email':
      return msg('E-mail');
    case 'webhook':
      return msg('Webhook');
    case 'browser':
      return msg('Browser');
    default:
      return channel satisfies never;
  }
}

export const channelIcons: Record<ChannelKind, IconName> = {
  whatsapp: 'message',
  email: 'mail',
  webhook: 'webhook',
  browser: 'browser',
};

export const messageStates: MessageState[] = [
  ...(['queued', 'sending', 'unknown', 'accepted', 'sent', 'delivered', 'read'] as const),
  ...(['failed', 'dropped'] as const),
];

export function messageStateWord(state: MessageState): Word & { hint: string } {
  switch (state) {
    case 'queued':
      return { text: msg('Queued'), colour: '', hint: msg('Waits for its turn.') };
    case 'sending':
      return { text: msg('Sending'), colour: '', hint: msg('The provider is being asked.') };
    case 'unknown':
      return {
        ...({ text: msg('Unclear'), colour: 'warn' } as const),
        hint: msg(
          'The provider did not answer. Before anything is sent again, it is asked what became of it.',
        ),
      };
    case 'accepted':
      return { text: msg('Accepted'), colour: '', hint: msg('The provider has it.') };
    case 'sent':
      return { text: msg('Sent'), colour: 'good', hint: msg('On its way to the phone or mailbox.') };
    case 'delivered':
      return { text: msg('Delivered'), colour: 'good', hint: msg('It is on the phone or in the mailbox.') };
    case 'read':
      return { text: msg('Read'), colour: 'good', hint: msg('It was opened.') };
    case 'failed':
      return { text: msg('Failed'), colour: 'bad', hint: msg('It is not tried again by itself.') };
    case 'dropped':
      return {
        ...({ text: msg('Not sent'), colour: '' } as const),
        hint: msg('It was no longer true, or too old, before it could be sent.'),
      };
    default:
      return state satisfies never;
  }
}
