import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Hierarchy, HierarchyGap } from '../../../server/wire.ts';
import { controls } from '../controls.ts';
import { gapView, isMinor, type GapFix } from '../gapText.ts';
import { icon } from '../icons.ts';
import { shared } from '../styles.ts';
import { numberText } from '../time.ts';

/** Shown at once; the others after a press. */
const shownMax = 5;

/** What keeps the hierarchy from being complete, worst first, each with what mends it. Fires `fix`. */
@customElement('w-hierarchy-gaps')
export class HierarchyGaps extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      .complete {
        display: flex;
        align-items: center;
        gap: 0.6rem;
        padding: 0.7rem 0.9rem;
        color: var(--good);
        background: var(--good-tint);
        border-radius: var(--radius);
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.4rem 0.75rem;
        padding: 0.6rem 0.9rem;
        border-top: 1px solid var(--line);
      }
      li > svg {
        color: var(--bad);
      }
      li.minor > svg {
        color: var(--warn);
      }
      li > span {
        flex: 1 1 16rem;
        min-width: 0;
      }
      .rest {
        margin: 0.3rem 0.9rem 0.7rem;
      }
    `,
  ];

  @property({ attribute: false }) hierarchy: Hierarchy | null = null;
  @property({ type: Boolean }) mayChange = false;
  @state() private showsAll = false;

  override render() {
    const { hierarchy } = this;
    if (!hierarchy) return nothing;
    const { gaps, complete, people } = hierarchy;
    if (gaps.length === 0)
      return people.length > 0 && complete
        ? html`<p class="complete" data-testid="complete">
            ${icon('check')}${msg('Complete: everybody has somebody above, up to one top.')}
          </p>`
        : nothing;
    const shown = this.showsAll ? gaps : gaps.slice(0, shownMax);
    return html`<section class="panel" aria-labelledby="gaps" data-testid="gaps">
      <div class="bar"><h2 id="gaps">${msg('What is missing')}</h2></div>
      <ul>
        ${shown.map((gap) => this.#gap(gap, hierarchy))}
      </ul>
      ${
        shown.length < gaps.length
          ? html`<button class="rest" @click=${() => (this.showsAll = true)}>
              ${msg(str`Show all ${numberText(gaps.length)}`)}
            </button>`
          : nothing
      }
    </section>`;
  }

  #gap(gap: HierarchyGap, hierarchy: Hierarchy) {
    const { sentence, fixes } = gapView(gap, hierarchy);
    return html`<li class=${isMinor(gap) ? 'minor' : ''} data-testid="gap-${gap.kind}">
      ${icon(isMinor(gap) ? 'info' : 'warning')}<span class="wrap">${sentence}</span>
      ${
        this.mayChange
          ? fixes.map(
              (fix) =>
                html`<button
                  data-testid="fix"
                  @click=${() => this.dispatchEvent(new CustomEvent<GapFix>('fix', { detail: fix }))}
                >
                  ${fix.text}
                </button>`,
            )
          : nothing
      }
    </li>`;
  }
}
