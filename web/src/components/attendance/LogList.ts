import '@lit-labs/virtualizer';
import { msg, str } from '@lit/localize';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DeviceLogView, DeviceView } from '../../../../server/wire.ts';
import { becameText, sourceWord, statusWord, verifyWord } from '../../attendance/logWords.ts';
import { controls } from '../../controls.ts';
import { driftText } from '../../devices/deviceWords.ts';
import { icon } from '../../icons.ts';
import { isoDay } from '../../person/siteDay.ts';
import { directionWord } from '../../reports/reportWords.ts';
import { shared } from '../../styles.ts';
import { clockText, dateText, durationText, exactText, shortDateText } from '../../time.ts';
import { logListStyles } from './logListStyles.ts';

/** Records one below the other, each with what it rests on. Fires `assign` with one whose number is nobody's. */
@customElement('w-log-list')
export class LogList extends LitElement {
  static override styles = [shared, controls, logListStyles];

  @property({ attribute: false }) rows: readonly DeviceLogView[] = [];
  @property({ attribute: false }) devices: readonly DeviceView[] = [];
  @property() timeZone = 'UTC';
  @property({ type: Boolean }) assigns = false;
  @property({ type: Boolean }) seesPeople = false;
  @state() private open: ReadonlySet<string> = new Set();

  override render() {
    // A new function tells the virtualizer that its rows look different now.
    const { open } = this;
    return html`<div class="panel list">
      <div class="head" aria-hidden="true">
        <span>${msg('When')}</span><span>${msg('Who')}</span><span>${msg('Terminal')}</span>
        <span>${msg('In or out')}</span><span>${msg('Recognised by')}</span><span></span>
      </div>
      <lit-virtualizer
        role="list"
        aria-label=${msg('Attendance log')}
        .items=${[...this.rows]}
        .keyFunction=${({ logId }: DeviceLogView) => logId}
        .renderItem=${(row: DeviceLogView) => this.#row(row, open.has(row.logId))}
      ></lit-virtualizer>
    </div>`;
  }

  #row(row: DeviceLogView, isOpen: boolean): TemplateResult {
    const { logId, atMs, person, userId, device, verify } = row;
    const status = statusWord(row.status);
    const when = `${shortDateText(atMs, this.timeZone)} ${clockText(atMs, this.timeZone)}`;
    return html`<div role="listitem" data-testid="log-row" data-user=${userId}>
      <button class="line" aria-expanded=${isOpen} data-testid="log-open" @click=${() => this.#toggle(logId)}>
        <time title=${exactText(atMs, this.timeZone)}>${when}</time>
        <span class="who wrap"
          >${person ? html`<strong>${person}</strong>` : html`<span class="chip warn">${msg('Nobody here')}</span>`}
          <span class="soft small">${userId}</span></span
        >
        <span class="where wrap">${device}</span>
        <span class="way"><span class="chip ${status.colour}">${status.text}</span></span>
        <span class="by soft">${verifyWord(verify)}</span>
        <span class="more">${icon('down')}</span>
      </button>
      ${isOpen ? this.#evidence(row) : nothing}
    </div>`;
  }

  #evidence(row: DeviceLogView) {
    const { atMs, receivedAtMs, serial, userId, at, personId, workCode } = row;
    const drift = this.devices.find(({ deviceId }) => deviceId === row.deviceId)?.driftMs ?? null;
    const lateMs = receivedAtMs - atMs;
    const fact = (name: string, value: unknown) =>
      html`<div>
        <dt>${name}</dt>
        <dd>${value}</dd>
      </div>`;
    return html`<div class="evidence" data-testid="log-evidence">
      <dl>
        ${fact(msg('Terminal'), this.#terminal(row))} ${fact(msg('Serial number'), serial)}
        ${fact(msg('Number on the terminal'), userId)} ${fact(msg('Its clock showed'), shownText(at))}
        ${fact(msg('Time that counts'), exactText(atMs, this.timeZone))}
        ${fact(
          msg('Received'),
          html`${exactText(receivedAtMs, this.timeZone)}
            <span class="soft"
              >${lateMs >= 1000 ? msg(str`${durationText(lateMs)} later`) : msg('at once')}</span
            >`,
        )}
        ${drift === null ? nothing : fact(msg('Its clock when last asked'), driftText(drift))}
        ${fact(msg('How it came'), sourceWord(row.source))}
        ${fact(msg('The terminal says'), html`${statusWord(row.status).text} <span class="soft">(${row.status})</span>`)}
        ${fact(msg('Recognised by'), html`${verifyWord(row.verify)} <span class="soft">(${row.verify})</span>`)}
        ${workCode === '' || workCode === '0' ? nothing : fact(msg('Work code'), workCode)}
        ${row.punch ? fact(msg('Counted as'), directionWord(row.punch.direction)) : nothing}
      </dl>
      <p data-testid="log-became">${becameText(row)}</p>
      <div class="row">
        ${
          personId !== null && this.seesPeople
            ? html`<a
                class="button"
                data-testid="log-person-link"
                href="/people/${encodeURIComponent(personId)}?day=${isoDay(atMs, this.timeZone)}"
                >${icon('user')}${msg('Their day')}</a
              >`
            : nothing
        }
        ${
          personId === null && this.assigns
            ? html`<button data-testid="log-assign" @click=${() => this.#assign(row)}>
                ${icon('user')}${msg('Whose number is this?')}
              </button>`
            : nothing
        }
      </div>
    </div>`;
  }

  #terminal({ deviceId, device }: DeviceLogView) {
    return this.devices.some((each) => each.deviceId === deviceId)
      ? html`<a href="/devices/${encodeURIComponent(deviceId)}">${device}</a>`
      : device;
  }

  #assign(row: DeviceLogView): void {
    this.dispatchEvent(new CustomEvent('assign', { detail: row }));
  }

  #toggle(logId: string): void {
    const open = new Set(this.open);
    if (!open.delete(logId)) open.add(logId);
    this.open = open;
  }
}

/** What a clock without a zone showed, in the same words as every other time. */
function shownText(at: string): string {
  const ms = Date.parse(`${at}Z`);
  return Number.isNaN(ms) ? at : msg(str`${dateText(ms, 'UTC')}, ${clockText(ms, 'UTC')}`);
}
