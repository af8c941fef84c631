import { msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { DeviceTimeSet } from '../../../../server/wire.ts';
import { sentenceOf } from '../../api.ts';
import { devicesApi } from '../../api/devices.ts';
import { controls } from '../../controls.ts';
import { timeSetText } from '../../devices/deviceWords.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import type { Modal } from '../Modal.ts';
import '../Modal.ts';

/** Sets the clock of every terminal and says of each what became of it. Fires `changed`. */
@customElement('w-set-times')
export class SetTimes extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      li {
        display: flex;
        gap: 0.6rem;
        padding: 0.5rem 0;
        border-top: 1px solid var(--line);
      }
      li:first-child {
        border-top: 0;
      }
      li svg {
        margin-top: 0.15rem;
      }
      .grow {
        overflow-wrap: anywhere;
      }
      .well svg {
        color: var(--good);
      }
      .later svg {
        color: var(--soft);
      }
      .badly svg,
      .badly p {
        color: var(--bad);
      }
      .end {
        justify-content: end;
      }
    `,
  ];

  @state() private set: DeviceTimeSet[] | null = null;
  @state() private problem = '';
  @query('w-modal') private modal!: Modal;

  override render() {
    return html`<w-modal .heading=${msg('Set the time of all')}>
      <div class="stack" data-testid="times-set">
        <div role="status">${this.#results()}</div>
        ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
        <div class="row end">
          <button class="primary" type="button" data-testid="close-times" @click=${() => this.modal.close()}>
            ${msg('Close')}
          </button>
        </div>
      </div>
    </w-modal>`;
  }

  async run(): Promise<void> {
    this.set = null;
    this.problem = '';
    await this.modal.open();
    try {
      this.set = await devicesApi.setTimes();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.dispatchEvent(new CustomEvent('changed'));
  }

  #results() {
    if (this.set)
      return html`<ul>
        ${this.set.map((each) => result(each))}
      </ul>`;
    return this.problem ? nothing : html`<p class="soft">${msg('Setting every clock…')}</p>`;
  }
}

function result(set: DeviceTimeSet) {
  const { name, problem, ordered } = set;
  const [colour, picture] =
    problem !== null
      ? (['badly', 'warning'] as const)
      : ordered
        ? (['later', 'clock'] as const)
        : (['well', 'check'] as const);
  return html`<li class=${colour} data-testid="time-of-${name}">
    ${icon(picture)}
    <div class="grow">
      <strong>${name}</strong>
      <p class="small">${problem ?? timeSetText(set)}</p>
    </div>
  </li>`;
}
