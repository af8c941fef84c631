import { msg } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ChannelView, ConnectorView } from '../../../../server/wire.ts';
import { sentenceOf } from '../../api.ts';
import { connectionsApi } from '../../api/connections.ts';
import { eventTexts } from '../../connectorTexts.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { connectionStyles } from './connectionStyles.ts';

/** What the webhook tells besides messages. Fires `changed`. */
@customElement('w-events-panel')
export class EventsPanel extends LitElement {
  static override styles = [shared, controls, connectionStyles];

  @property({ attribute: false }) connector: ConnectorView | null = null;
  /** null: not known yet. */
  @property({ attribute: false }) webhook: ChannelView | null = null;
  @property({ type: Boolean }) edits = false;
  @state() private busy = false;
  @state() private problem = '';

  override render() {
    const { connector, webhook } = this;
    if (!connector) return nothing;
    const { enabled } = connector;
    const stuck = enabled && webhook !== null && !webhook.ready;
    return html`<div class="head">
        <div class="grow">
          <h2>${msg('Events')}</h2>
          <p class="soft small">
            ${msg('Told to another program as they happen, signed, and tried again when it does not answer.')}
          </p>
        </div>
        <span class="chip ${stuck ? 'warn' : enabled ? 'good' : ''}" data-testid="events-state"
          >${stuck ? msg('Waits for the webhook') : enabled ? msg('On') : msg('Off')}</span
        >
        ${
          this.edits
            ? html`<button
                class=${enabled ? '' : 'primary'}
                ?disabled=${this.busy}
                title=${this.busy ? msg('One moment') : nothing}
                data-testid="switch-events"
                @click=${() => void this.#switch(!enabled)}
              >
                ${enabled ? msg('Turn off') : msg('Turn on')}
              </button>`
            : nothing
        }
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      <ul class="list">
        ${eventTexts().map(
          ({ event, text }) => html`<li><code>${event}</code> <span class="grow">${text}</span></li>`,
        )}
      </ul>
      <p>
        ${
          webhook?.ready
            ? msg('They leave by the webhook, which is set up.')
            : msg('They leave by the webhook, which is not set up or not on.')
        }
        <a href="/messages" data-testid="to-webhook">${msg('The webhook is set up under Messages')}</a>
      </p>`;
  }

  async #switch(enabled: boolean): Promise<void> {
    this.busy = true;
    this.problem = '';
    try {
      await connectionsApi.change('events', { enabled });
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      this.problem = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }
}
