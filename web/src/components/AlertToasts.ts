import { msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import type { BrowserAlert } from '../live.ts';
import { shared } from '../styles.ts';

const shownMax = 4;
/** Long enough to look up from other work; the bell and the incidents keep it. */
const shownForMs = 30_000;

/** Alerts for who is signed in, over whatever page is open. */
@customElement('w-alert-toasts')
export class AlertToasts extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      div {
        position: fixed;
        top: 4.2rem;
        right: 0.9rem;
        z-index: 8;
        display: grid;
        gap: 0.5rem;
        width: min(24rem, calc(100vw - 1.8rem));
        pointer-events: none;
      }
      article {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: 0.2rem 0.7rem;
        padding: 0.75rem 0.6rem 0.75rem 0.9rem;
        background: var(--panel);
        border: 1px solid var(--edge);
        border-left: 4px solid var(--bad);
        border-radius: var(--radius);
        box-shadow: var(--shadow-high);
        pointer-events: auto;
      }
      article > svg {
        margin-top: 0.15rem;
        color: var(--bad);
      }
      button {
        margin: -0.4rem 0;
      }
      p {
        overflow-wrap: anywhere;
      }
    `,
  ];

  @state() private alerts: BrowserAlert[] = [];
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  show(alert: BrowserAlert): void {
    const { messageId } = alert;
    this.alerts = [alert, ...this.alerts.filter((each) => each.messageId !== messageId)].slice(0, shownMax);
    clearTimeout(this.#timers.get(messageId));
    this.#timers.set(
      messageId,
      setTimeout(() => this.#hide(messageId), shownForMs),
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  override render() {
    return html`<div role="log" aria-label=${msg('Alerts')} aria-live="assertive">
      ${repeat(
        this.alerts,
        ({ messageId }) => messageId,
        ({ messageId, title, text, path }) =>
          html`<article data-testid="alert-toast">
            ${icon('incident')}
            <section>
              <strong class="wrap">${title}</strong>
              <p>${text}</p>
              ${path ? html`<a href=${path} @click=${() => this.#hide(messageId)}>${msg('Open')}</a>` : nothing}
            </section>
            <button
              class="icon"
              aria-label=${msg('Close')}
              title=${msg('Close')}
              @click=${() => this.#hide(messageId)}
            >
              ${icon('close')}
            </button>
          </article>`,
      )}
    </div>`;
  }

  #hide(messageId: string): void {
    clearTimeout(this.#timers.get(messageId));
    this.#timers.delete(messageId);
    this.alerts = this.alerts.filter((each) => each.messageId !== messageId);
  }
}
