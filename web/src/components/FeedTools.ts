import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CameraView } from '../../../server/wire.ts';
import { controls } from '../controls.ts';
import { layouts, type Layout } from '../feedLayout.ts';
import type { FeedView } from '../feedView.ts';
import { icon, type IconName } from '../icons.ts';
import { shared } from '../styles.ts';
import './CameraChoice.ts';

/** How the feed is shown. Fires `view` (through to the page) with what changes, `help` likewise, and `snapshot` and `fullscreen`. */
@customElement('w-feed-tools')
export class FeedTools extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: flex-end;
        gap: 0.15rem 0.35rem;
      }
      .group {
        display: flex;
        align-items: center;
      }
      .layouts button {
        min-width: 2.4rem;
        padding: 0 0.5rem;
        border-color: var(--line);
        border-radius: 0;
        font-size: 0.85rem;
      }
      .layouts button + button {
        margin-left: -1px;
      }
      .layouts button:first-child {
        border-radius: 7px 0 0 7px;
      }
      .layouts button:last-child {
        border-radius: 0 7px 7px 0;
      }
      button[aria-pressed='true'] {
        color: var(--accent);
        background: var(--accent-tint);
      }
      .layouts button[aria-pressed='true'] {
        z-index: 1;
        border-color: var(--accent);
      }
      .pages span {
        min-width: 3.2rem;
        text-align: center;
        font-size: 0.85rem;
      }
      .pages button:first-child svg {
        rotate: 180deg;
      }
    `,
  ];

  @property({ attribute: false }) view!: FeedView;
  @property({ attribute: false }) cameras: CameraView[] = [];
  @property({ type: Number }) pages = 1;
  /** The server hides unknown faces already, for everybody. */
  @property({ type: Boolean }) locked = false;

  override render() {
    if (this.cameras.length === 0) return nothing;
    const single = this.view.layout === 'single';
    return html`<div class="group layouts" role="group" aria-label=${msg('Layout')}>
        ${layouts.map((layout) => this.#layout(layout))}
      </div>
      ${this.pages > 1 ? this.#pages() : nothing}
      <div class="group">
        ${single ? nothing : html`<w-camera-choice .cameras=${this.cameras} .leftOut=${this.view.leftOut} @leaveout=${(event: CustomEvent<string[]>) => this.#change({ leftOut: event.detail, page: 0 })}></w-camera-choice>`}
        ${this.#blur()}
        ${this.#toggle('zone', msg('Outline the zones'), this.view.zones, () => this.#change({ zones: !this.view.zones }), 'zones')}
        ${single ? this.#button('snapshot', msg('Snapshot'), () => this.#fire('snapshot')) : nothing}
        ${this.#button('expand', msg('Full screen'), () => this.#fire('fullscreen'))}
        ${this.#button('help', msg('Keyboard shortcuts'), () => this.#fire('help'))}
      </div>`;
  }

  #layout(layout: Layout) {
    const { text, title } = layoutWords(layout);
    return html`<button
      aria-pressed=${this.view.layout === layout}
      aria-label=${title}
      title=${title}
      data-testid="layout-${layout}"
      @click=${() => this.#change(layout === 'single' ? { layout } : { layout, grid: layout, page: 0 })}
    >
      ${text}
    </button>`;
  }

  #pages() {
    const page = Math.min(this.view.page, this.pages - 1);
    const step = (by: number) => this.#change({ page: (page + by + this.pages) % this.pages });
    return html`<div class="group pages" role="group" aria-label=${msg('Page of cameras')}>
      <button
        class="icon"
        aria-label=${msg('Previous cameras')}
        title=${msg('Previous cameras')}
        @click=${() => step(-1)}
      >
        ${icon('right')}
      </button>
      <span data-testid="feed-page">${msg(str`${page + 1} of ${this.pages}`)}</span>
      <button
        class="icon"
        aria-label=${msg('Next cameras')}
        title=${msg('Next cameras')}
        data-testid="next-cameras"
        @click=${() => step(1)}
      >
        ${icon('right')}
      </button>
    </div>`;
  }

  #blur() {
    if (!this.locked)
      return this.#toggle(
        'blur',
        msg('Blur unknown faces'),
        this.view.blur,
        () => this.#change({ blur: !this.view.blur }),
        'blur',
      );
    return html`<button
      class="icon"
      disabled
      aria-pressed="true"
      aria-label=${msg('Blur unknown faces')}
      title=${msg('Unknown faces are blurred before a picture leaves the server: a setting of this site')}
      data-testid="blur"
    >
      ${icon('blur')}
    </button>`;
  }

  #toggle(name: IconName, words: string, on: boolean, press: () => void, testId: string) {
    return html`<button
      class="icon"
      aria-pressed=${on}
      aria-label=${words}
      title=${words}
      data-testid=${testId}
      @click=${press}
    >
      ${icon(name)}
    </button>`;
  }

  #button(name: IconName, words: string, press: () => void) {
    return html`<button
      class="icon"
      aria-label=${words}
      title=${words}
      data-testid="feed-${name}"
      @click=${press}
    >
      ${icon(name)}
    </button>`;
  }

  #change(detail: Partial<FeedView>): void {
    this.dispatchEvent(new CustomEvent('view', { detail, bubbles: true, composed: true }));
  }

  #fire(name: 'snapshot' | 'fullscreen' | 'help'): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true }));
  }
}

function layoutWords(layout: Layout) {
  switch (layout) {
    case 'single':
      return { text: icon('single'), title: msg('One camera') };
    case 'auto':
      return { text: icon('grid'), title: msg('Grid of all cameras') };
    case 'two':
      return { text: html`2×2`, title: msg('2×2 grid') };
    case 'three':
      return { text: html`3×3`, title: msg('3×3 grid') };
    default:
      return layout satisfies never;
  }
}
