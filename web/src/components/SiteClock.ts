import { msg, str } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Ticking } from '../Ticking.ts';
import { clockText, dateText } from '../time.ts';

/** Date and time of the site, by the server's clock. */
@customElement('w-site-clock')
export class SiteClock extends LitElement {
  static override styles = css`
    :host {
      display: flex;
      gap: 0.6rem;
      white-space: nowrap;
    }
    span {
      color: var(--soft);
    }
    time {
      font-weight: 600;
    }
    @media (max-width: 1300px) {
      span {
        display: none;
      }
    }
  `;

  @property() timeZone = 'UTC';
  @property({ type: Number }) clockOffsetMs = 0;

  constructor() {
    super();
    new Ticking(this);
  }

  override render() {
    const nowMs = Date.now() + this.clockOffsetMs;
    return html`<span>${dateText(nowMs, this.timeZone)}</span
      ><time data-testid="site-clock" title=${msg(str`Time at the site (${this.timeZone})`)}
        >${clockText(nowMs, this.timeZone)}</time
      >`;
  }
}
