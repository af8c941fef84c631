import { msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DeviceView } from '../../../../server/wire.ts';
import { controls } from '../../controls.ts';
import { deviceKindWord } from '../../devices/deviceWords.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { exactText, momentText, numberText } from '../../time.ts';
import {
  type ActDetail,
  type DeviceAct,
  type DeviceNote,
  isCalled,
  menuActions,
  whyNot,
} from './deviceActs.ts';
import { deviceListStyles } from './deviceListStyles.ts';
import { clockLine, noteLine, stateLines } from './deviceParts.ts';
import '../ActionMenu.ts';
import './DeviceFullness.ts';

type Button = { act: DeviceAct; picture: 'sound' | 'refresh'; label: string; title: string };

/** The terminals, a row each, or a card where there is no room. Fires `act` with what is to be done, and `dismiss` with whose note is read. */
@customElement('w-device-list')
export class DeviceList extends LitElement {
  static override styles = [shared, controls, deviceListStyles];

  @property({ attribute: false }) devices: DeviceView[] = [];
  @property({ attribute: false }) notes: ReadonlyMap<string, DeviceNote> = new Map();
  @property({ type: Number }) nowMs = 0;
  @property() timeZone = 'UTC';
  @property({ type: Boolean }) edits = false;
  @property({ type: Boolean }) removes = false;

  override render() {
    return html`<div class="panel ${this.edits ? '' : 'reads'}" role="table" aria-label=${msg('Terminals')}>
      <div role="rowgroup">
        <div class="head" role="row">
          ${this.#columns().map((name) => html`<span role="columnheader">${name}</span>`)}
        </div>
      </div>
      <div role="rowgroup">${this.devices.map((device) => this.#device(device))}</div>
    </div>`;
  }

  #columns(): string[] {
    return [
      ...[msg('Terminal'), msg('State'), msg('Serial number, MAC, IP'), msg('Model, firmware, clock')],
      ...[msg('Holds'), msg('Logs here')],
      ...(this.edits ? [msg('Actions')] : []),
    ];
  }

  #device(device: DeviceView) {
    const { deviceId, name, area, kind, problem } = device;
    const note = this.notes.get(deviceId);
    return html`<div class="device" role="row" data-testid="device-${name}">
      <div class="name" role="cell">
        <a href="/devices/${encodeURIComponent(deviceId)}">${name}</a>
        <div class="soft small">${area ?? msg('No area')}</div>
        <div class="soft small">${deviceKindWord(kind)}</div>
      </div>
      <div class="lines" role="cell">${stateLines(device, this.nowMs, this.timeZone)}</div>
      ${this.#identity(device)} ${this.#make(device)}
      <div class="holds" role="cell" data-label=${msg('Holds')}>
        <w-device-fullness .facts=${device}></w-device-fullness>
      </div>
      ${this.#logs(device)} ${this.edits ? this.#actions(device) : nothing}
      ${
        problem === null
          ? nothing
          : html`<p class="problem wide" role="cell" data-testid="device-problem">
              ${icon('warning')}${problem}
            </p>`
      }
      ${note ? html`<div class="wide" role="cell">${noteLine(note, () => this.#fire('dismiss', deviceId))}</div>` : nothing}
    </div>`;
  }

  #identity({ serial, mac, address, host, port, kind }: DeviceView) {
    const place = address ?? (kind === 'zk' && host !== null ? `${host}:${port}` : '');
    return html`<div class="lines small" role="cell" data-label=${msg('Serial number, MAC, IP')}>
      ${[serial, mac, place].map((text) => (text ? html`<span>${text}</span>` : nothing))}
      ${serial || mac || place ? nothing : html`<span class="soft">${msg('Not told yet')}</span>`}
    </div>`;
  }

  #make(device: DeviceView) {
    const { model, firmware } = device;
    return html`<div class="lines small" role="cell" data-label=${msg('Model, firmware, clock')}>
      ${[model, firmware].map((text) => (text ? html`<span>${text}</span>` : nothing))} ${clockLine(device)}
    </div>`;
  }

  #logs({ logs, lastSyncMs }: DeviceView) {
    const { nowMs, timeZone } = this;
    return html`<div class="lines" role="cell" data-label=${msg('Logs here')}>
      <span class="number" data-testid="device-logs">${numberText(logs)}</span>
      ${
        lastSyncMs === null
          ? html`<span class="soft small">${msg('Never synced')}</span>`
          : html`<span class="soft small" title=${exactText(lastSyncMs, timeZone)}
              >${msg(str`Synced ${momentText(lastSyncMs, nowMs, timeZone)}`)}</span
            >`
      }
    </div>`;
  }

  #actions(device: DeviceView) {
    const { name } = device;
    const run = (act: DeviceAct) => this.#fire<ActDetail>('act', { act, device });
    const actions = menuActions(device, this.#whyNot(device) === null, run).filter(
      ({ id }) => id !== 'remove' || this.removes,
    );
    return html`<div class="actions" role="cell">
      ${
        isCalled(device)
          ? this.#button(device, {
              act: 'beep',
              picture: 'sound',
              label: msg(str`Let ${name} beep`),
              title: msg('Beep'),
            })
          : nothing
      }
      ${this.#button(device, { act: 'readLogs', picture: 'refresh', label: msg(str`Read the logs of ${name} now`), title: msg('Read its logs now') })}
      <w-action-menu label=${msg(str`More for ${name}`)} .actions=${actions}></w-action-menu>
    </div>`;
  }

  #button(device: DeviceView, { act, picture, label, title }: Button) {
    const why = this.#whyNot(device);
    return html`<button
      class="icon"
      aria-label=${label}
      title=${why ?? title}
      ?disabled=${why !== null}
      data-testid=${act}
      @click=${() => this.#fire<ActDetail>('act', { act, device })}
    >
      ${icon(picture)}
    </button>`;
  }

  #whyNot(device: DeviceView): string | null {
    return whyNot(device, this.notes.get(device.deviceId) ?? null);
  }

  #fire<Detail>(name: string, detail: Detail): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
