import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { PersonView } from '../../../server/wire.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { shared } from '../styles.ts';
import './WhyFacts.ts';

/** Why a person's state is what it is, beside what was pressed. Escape and a press outside close it. */
@customElement('w-why-popover')
export class WhyPopover extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      #panel {
        position: fixed;
        inset: auto;
        width: min(26rem, calc(100vw - 1rem));
        max-height: calc(100dvh - 5rem);
        margin: 0;
        padding: 0.8rem 1rem 1rem;
        overflow: auto;
        color: var(--text);
        background: var(--panel);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        box-shadow: var(--shadow-high);
      }
      header {
        display: flex;
        gap: 0.5rem;
        align-items: center;
        margin-bottom: 0.3rem;
      }
    `,
  ];

  @state() private person: PersonView | null = null;
  @query('#panel') private panel!: HTMLElement;

  /** `beside`: where on the page it was asked for. */
  async ask(person: PersonView, beside: DOMRect): Promise<void> {
    this.person = person;
    await this.updateComplete;
    this.panel.showPopover();
    this.panel.querySelector<HTMLElement>('button')?.focus();
    this.#place(beside);
    // What it tells makes it taller.
    setTimeout(() => this.#place(beside), 200);
  }

  override render() {
    const { person } = this;
    return html`<section
      id="panel"
      popover
      aria-label=${person ? msg(str`Why: ${person.name}`) : nothing}
      data-testid="why"
      @toggle=${(event: ToggleEvent) => event.newState === 'closed' && (this.person = null)}
    >
      ${
        person
          ? html`<header>
                <strong class="grow cut">${person.name}</strong>
                <button
                  class="icon"
                  aria-label=${msg('Close')}
                  title=${msg('Close')}
                  @click=${() => this.panel.hidePopover()}
                >
                  ${icon('close')}
                </button>
              </header>
              <w-why-facts .personId=${person.personId} .about=${person.state}></w-why-facts>`
          : nothing
      }
    </section>`;
  }

  #place({ left, top, bottom }: DOMRect): void {
    if (!this.panel.matches(':popover-open')) return;
    const { width, height } = this.panel.getBoundingClientRect();
    const below = bottom + height + 8 < innerHeight || bottom < innerHeight / 2;
    this.panel.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
    this.panel.style.top = `${below ? bottom + 4 : Math.max(8, top - height - 4)}px`;
  }
}
