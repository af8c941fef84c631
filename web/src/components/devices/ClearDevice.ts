import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { DeviceClear, DeviceView } from '../../../../server/wire.ts';
import { sentenceOf } from '../../api.ts';
import { devicesApi } from '../../api/devices.ts';
import { clearTexts } from '../../clearTexts.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import type { Modal } from '../Modal.ts';
import { isCalled } from './deviceActs.ts';
import '../Modal.ts';

type What = DeviceClear['what'];
const all: readonly What[] = ['logs', 'templates', 'users', 'everything'];

/** Empties a terminal, once its name was typed. Fires `cleared` with the terminal. */
@customElement('w-clear-device')
export class ClearDevice extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      fieldset {
        display: grid;
        gap: 0.6rem;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0 0 0.35rem;
        font-weight: 550;
      }
      input[type='radio'] {
        width: 1.05rem;
        min-height: 0;
        height: 1.05rem;
        margin: 0.2rem 0 0;
        flex: none;
        accent-color: var(--bad);
      }
      .check strong,
      .check .small {
        display: block;
      }
      button.danger:disabled {
        color: var(--soft);
        border-color: var(--line);
      }
      .end {
        justify-content: end;
      }
    `,
  ];

  @state() private device: DeviceView | null = null;
  @state() private what: What = 'logs';
  @state() private typed = '';
  @state() private busy = false;
  @state() private problem = '';
  @query('w-modal') private modal!: Modal;

  override render() {
    const { device } = this;
    return html`<w-modal
      .heading=${device ? msg(str`Clear ${device.name}`) : ''}
      @closed=${() => (this.device = null)}
    >
      ${device ? this.#form(device) : nothing}
    </w-modal>`;
  }

  async open(device: DeviceView): Promise<void> {
    this.device = device;
    this.what = 'logs';
    this.typed = '';
    this.problem = '';
    await this.modal.open();
  }

  #form(device: DeviceView) {
    return html`<form class="stack" @submit=${(event: SubmitEvent) => void this.#clear(event, device)}>
      <fieldset>
        <legend>${msg('What is deleted on the terminal')}</legend>
        ${all.map((what) => this.#choice(what))}
      </fieldset>
      <p>${isCalled(device) ? atOnceText(this.what) : whenItCallsText(this.what)}</p>
      ${
        device.liveSync && this.what !== 'logs'
          ? html`<p>${msg('Live sync is on: those who work in its area are brought to it again.')}</p>`
          : nothing
      }
      <label class="field"
        >${msg(str`Type ${device.name} to confirm`)}
        <input
          name="confirm"
          autocomplete="off"
          spellcheck="false"
          data-testid="clear-confirm"
          .value=${this.typed}
          @input=${(event: InputEvent) => (this.typed = (event.target as HTMLInputElement).value)}
        />
        ${device.serial ? html`<span class="hint">${msg(str`or its serial number, ${device.serial}`)}</span>` : nothing}
      </label>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      <div class="row end">
        <button type="button" @click=${() => this.modal.close()}>${msg('Cancel')}</button>
        <button
          class="danger"
          ?disabled=${this.busy || !this.#isConfirmed(device)}
          title=${this.#isConfirmed(device) ? nothing : msg('Its name or serial number is typed first')}
          data-testid="clear-device"
        >
          ${this.busy ? msg('Clearing…') : msg('Clear it')}
        </button>
      </div>
    </form>`;
  }

  #choice(what: What) {
    const { name, means } = clearTexts(what);
    return html`<label class="check">
      <input
        type="radio"
        name="what"
        value=${what}
        .checked=${this.what === what}
        data-testid="clear-${what}"
        @change=${() => (this.what = what)}
      />
      <span><strong>${name}</strong><span class="soft small">${means}</span></span>
    </label>`;
  }

  #isConfirmed({ name, serial }: DeviceView): boolean {
    return [name, serial].includes(this.typed.trim());
  }

  async #clear(event: SubmitEvent, device: DeviceView): Promise<void> {
    event.preventDefault();
    this.busy = true;
    this.problem = '';
    try {
      await devicesApi.clear(device.deviceId, { what: this.what, confirm: this.typed.trim() });
      this.modal.close();
      this.dispatchEvent(new CustomEvent('cleared', { detail: device }));
    } catch (error) {
      this.problem = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }
}

const losesLogs = (what: What): boolean => what === 'logs' || what === 'everything';

const atOnceText = (what: What): string =>
  losesLogs(what)
    ? msg('Its logs are read first, so those kept here stay whole. On the terminal it cannot be taken back.')
    : msg('The logs kept here stay. On the terminal it cannot be taken back.');

const whenItCallsText = (what: What): string =>
  losesLogs(what)
    ? msg(
        'It is done after its next call: it counts its logs, sends those missing here, and is cleared only when all of them are here. On the terminal it cannot be taken back.',
      )
    : msg(
        'It is done when the terminal calls next. The logs kept here stay. On the terminal it cannot be taken back.',
      );
