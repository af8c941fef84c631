import { msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PresenceState, Summary } from '../../../server/wire.ts';
import { controls } from '../controls.ts';
import { shared } from '../styles.ts';

type Figure = {
  label: string;
  value: number;
  title: string;
  pressed: boolean;
  press: () => void;
  alarm?: boolean;
};

/** How many are where. Each figure shows whom it counts: fires `filters`, `unknown` or `blind`. */
@customElement('w-site-summary')
export class SiteSummary extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(4, minmax(0, 1fr));
        gap: 0.3rem;
        padding: 0.5rem;
      }
      @container (min-width: 42rem) {
        ul {
          grid-template-columns: repeat(8, minmax(0, 1fr));
        }
      }
      button {
        display: flex;
        flex-direction: column;
        align-items: flex-start;
        justify-content: flex-start;
        gap: 0;
        width: 100%;
        height: 100%;
        padding: 0.25rem 0.5rem;
        text-align: left;
        background: none;
        border-color: transparent;
      }
      button[aria-pressed='true'] {
        background: var(--accent-tint);
        border-color: var(--accent);
      }
      .value {
        font-size: 1.3rem;
        font-weight: 650;
        line-height: 1.2;
      }
      .label {
        font-size: 0.8rem;
        font-weight: 400;
        line-height: 1.25;
        color: var(--soft);
      }
      .alarm .value,
      .alarm .label {
        color: var(--bad);
      }
    `,
  ];

  @property({ attribute: false }) summary: Summary | null = null;
  @property() state: PresenceState | null = null;
  @property({ type: Boolean }) filtered = false;
  @property({ type: Boolean }) onlyBlind = false;

  override render() {
    if (!this.summary) return nothing;
    return html`<section class="panel" aria-label=${msg('Summary')}>
      <ul data-testid="summary">
        ${this.#figures(this.summary).map((figure) => this.#figure(figure))}
      </ul>
    </section>`;
  }

  #figures(summary: Summary): Figure[] {
    const people = (state: PresenceState, label: string, value: number): Figure => ({
      label,
      value,
      title: msg('Show them in the list'),
      pressed: this.state === state,
      press: () => this.#fire('filters', { state: this.state === state ? null : state }),
    });
    return [
      people('present', msg('present'), summary.present),
      people('away', msg('away'), summary.away),
      people('absent', msg('absent'), summary.absent),
      people('onLeave', msg('on leave'), summary.onLeave),
      people('off', msg('off duty'), summary.off),
      {
        label: msg('total'),
        value: summary.total,
        title: msg('Show everybody in the list'),
        pressed: !this.filtered,
        press: () => this.#fire('filters', { state: null, areaId: null, teamId: null }),
      },
      {
        label: msg('unknown in view'),
        value: summary.unknownInView,
        title: msg('Show all cameras: those with unknown people are marked'),
        pressed: false,
        press: () => this.#fire('unknown'),
      },
      {
        label: msg('cameras blind'),
        value: summary.blindCameras,
        title: msg('Show only blind cameras'),
        pressed: this.onlyBlind,
        press: () => this.#fire('blind'),
        alarm: summary.blindCameras > 0,
      },
    ];
  }

  #figure({ label, value, title, pressed, press, alarm }: Figure) {
    return html`<li>
      <button class=${alarm ? 'alarm' : ''} title=${title} aria-pressed=${pressed} @click=${press}>
        <span class="value">${value}</span> <span class="label">${label}</span>
      </button>
    </li>`;
  }

  #fire(name: 'filters' | 'unknown' | 'blind', detail?: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
