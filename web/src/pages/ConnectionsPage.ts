import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { ChannelView, ConnectorView } from '../../../server/wire.ts';
import { sentenceOf } from '../api.ts';
import { channelsApi } from '../api/channels.ts';
import { connectionsApi } from '../api/connections.ts';
import { can } from '../can.ts';
import { icon } from '../icons.ts';
import { isoDay } from '../person/siteDay.ts';
import { serverNowMs } from '../state.ts';
import { Page } from './Page.ts';
import '../components/connections/EventsPanel.ts';
import '../components/connections/FrappePanel.ts';
import '../components/connections/KeyList.ts';
import '../components/connections/PunchExport.ts';

/** How far a connector is changes by itself. */
const askEveryMs = 10_000;

/** Ways out into a payroll, an HR system or an ERP. */
@customElement('w-connections-page')
export class ConnectionsPage extends Page {
  @state() private connectors: ConnectorView[] = [];
  @state() private webhook: ChannelView | null = null;
  @state() private problem = '';
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
    this.#timer = setInterval(() => document.hidden || void this.#read(), askEveryMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override render() {
    const nowMs = serverNowMs(this.liveState, Date.now());
    const zone = this.liveState.overview?.timeZone ?? 'UTC';
    return html`<div class="top"><h1>${msg('Connections')}</h1></div>
      <div class="stack">
        <p class="soft">
          ${msg('What is known here, for a payroll, an HR system or an ERP: as a file, with a key, as events, or written into Frappe HR.')}
        </p>
        ${
          can(this.me, 'read EmployeeSource')
            ? html`<p>
                <a href="/settings/employees"
                  >${msg('Employee master: who works here, out of lists of yours')}</a
                >
              </p>`
            : nothing
        }
        ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
        ${
          this.liveState.overview && can(this.me, 'read Report')
            ? html`<w-punch-export class="panel" .today=${isoDay(nowMs, zone)}></w-punch-export>`
            : nothing
        }
        ${this.#frappe(nowMs, zone)}
        <w-key-list
          class="panel"
          .nowMs=${nowMs}
          .timeZone=${zone}
          .edits=${can(this.me, 'create Connector')}
        ></w-key-list>
        ${this.#events()}
      </div>`;
  }

  #frappe(nowMs: number, zone: string) {
    const connector = this.connectors.find(({ kind }) => kind === 'frappe');
    return connector
      ? html`<w-frappe-panel
          class="panel"
          .connector=${connector}
          .nowMs=${nowMs}
          .timeZone=${zone}
          .edits=${can(this.me, 'update Connector')}
          .opensPeople=${can(this.me, 'read Presence')}
          @changed=${() => this.#changed()}
        ></w-frappe-panel>`
      : nothing;
  }

  #events() {
    const connector = this.connectors.find(({ kind }) => kind === 'events');
    return connector
      ? html`<w-events-panel
          class="panel"
          .connector=${connector}
          .webhook=${this.webhook}
          .edits=${can(this.me, 'update Connector')}
          @changed=${() => this.#changed()}
        ></w-events-panel>`
      : nothing;
  }

  #changed(): void {
    void this.#read();
    // The bar above the page asks again, too.
    dispatchEvent(new Event('problemschanged'));
  }

  async #read(): Promise<void> {
    try {
      this.connectors = await connectionsApi.connectors();
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    if (!can(this.me, 'read Channel')) return;
    const channels = await channelsApi.channels().catch(() => null);
    this.webhook = channels?.find(({ channel }) => channel === 'webhook') ?? this.webhook;
  }
}
