/** Parts that the list of terminals and the page of one draw alike. */
import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import type { DeviceView } from '../../../../server/wire.ts';
import { deviceStateWord, driftText, isFarOff } from '../../devices/deviceWords.ts';
import { icon } from '../../icons.ts';
import { exactText, momentText } from '../../time.ts';
import type { DeviceNote } from './deviceActs.ts';

export function stateLines({ state, sinceMs, liveSync }: DeviceView, nowMs: number, timeZone: string) {
  const { text, colour } = deviceStateWord(state);
  return html`<span
      ><span class="chip ${colour}" data-testid="device-state" data-state=${state}>${text}</span></span
    >
    <span class="soft small" title=${exactText(sinceMs, timeZone)}
      >${msg(str`since ${momentText(sinceMs, nowMs, timeZone)}`)}</span
    >
    ${liveSync ? nothing : html`<span><span class="chip warn">${msg('Live sync off')}</span></span>`}`;
}

export function clockLine({ driftMs }: Pick<DeviceView, 'driftMs'>) {
  if (driftMs === null) return nothing;
  const by = driftText(driftMs);
  return isFarOff(driftMs)
    ? html`<span class="far" title=${msg('Its punches get a wrong time. Set its clock.')} data-testid="drift"
        >${msg(str`Clock: ${by}`)}</span
      >`
    : html`<span data-testid="drift">${msg(str`Clock: ${by}`)}</span>`;
}

export function noteLine({ text, kind }: DeviceNote, dismiss: () => void) {
  return html`<div
    class="note ${kind}"
    role=${kind === 'failed' ? 'alert' : 'status'}
    data-testid="device-note"
  >
    ${kind === 'failed' ? icon('warning') : kind === 'done' ? icon('check') : nothing}
    <span class="grow">${text}</span>
    ${
      kind === 'busy'
        ? nothing
        : html`<button class="icon" aria-label=${msg('Dismiss')} title=${msg('Dismiss')} @click=${dismiss}>
            ${icon('close')}
          </button>`
    }
  </div>`;
}
