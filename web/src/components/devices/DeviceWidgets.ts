import { msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DeviceWidgets as Widgets } from '../../../../server/wire.ts';
import { controls } from '../../controls.ts';
import { shared } from '../../styles.ts';
import { numberText } from '../../time.ts';

type Figure = { id: string; label: string; value: number; title: string };

/** What the terminals recorded, in numbers: of all, and the logs of each. */
@customElement('w-device-widgets')
export class DeviceWidgets extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      dl {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: 0.6rem;
      }
      dl > div {
        display: flex;
        flex-direction: column-reverse;
        justify-content: flex-end;
        padding: 0.6rem 0.875rem;
      }
      .first {
        grid-column: 1 / -1;
      }
      @container (min-width: 40rem) {
        dl {
          grid-template-columns: 1.5fr repeat(4, minmax(0, 1fr));
        }
        .first {
          grid-column: auto;
        }
      }
      dt {
        font-size: 0.85rem;
        color: var(--soft);
      }
      dd {
        font-size: 1.6rem;
        font-weight: 650;
        line-height: 1.2;
        font-variant-numeric: tabular-nums;
      }
      .logs {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 0.3rem 0.75rem;
      }
      select {
        width: auto;
        max-width: 11rem;
        font-size: 0.85rem;
      }
    `,
  ];

  @property({ attribute: false }) widgets: Widgets | null = null;
  /** null: all. */
  @state() private deviceId: string | null = null;

  override render() {
    const { widgets } = this;
    if (!widgets) return nothing;
    return html`<dl data-testid="device-widgets">
      ${this.#logs(widgets)}
      ${figuresOf(widgets).map(
        ({ id, label, value, title }) =>
          html`<div class="panel" title=${title || nothing}>
            <dt>${label}</dt>
            <dd data-testid="widget-${id}">${numberText(value)}</dd>
          </div>`,
      )}
    </dl>`;
  }

  #logs({ logs, devices }: Widgets) {
    const one = devices.find(({ deviceId }) => deviceId === this.deviceId);
    return html`<div class="panel first">
      <dt>${msg('Logs kept here')}</dt>
      <dd class="logs">
        <span data-testid="widget-logs">${numberText(one ? one.logs : logs)}</span>
        ${devices.length > 1 ? this.#choice(devices) : nothing}
      </dd>
    </div>`;
  }

  #choice(devices: Widgets['devices']) {
    return html`<select
      aria-label=${msg('Logs of which terminal')}
      data-testid="widget-device"
      @change=${(event: Event) => (this.deviceId = (event.target as HTMLSelectElement).value || null)}
    >
      <option value="">${msg('All terminals')}</option>
      ${devices.map(
        ({ deviceId, name }) =>
          html`<option value=${deviceId} ?selected=${deviceId === this.deviceId}>${name}</option>`,
      )}
    </select>`;
  }
}

function figuresOf({ logsToday, logsYesterday, fingers, faces }: Widgets): Figure[] {
  const once = msg(
    'Each counts once. Where templates are not kept here: of the terminal that holds the most.',
  );
  return [
    { id: 'today', label: msg('Logs today'), value: logsToday, title: '' },
    { id: 'yesterday', label: msg('Logs yesterday'), value: logsYesterday, title: '' },
    { id: 'fingers', label: msg('Unique fingers'), value: fingers, title: once },
    { id: 'faces', label: msg('Unique faces'), value: faces, title: once },
  ];
}
