import { msg } from '@lit/localize';
import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { DeviceView, DeviceWidgets, JobView } from '../../../server/wire.ts';
import { sentenceOf } from '../api.ts';
import { devicesApi } from '../api/devices.ts';
import { can } from '../can.ts';
import type { ActDetail, DeviceNote, ToldDetail } from '../components/devices/deviceActs.ts';
import type { MenuAction } from '../components/ActionMenu.ts';
import type { Confirm } from '../components/Confirm.ts';
import type { DeviceDraft } from '../components/devices/deviceFields.ts';
import type { FindTerminals } from '../components/devices/FindTerminals.ts';
import type { SetTimes } from '../components/devices/SetTimes.ts';
import type { DeviceDesk } from '../components/devices/DeviceDesk.ts';
import { icon } from '../icons.ts';
import { Rereading } from '../Rereading.ts';
import { serverNowMs } from '../state.ts';
import { Page } from './Page.ts';
import '../components/ActionMenu.ts';
import '../components/Confirm.ts';
import '../components/devices/DeviceDesk.ts';
import '../components/devices/DeviceList.ts';
import '../components/devices/DeviceWidgets.ts';
import '../components/devices/FindTerminals.ts';
import '../components/devices/SetTimes.ts';
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
  @query('w-find-terminals') private finder!: FindTerminals;
  @query('w-set-times') private times!: SetTimes;
  @query('w-confirm') private confirm!: Confirm;
  readonly #reading = new Rereading(this, () => this.#read());

  override render() {
    return html`<div class="top">
        <h1>${msg('Terminals')}</h1>
        ${can(this.me, 'update Device') ? this.#forAll() : nothing}
        ${can(this.me, 'create Device') ? this.#addButtons() : nothing}
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      <div class="stack">
        ${this.devices ? this.#all(this.devices) : this.problem ? nothing : html`<p class="soft" role="status">${msg('Loading…')}</p>`}
      </div>
      ${can(this.me, 'update Device') ? this.#desk() : nothing}`;
  }

  #forAll() {
    const own = this.devices?.filter(({ state }) => state !== 'quarantined') ?? [];
    if (own.length === 0) return nothing;
    const actions: MenuAction[] = [
      {
        id: 'allOn',
        text: msg('Turn live sync on for all'),
        icon: 'play',
        run: () => void this.#liveSync(true),
      },
      { id: 'allOff', text: msg('Turn live sync off for all'), icon: 'pause', run: () => this.#askOff() },
    ];
    return html`<button data-testid="set-times" @click=${() => void this.times.run()}>
        ${icon('clock')}${msg('Set the time of all')}
      </button>
      <w-action-menu
        data-testid="for-all"
        label=${msg('More for all terminals')}
        .actions=${actions}
      ></w-action-menu>`;
  }

  #addButtons() {
    return html`<button data-testid="find-terminals" @click=${() => void this.finder.open()}>
        ${icon('radar')}${msg('Find terminals')}
      </button>
      <button class="primary" data-testid="add-device" @click=${() => this.desk.add()}>
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
      ></w-device-desk>
      <w-find-terminals
        .devices=${this.devices ?? []}
        .running=${this.#runningScan()}
        @add=${(event: CustomEvent<Partial<DeviceDraft>>) => this.desk.add(event.detail)}
      ></w-find-terminals>
      <w-set-times @changed=${() => this.#reading.now()}></w-set-times>
      <w-confirm></w-confirm>`;
  }

  #runningScan(): JobView | null {
    const { jobs } = this.liveState;
    return jobs.find(({ kind, state }) => kind === 'deviceScan' && state === 'running') ?? null;
  }

  #askOff(): void {
    void this.confirm.ask({
      heading: msg('Turn live sync off for all?'),
      text: msg(
        'No terminal is listened to any more: punches are not seen as they happen, and nobody is sent to a terminal. They stay on the terminals and are read when it is on again.',
      ),
      action: msg('Turn it off'),
      run: () => devicesApi.liveSync(false).then((devices) => (this.devices = devices)),
    });
  }

  async #liveSync(on: boolean): Promise<void> {
    try {
      this.devices = await devicesApi.liveSync(on);
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    }
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
