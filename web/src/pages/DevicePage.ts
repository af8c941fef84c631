import { msg } from '@lit/localize';
import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { DeviceView } from '../../../server/wire.ts';
import { sentenceOf } from '../api.ts';
import { devicesApi } from '../api/devices.ts';
import { can } from '../can.ts';
import {
  type DeviceAct,
  type DeviceNote,
  isCalled,
  menuActions,
  whyNot,
} from '../components/devices/deviceActs.ts';
import type { ToldDetail } from '../components/devices/deviceActs.ts';
import type { DeviceCommands } from '../components/devices/DeviceCommands.ts';
import type { DeviceDesk } from '../components/devices/DeviceDesk.ts';
import { noteLine, stateLines } from '../components/devices/deviceParts.ts';
import { clockFact, factList, factsStyles } from '../components/devices/factsList.ts';
import { deviceKindWord, directionWord } from '../devices/deviceWords.ts';
import { icon } from '../icons.ts';
import { Rereading } from '../Rereading.ts';
import { navigate } from '../router.ts';
import { serverNowMs } from '../state.ts';
import { exactText, numberText } from '../time.ts';
import { Page } from './Page.ts';
import '../components/ActionMenu.ts';
import '../components/devices/DeviceCommands.ts';
import '../components/devices/DeviceDesk.ts';
import '../components/devices/DeviceFullness.ts';
import '../components/devices/DevicePeople.ts';
import '../components/devices/PushHint.ts';

/** One terminal: everything that is known of it, and everything that can be done at it. */
@customElement('w-device-page')
export class DevicePage extends Page {
  static override styles = [
    ...Page.styles,
    factsStyles,
    css`
      .panel {
        display: grid;
        gap: 0.8rem;
        padding: 0.9rem 1.1rem 1.1rem;
      }
      .panel h2 {
        font-size: 1.05rem;
      }
      .state > * {
        display: inline-flex;
        margin-right: 0.5rem;
      }
      .note {
        display: flex;
        gap: 0.5rem;
        align-items: center;
        padding: 0.4rem 0.75rem;
        background: var(--raised);
        border-radius: 7px;
      }
      .note.done {
        color: var(--good);
      }
      .note.failed {
        color: var(--bad);
        background: var(--bad-tint);
      }
      w-device-fullness {
        max-width: 26rem;
      }
    `,
  ];

  @state() private device: DeviceView | null = null;
  @state() private note: DeviceNote | null = null;
  @state() private problem = '';
  @query('w-device-desk') private desk!: DeviceDesk;
  @query('w-device-commands') private commands!: DeviceCommands | null;
  readonly #reading = new Rereading(this, () => this.#read());

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('subjectId') || !this.device) return;
    this.device = null;
    this.note = null;
    this.#reading.now();
  }

  override render() {
    const { device } = this;
    return html`<div class="top">
        <a class="button" href="/devices">${icon('back')}${msg('Terminals')}</a>
        <h1>${device?.name}</h1>
        ${device && can(this.me, 'update Device') ? this.#actions(device) : nothing}
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${device ? this.#parts(device) : nothing} ${can(this.me, 'update Device') ? this.#desk() : nothing}`;
  }

  #actions(device: DeviceView) {
    const why = whyNot(device, this.note);
    const run = (act: DeviceAct) => this.desk.run({ act, device });
    const button = (act: DeviceAct, picture: 'sound' | 'refresh', text: string) =>
      html`<button
        ?disabled=${why !== null}
        title=${why ?? nothing}
        data-testid=${act}
        @click=${() => run(act)}
      >
        ${icon(picture)}${text}
      </button>`;
    const actions = menuActions(device, why === null, run).filter(
      ({ id }) => id !== 'remove' || can(this.me, 'delete Device'),
    );
    return html`${isCalled(device) ? button('beep', 'sound', msg('Beep')) : nothing}
      ${button('readLogs', 'refresh', msg('Read its logs now'))}
      <w-action-menu label=${msg('More')} .actions=${actions}></w-action-menu>`;
  }

  #parts(device: DeviceView) {
    const { problem } = device;
    return html`<div class="stack">
      <section class="panel" aria-labelledby="state">
        <h2 id="state">${msg('State')}</h2>
        <p class="state">${stateLines(device, this.#nowMs(), this.#zone())}</p>
        ${
          problem === null
            ? nothing
            : html`<p class="problem" data-testid="device-problem">${icon('warning')}${problem}</p>`
        }
        ${this.note ? noteLine(this.note, () => (this.note = null)) : nothing}
        ${factList(this.#placement(device))}
      </section>
      <section class="panel" aria-labelledby="facts">
        <h2 id="facts">${msg('What it says of itself')}</h2>
        ${factList(factsOf(device))}
        ${device.counts ? html`<w-device-fullness .facts=${device}></w-device-fullness>` : nothing}
      </section>
      <section class="panel" aria-labelledby="people">
        <h2 id="people">${msg('People on it')}</h2>
        <w-device-people
          .live=${this.live}
          .deviceId=${device.deviceId}
          .timeZone=${this.#zone()}
          ?edits=${can(this.me, 'update Device')}
        ></w-device-people>
      </section>
      ${isCalled(device) ? nothing : this.#calls(device)}
    </div>`;
  }

  /** Of one that calls us. */
  #calls({ deviceId, state }: DeviceView) {
    return html`${
        state === 'online' || !can(this.me, 'update Device')
          ? nothing
          : html`<section class="panel" aria-labelledby="calls">
              <h2 id="calls">${msg('So that it calls')}</h2>
              <w-push-hint></w-push-hint>
            </section>`
      }
      <section class="panel" aria-labelledby="told">
        <h2 id="told">${msg('What it was told to do')}</h2>
        <w-device-commands
          .live=${this.live}
          .deviceId=${deviceId}
          .nowMs=${this.#nowMs()}
          .timeZone=${this.#zone()}
        ></w-device-commands>
      </section>`;
  }

  #placement({ kind, host, port, transport, area, timeZone, direction, logs, lastSyncMs }: DeviceView) {
    const place = host === null ? null : `${host}:${port} ${transport.toUpperCase()}`;
    return [
      [msg('Connection'), deviceKindWord(kind)],
      [msg('Address'), place],
      [msg('Area'), area ?? msg('No area')],
      [msg('Time zone of its clock'), timeZone],
      [msg('A punch means'), directionWord(direction)],
      [msg('Logs kept here'), numberText(logs)],
      [msg('Last sync'), lastSyncMs === null ? msg('Never synced') : exactText(lastSyncMs, this.#zone())],
    ] as const;
  }

  #desk() {
    return html`<w-device-desk
      .overview=${this.liveState.overview}
      @told=${({ detail }: CustomEvent<ToldDetail>) => (this.note = detail.note)}
      @changed=${() => this.#changed()}
      @removed=${() => navigate('/devices')}
    ></w-device-desk>`;
  }

  #changed(): void {
    this.#reading.now();
    this.commands?.readAgain();
  }

  async #read(): Promise<void> {
    try {
      this.device = await devicesApi.device(this.subjectId);
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

const factsOf = (device: DeviceView) =>
  [
    [msg('Serial number'), device.serial],
    [msg('MAC'), device.mac],
    [msg('Last known address'), device.address],
    [msg('Model'), device.model],
    [msg('Platform'), device.platform],
    [msg('Firmware'), device.firmware],
    [msg('Finger algorithm'), device.fingerAlgorithm],
    [msg('Face algorithm'), device.faceAlgorithm],
    clockFact(device),
  ] as const;
