import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AreaView, CameraView, PersonView } from '../../../server/wire.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { floorCounts, type FloorCount } from '../nesting.ts';
import { shared } from '../styles.ts';

/** How many people are present in each area and in what lies in it. Fires `filters` with the area that is pressed. */
@customElement('w-floor-list')
export class FloorList extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      section {
        display: flex;
        flex-direction: column;
        height: 100%;
      }
      ul {
        flex: 1;
        min-height: 0;
        padding: 0 0.5rem 0.5rem;
        overflow: auto;
      }
      button {
        display: flex;
        width: 100%;
        min-height: 1.7rem;
        padding: 0.1rem 0.5rem;
        padding-left: calc(0.5rem + var(--depth) * 1.1rem);
        text-align: left;
        font-weight: 500;
        background: none;
        border-color: transparent;
      }
      button:focus-visible {
        outline-offset: -2px;
      }
      button[aria-pressed='true'] {
        background: var(--accent-tint);
        border-color: var(--accent);
      }
      .count {
        min-width: 2rem;
        font-weight: 650;
        text-align: right;
      }
      .none {
        color: var(--soft);
        font-weight: 400;
      }
      @media (max-width: 1000px) {
        ul {
          max-height: 30dvh;
        }
      }
      @media (max-width: 640px), (pointer: coarse) {
        button {
          min-height: 2.4rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) areas: AreaView[] = [];
  @property({ attribute: false }) people: PersonView[] = [];
  @property({ attribute: false }) cameras: CameraView[] = [];
  @property() chosen: string | null = null;
  #counts: FloorCount[] = [];

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('areas') || changed.has('people') || changed.has('cameras'))
      this.#counts = floorCounts(this.areas, this.people, this.cameras);
  }

  override render() {
    if (this.areas.length === 0) return nothing;
    return html`<section class="panel" aria-labelledby="title">
      <div class="bar">
        <h2 id="title" class="grow">${msg('Areas')}</h2>
        <span class="soft small">${msg('present')}</span>
      </div>
      <ul>
        ${this.#counts.map((area) => this.#area(area))}
      </ul>
    </section>`;
  }

  #area({ id, name, depth, present, blind }: FloorCount) {
    const pressed = id === this.chosen;
    return html`<li>
      <button
        .style=${`--depth: ${Math.min(depth, 5)}`}
        aria-pressed=${pressed}
        title=${msg(str`Show who is in ${name}`)}
        data-testid="area-${id}"
        @click=${() => this.#choose(pressed ? null : id)}
      >
        <span class="grow cut">${name}</span>
        ${
          blind > 0
            ? html`<span class="chip bad" title=${msg(str`${blind} blind cameras`)}
                >${icon('blind')}${blind}<span class="hidden-text">${msg('blind')}</span></span
              >`
            : nothing
        }
        <span class="count ${present === 0 ? 'none' : ''}"
          >${present}<span class="hidden-text"> ${msg('present')}</span></span
        >
      </button>
    </li>`;
  }

  #choose(areaId: string | null): void {
    this.dispatchEvent(new CustomEvent('filters', { detail: { areaId }, bubbles: true, composed: true }));
  }
}
