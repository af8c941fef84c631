import { msg } from '@lit/localize';
import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { DeviceView, DeviceWidgets } from '../../../server/wire.ts';
import { sentenceOf } from '../api.ts';
import { devicesApi } from '../api/devices.ts';
import { can } from '../can.ts';
import type { ActDetail, DeviceNote, ToldDetail } from '../components/devices/deviceActs.ts';
import type { DeviceDesk } from '../components/devices/DeviceDesk.ts';
import { icon } from '../icons.ts';
import { Rereading } from '../Rereading.ts';
import { serverNowMs } from '../state.ts';
import { Page } from './Page.ts';
import '../components/devices/DeviceDesk.ts';
import '../components/devices/DeviceList.ts';
import '../components/devices/DeviceWidgets.ts';
import '../components/devices/StrangerList.ts';

/** Attendance terminals: what they recorded, how they are, and everything that can be done at them. */
@customElement('w-devices-page')
export class DevicesPage extends Page {
  static override styles = [
    ...Page.styles,
    css`
      :host {
        max-width: 96rem;
      }
    `,
  ];

  @state() private devices: DeviceView[] | null = null;
  @state() private widgets: DeviceWidgets | null = null;
  @state() private notes: ReadonlyMap<string, DeviceNote> = new Map();
  @state() private problem = '';
  @query('w-device-desk') private desk!: DeviceDesk;
  readonly #reading = new Rereading(this, () => this.#read());

  override render() {
    return html`<div class="top">
        <h1>${msg('Devices')}</h1>
        ${can(this.me, 'create Device') ? this.#addButtons() : nothing}
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      <div class="stack">
        ${this.devices ? this.#all(this.devices) : this.problem ? nothing : html`<p class="soft" role="status">${msg('Loading…')}</p>`}
      </div>
      ${can(this.me, 'update Device') ? this.#desk() : nothing}`;
  }

  #addButtons() {
    return html`<button class="primary" data-testid="add-device" @click=${() => this.desk.add()}>
      ${icon('plus')}${msg('Add a terminal')}
    </button>`;
  }

  #all(devices: DeviceView[]) {
    const strangers = devices.filter(({ state }) => state === 'quarantined');
    const own = devices.filter(({ state }) => state !== 'quarantined');
    const [nowMs, timeZone] = [this.#nowMs(), this.#zone()];
    const act = (event: CustomEvent<ActDetail>) => this.desk.run(event.detail);
    return html`<w-device-widgets .widgets=${this.widgets}></w-device-widgets> ${
        strangers.length === 0
          ? nothing
          : html`<w-stranger-list
              .strangers=${strangers}
              .nowMs=${nowMs}
              .timeZone=${timeZone}
              ?edits=${can(this.me, 'create Device')}
              @act=${act}
            ></w-stranger-list>`
      }
      ${
        own.length === 0
          ? this.#empty()
          : html`<w-device-list
              .devices=${own}
              .notes=${this.notes}
              .nowMs=${nowMs}
              .timeZone=${timeZone}
              ?edits=${can(this.me, 'update Device')}
              ?removes=${can(this.me, 'delete Device')}
              @act=${act}
              @dismiss=${(event: CustomEvent<string>) => this.#note(event.detail, null)}
            ></w-device-list>`
      }`;
  }

  #empty() {
    return html`<div class="panel empty" data-testid="no-devices">
      ${icon('terminal')}<strong>${msg('No terminal yet')}</strong>
      <p>
        ${
          can(this.me, 'create Device')
            ? msg(
                'Add one by its address, or let one call this server: its punches are presence within a second.',
              )
            : msg('An administrator adds terminals.')
        }
      </p>
    </div>`;
  }

  #desk() {
    return html`<w-device-desk
      .overview=${this.liveState.overview}
      @told=${({ detail }: CustomEvent<ToldDetail>) => this.#note(detail.deviceId, detail.note)}
      @changed=${() => this.#reading.now()}
    ></w-device-desk>`;
  }

  #note(deviceId: string, note: DeviceNote | null): void {
    const notes = new Map(this.notes);
    if (note) notes.set(deviceId, note);
    else notes.delete(deviceId);
    this.notes = notes;
  }

  async #read(): Promise<void> {
    try {
      const [devices, widgets] = await Promise.all([devicesApi.devices(), devicesApi.widgets()]);
      this.devices = devices;
      this.widgets = widgets;
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  #nowMs(): number {
    return serverNowMs(this.liveState, Date.now());
  }

  #zone(): string {
    return this.liveState.overview?.timeZone ?? 'UTC';
  }
}
