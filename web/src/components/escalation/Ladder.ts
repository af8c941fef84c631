import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { EscalationLevel } from '../../../../server/wire.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { afterText, ruleText } from '../../policyText.ts';
import { shared } from '../../styles.ts';

/** Levels as rungs: after how long, and whom. */
@customElement('w-ladder')
export class Ladder extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: block;
      }
      ol {
        margin-left: 0.9rem;
      }
      li {
        position: relative;
        padding: 0 0 0.75rem 1.5rem;
        border-left: 2px solid var(--accent);
      }
      li:last-child {
        padding-bottom: 0;
        border-color: transparent;
      }
      .mark {
        position: absolute;
        left: -0.82rem;
        top: -0.1rem;
        display: grid;
        place-items: center;
        width: 1.55rem;
        height: 1.55rem;
        font-size: 0.82rem;
        font-weight: 700;
        color: var(--on-accent);
        background: var(--accent);
        border-radius: 50%;
      }
      .when {
        font-size: 0.85rem;
        color: var(--soft);
      }
      .whom {
        overflow-wrap: anywhere;
      }
      .whom::first-letter {
        text-transform: uppercase;
      }
    `,
  ];

  @property({ attribute: false }) levels: EscalationLevel[] = [];
  /** What zero minutes is counted from. */
  @property() first = '';
  @property({ attribute: false }) nameOf: (personId: string) => string | undefined = () => undefined;

  override render() {
    if (this.levels.length === 0) return html`<p class="soft">${msg('Nobody is told.')}</p>`;
    const list = new Intl.ListFormat(document.documentElement.lang || 'en', { type: 'conjunction' });
    return html`<ol>
      ${this.levels.map(
        ({ afterMinutes, to, urgent }, index) =>
          html`<li>
            <span class="mark" aria-hidden="true">${index + 1}</span>
            <span class="hidden-text">${msg(str`Level ${index + 1}`)}</span>
            <p class="when">
              ${afterText(afterMinutes, this.first)}
              ${urgent ? html`<span class="chip warn">${icon('warning')}${msg('urgent')}</span>` : nothing}
            </p>
            <p class="whom">${list.format(to.map((rule) => ruleText(rule, this.nameOf)))}</p>
          </li>`,
      )}
    </ol>`;
  }
}
