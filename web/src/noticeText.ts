import { msg, str } from '@lit/localize';
import { html } from 'lit';
import type { NoticeView } from '../../server/wire.ts';
import { durationText, momentText } from './time.ts';

/** What happened, or that it is over. */
export function noticeSentence({ kind, subjectId, name, untilMs }: NoticeView) {
  const lasts = untilMs === null;
  switch (kind) {
    case 'away':
      return lasts
        ? msg(html`<strong>${name}</strong> is away`)
        : msg(html`<strong>${name}</strong> is back`);
    case 'absent':
      return lasts
        ? msg(html`<strong>${name}</strong> is absent`)
        : msg(html`<strong>${name}</strong> was absent and is back`);
    case 'blindCamera':
      return lasts
        ? msg(html`<strong>${name}</strong> gives no picture`)
        : msg(html`<strong>${name}</strong> sees again`);
    case 'unknownTerminal':
      return msg(html`Unknown terminal <strong>${name}</strong>`);
    case 'backupFailed':
      return lasts
        ? msg(html`<strong>Backup failed</strong>`)
        : msg(html`<strong>Backups work again</strong>`);
    case 'jobFailed':
      if (subjectId === 'employees')
        return lasts
          ? msg(html`<strong>The employee master was stopped</strong>`)
          : msg(html`<strong>The employee master runs again</strong>`);
      return lasts
        ? msg(html`<strong>The file of hours is not written</strong>`)
        : msg(html`<strong>The file of hours is written again</strong>`);
    case 'stillOnTerminal':
      return lasts
        ? msg(html`People who left may still be on <strong>${name}</strong>`)
        : msg(html`Nobody who left is expected on <strong>${name}</strong> any more`);
    default:
      return kind satisfies never;
  }
}

export function noticeTime({ sinceMs, untilMs }: NoticeView, nowMs: number, timeZone: string): string {
  const since = momentText(sinceMs, nowMs, timeZone);
  if (untilMs === null) {
    const duration = durationText(nowMs - sinceMs);
    return msg(str`Since ${since}, ${duration}`);
  }
  return `${since} – ${momentText(untilMs, nowMs, timeZone)}, ${durationText(untilMs - sinceMs)}`;
}
