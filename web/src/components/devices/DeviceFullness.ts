import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DeviceFacts } from '../../../../server/wire.ts';
import { type Fullness, fullnessOf, type Held } from '../../devices/fullness.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { numberText } from '../../time.ts';

/** How many users, fingers, faces and logs a terminal holds, of how many it can. */
@customElement('w-device-fullness')
export class DeviceFullness extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      /* The words are longer in other languages: the longest says how wide the first column is. */
      ul {
        display: grid;
        grid-template-columns: max-content minmax(1.5rem, 7rem) minmax(max-content, 1fr);
        gap: 0.1rem 0.5rem;
      }
      li {
        display: grid;
        grid-column: 1 / -1;
        grid-template-columns: subgrid;
        align-items: center;
        font-size: 0.85rem;
        line-height: 1.35;
      }
      .bar {
        display: block;
        min-height: 0;
        height: 0.4rem;
        padding: 0;
        overflow: hidden;
        background: var(--line);
        border-radius: 99px;
      }
      .bar > span {
        display: block;
        width: calc(var(--share) * 100%);
        min-width: min(2px, var(--share) * 1000%);
        height: 100%;
        background: var(--accent);
      }
      .full {
        color: var(--warn);
        font-weight: 600;
      }
      .full .bar > span {
        background: var(--warn);
      }
      .count {
        display: flex;
        gap: 0.3rem;
        align-items: center;
        font-variant-numeric: tabular-nums;
      }
      .count svg {
        width: 1em;
        height: 1em;
      }
    `,
  ];

  @property({ attribute: false }) facts: Pick<DeviceFacts, 'counts' | 'capacities'> | null = null;

  override render() {
    const held = this.facts ? fullnessOf(this.facts) : [];
    if (held.length === 0) return html`<span class="soft small">${msg('Not told yet')}</span>`;
    return html`<ul>
      ${held.map((each) => this.#line(each))}
    </ul>`;
  }

  #line({ what, count, capacity, share, isNearlyFull }: Fullness) {
    const [has, most] = [numberText(count), capacity === null ? '' : numberText(capacity)];
    return html`<li
      class=${isNearlyFull ? 'full' : ''}
      title=${isNearlyFull ? msg('Nearly full: it turns people away when it is full') : nothing}
      data-testid="held-${what}"
    >
      <span class="soft">${heldWord(what)}</span>
      ${
        capacity === null
          ? html`<span></span>`
          : html`<span class="bar" aria-hidden="true"><span .style=${`--share: ${share}`}></span></span>`
      }
      <span class="count"
        >${capacity === null ? has : msg(str`${has} of ${most}`)}
        ${isNearlyFull ? html`${icon('warning')}<span class="hidden-text">${msg('nearly full')}</span>` : nothing}</span
      >
    </li>`;
  }
}

function heldWord(what: Held): string {
  switch (what) {
    case 'users':
      return msg('Users');
    case 'fingers':
      return msg('Fingers');
    case 'faces':
      return msg('Faces');
    case 'logs':
      return msg('Logs');
    default:
      return what satisfies never;
  }
}
