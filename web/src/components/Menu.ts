import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { controls } from '../controls.ts';
import { shared } from '../styles.ts';

/**
 * A button that unfolds links and buttons below or above itself. The slot is what the button shows; `content` is there only
 * while it is open. Escape, a press outside and a choice close it.
 */
@customElement('w-menu')
export class Menu extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: block;
      }
      button {
        gap: 0.4rem;
        width: 100%;
        min-height: var(--menu-height, 2.3rem);
        padding: var(--menu-padding, 0.3rem 0.6rem);
        font-size: inherit;
        color: inherit;
        background: none;
        border: 0;
      }
      button[aria-expanded='true'] {
        background: var(--hover);
      }
      :host([current]) button {
        color: var(--accent);
        background: var(--accent-tint);
      }
      #panel {
        position: fixed;
        inset: auto;
        min-width: 13rem;
        max-width: calc(100vw - 1rem);
        max-height: calc(100dvh - 5rem);
        margin: 0;
        padding: 0.35rem;
        overflow: auto;
        color: var(--text);
        background: var(--panel);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        box-shadow: var(--shadow-high);
      }
      hr {
        margin: 0.35rem 0;
        border: 0;
        border-top: 1px solid var(--line);
      }
    `,
  ];

  @property({ attribute: false }) content: () => unknown = () => nothing;
  /** What the button is called, for those who do not see it. */
  @property() label = '';
  /** The page shown is one of those inside. */
  @property({ type: Boolean, reflect: true }) current = false;
  @state() private isOpen = false;
  @query('button') private button!: HTMLButtonElement;
  @query('#panel') private panel!: HTMLElement;

  override render() {
    return html`<button
        popovertarget="panel"
        aria-label=${this.label}
        title=${this.label}
        aria-expanded=${this.isOpen ? 'true' : 'false'}
      >
        <slot></slot>
      </button>
      <div
        id="panel"
        popover
        @beforetoggle=${(event: ToggleEvent) => this.#onToggle(event.newState === 'open')}
        @click=${(event: Event) => this.#onClick(event)}
      >
        ${this.isOpen ? this.content() : nothing}
      </div>`;
  }

  close(): void {
    if (this.isOpen) this.panel.hidePopover();
  }

  #onToggle(open: boolean): void {
    this.isOpen = open;
    // What it holds draws itself a moment after it is there.
    if (open) requestAnimationFrame(() => this.#place());
  }

  /** Beside the button, on whichever side has room. */
  #place(): void {
    const { left, right, top, bottom } = this.button.getBoundingClientRect();
    const { width, height } = this.panel.getBoundingClientRect();
    const below = bottom + height + 8 < innerHeight || bottom < innerHeight / 2;
    const start = left + width + 8 < innerWidth ? left : right - width;
    this.panel.style.left = `${Math.max(8, Math.min(start, innerWidth - width - 8))}px`;
    this.panel.style.top = below ? `${bottom + 4}px` : `${Math.max(8, top - height - 4)}px`;
  }

  /** A link leads away; a button says itself when it wants to stay. */
  #onClick(event: Event): void {
    const pressed = event
      .composedPath()
      .find((node) => node instanceof HTMLAnchorElement || node instanceof HTMLButtonElement);
    if (pressed && pressed.dataset['stays'] === undefined) this.close();
  }
}
