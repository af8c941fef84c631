import { msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { IncidentView } from '../../../../server/wire.ts';
import { lifeOf, type Step } from '../../incidents.ts';
import { incidentStateWord } from '../../incidentText.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';

/** The life of an incident as a line of steps. */
@customElement('w-life-line')
export class LifeLine extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      ol {
        display: flex;
        max-width: 34rem;
      }
      li {
        position: relative;
        flex: 1;
        /* Alike where they can be; what is long takes from what is short, and no word is cut. */
        min-width: min-content;
        display: grid;
        justify-items: start;
        gap: 0.2rem;
        font-size: 0.8rem;
        color: var(--soft);
      }
      li:last-child {
        flex: none;
      }
      .mark {
        position: relative;
        z-index: 1;
        display: grid;
        place-items: center;
        width: 1.1rem;
        height: 1.1rem;
        background: var(--panel);
        border: 2px solid var(--edge);
        border-radius: 50%;
      }
      .mark svg {
        width: 0.7rem;
        height: 0.7rem;
        stroke-width: 3;
      }
      li:not(:last-child)::before {
        content: '';
        position: absolute;
        top: calc(0.55rem - 1px);
        left: 1rem;
        right: 0;
        border-top: 2px solid var(--line);
      }
      .done .mark,
      .now .mark {
        color: var(--on-accent);
        background: var(--accent);
        border-color: var(--accent);
      }
      .done:not(:last-child)::before {
        border-color: var(--accent);
      }
      .now .mark {
        box-shadow: 0 0 0 3px var(--accent-tint);
      }
      .now {
        font-weight: 650;
        color: var(--text);
      }
      .skipped .mark {
        border-style: dotted;
      }
      .skipped::before {
        border-top-style: dotted !important;
      }
      .word {
        padding-right: 0.4rem;
      }
      @media (max-width: 480px) {
        li {
          font-size: 0.74rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) incident: IncidentView | null = null;

  override render() {
    if (!this.incident) return html``;
    return html`<ol aria-label=${msg('How far it is')} data-testid="life">
      ${lifeOf(this.incident).map((step) => this.#step(step))}
    </ol>`;
  }

  #step({ step, at }: Step) {
    const reached = at === 'done' || at === 'now';
    return html`<li class=${at} aria-current=${at === 'now' ? 'step' : 'false'}>
      <span class="mark">${reached ? icon('check') : ''}</span>
      <span class="word">${incidentStateWord(step).text}</span>
      ${reached ? '' : html`<span class="hidden-text">${at === 'ahead' ? msg('not yet') : msg('left out')}</span>`}
    </li>`;
  }
}
