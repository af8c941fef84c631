import { msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shared } from '../styles.ts';

/** Lit only while frames of this camera really are analysed. `short`: in a tile. */
@customElement('w-ai-light')
export class AiLight extends LitElement {
  static override styles = [
    shared,
    css`
      span.light {
        display: inline-flex;
        align-items: center;
        gap: 0.45rem;
        padding: 0.2rem 0.65rem;
        font-size: 0.85rem;
        font-weight: 600;
        white-space: nowrap;
        color: var(--soft);
        border: 1px solid var(--line);
        border-radius: 99px;
        transition:
          color 200ms,
          background-color 200ms;
      }
      :host([short]) .light {
        gap: 0.3rem;
        padding: 0 0.4rem;
        font-size: 0.72rem;
      }
      i {
        width: 0.62rem;
        height: 0.62rem;
        border: 2px solid var(--edge);
        border-radius: 50%;
        transition: background-color 200ms;
      }
      :host([short]) i {
        width: 0.5rem;
        height: 0.5rem;
      }
      .light.on {
        color: var(--good);
        background: var(--good-tint);
        border-color: transparent;
      }
      .on i {
        background: var(--good);
        border-color: var(--good);
        box-shadow: 0 0 0 3px color-mix(in srgb, var(--good) 25%, transparent);
      }
    `,
  ];

  @property({ type: Boolean }) on = false;
  @property({ type: Boolean }) short = false;
  /** Tells several on a page apart. */
  @property() name = '';

  // aria-live is off: the light changes with every movement, and a screen reader that says so each time is of no use.
  override render() {
    return html`<span
      class="light ${this.on ? 'on' : ''}"
      role="status"
      aria-live="off"
      data-testid=${this.name ? `ai-light-${this.name}` : 'ai-light'}
      data-on=${String(this.on)}
      title=${
        this.on
          ? msg('Frames of this camera are being analysed now')
          : msg('Nothing is being analysed: no movement, or no picture')
      }
      ><i></i><span aria-hidden="true">${this.short ? msg('AI') : msg('AI inference')}</span
      ><span class="hidden-text"
        >${this.on ? msg('AI inference is on') : msg('AI inference is off')}</span
      ></span
    >`;
  }
}
