import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DeviceView } from '../../../../server/wire.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { exactText, momentText } from '../../time.ts';
import type { ActDetail, DeviceAct } from './deviceActs.ts';

/** Terminals that called and that nobody has let in. Fires `act`. */
@customElement('w-stranger-list')
export class StrangerList extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: block;
      }
      .panel {
        padding: 0.8rem 0.875rem 0.4rem;
        border-color: var(--warn);
      }
      h2 {
        font-size: 1.05rem;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.4rem 1rem;
        padding: 0.6rem 0;
        border-top: 1px solid var(--line);
      }
      ul {
        margin-top: 0.6rem;
      }
      .who {
        flex: 1 1 14rem;
        min-width: 0;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) strangers: DeviceView[] = [];
  @property({ type: Number }) nowMs = 0;
  @property() timeZone = 'UTC';
  @property({ type: Boolean }) edits = false;

  override render() {
    if (this.strangers.length === 0) return nothing;
    return html`<section class="panel" aria-labelledby="waiting" data-testid="strangers">
      <h2 id="waiting">${msg('Wait to be let in')}</h2>
      <p class="soft small">
        ${msg('They called this server, and nobody said yet that they may. Nothing they send is taken; they keep it until they are let in. Compare the serial number with the label on the terminal.')}
      </p>
      <ul>
        ${this.strangers.map((device) => this.#stranger(device))}
      </ul>
    </section>`;
  }

  #stranger(device: DeviceView) {
    const { serial, name, address, sinceMs } = device;
    const called = serial ?? name;
    const since = momentText(sinceMs, this.nowMs, this.timeZone);
    return html`<li data-testid="stranger-${called}">
      <div class="who">
        <strong>${called}</strong>
        <p class="soft small" title=${exactText(sinceMs, this.timeZone)}>
          ${address === null ? msg(str`Calls since ${since}`) : msg(str`Calls from ${address} since ${since}`)}
        </p>
      </div>
      ${
        this.edits
          ? html`<div class="row">
              <button class="primary" data-testid="let-in" @click=${() => this.#act('letIn', device)}>
                ${icon('check')}${msg('Let in')}<span class="hidden-text"> ${called}</span>
              </button>
              <button data-testid="remove-stranger" @click=${() => this.#act('remove', device)}>
                ${icon('trash')}${msg('Remove')}<span class="hidden-text"> ${called}</span>
              </button>
            </div>`
          : nothing
      }
    </li>`;
  }

  #act(act: DeviceAct, device: DeviceView): void {
    this.dispatchEvent(new CustomEvent<ActDetail>('act', { detail: { act, device } }));
  }
}
