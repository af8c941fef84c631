import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { icon, type IconName } from '../icons.ts';
import type { Route } from '../router.ts';
import { emptyState, type LiveState } from '../state.ts';
import { controls, shared } from '../styles.ts';
import { chooseTheme, shownTheme } from '../theme.ts';
import './Bell.ts';
import './SiteClock.ts';

const links: { route: Route; path: string; text: string; icon: IconName }[] = [
  { route: 'live', path: '/', text: 'Live', icon: 'live' },
  { route: 'people', path: '/people', text: 'People', icon: 'people' },
  { route: 'cameras', path: '/cameras', text: 'Cameras', icon: 'camera' },
];

/** Lets the bell's `read` and `jump` through. */
@customElement('w-site-header')
export class SiteHeader extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      header {
        display: flex;
        align-items: center;
        gap: 0.4rem 1rem;
        min-height: 3.4rem;
        padding: 0.4rem 0.875rem;
        background: var(--panel);
        border-bottom: 1px solid var(--line);
      }
      .brand {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        min-width: 0;
        color: inherit;
        text-decoration: none;
      }
      .brand svg {
        width: 1.5rem;
        height: 1.5rem;
        color: var(--accent);
      }
      .brand strong {
        font-size: 1.08rem;
        letter-spacing: -0.01em;
      }
      .company {
        padding-left: 0.6rem;
        border-left: 1px solid var(--line);
        color: var(--soft);
      }
      .demo {
        padding: 0.1rem 0.55rem;
        font-size: 0.8rem;
        font-weight: 700;
        letter-spacing: 0.04em;
        color: #2a1c00;
        background: #ffc24d;
        border-radius: 5px;
      }
      nav {
        display: flex;
        gap: 0.15rem;
      }
      nav a {
        display: flex;
        align-items: center;
        gap: 0.4rem;
        min-height: 2.3rem;
        padding: 0.3rem 0.7rem;
        font-weight: 550;
        color: var(--soft);
        text-decoration: none;
        border-radius: 7px;
      }
      nav a:hover {
        background: var(--hover);
      }
      nav a[aria-current] {
        color: var(--accent);
        background: var(--accent-tint);
      }
      .tools {
        display: flex;
        align-items: center;
        gap: 0.15rem;
      }
      .tools a {
        display: grid;
        place-items: center;
        width: 2.15rem;
        height: 2.15rem;
        color: inherit;
        border-radius: 7px;
      }
      .tools a:hover {
        background: var(--hover);
      }
      .tools a[aria-current] {
        color: var(--accent);
        background: var(--accent-tint);
      }
      .tools svg {
        width: 1.35rem;
        height: 1.35rem;
      }
      .tools button svg {
        width: 1.25rem;
        height: 1.25rem;
      }
      @media (max-width: 820px) {
        header {
          flex-wrap: wrap;
          padding-bottom: 0;
        }
        .company {
          display: none;
        }
        nav {
          order: 9;
          width: 100%;
        }
        nav a {
          flex: 1;
          justify-content: center;
          border-radius: 7px 7px 0 0;
        }
        .tools a {
          width: 2.6rem;
          height: 2.6rem;
        }
        .tools .theme {
          display: none;
        }
      }
      @media (max-width: 420px) {
        header {
          column-gap: 0.5rem;
        }
        .brand svg {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) liveState: LiveState = emptyState;
  @property() route: Route = 'live';

  override render() {
    const { overview, clockOffsetMs, notices } = this.liveState;
    const timeZone = overview?.timeZone;
    return html`<header>
      <a class="brand" href="/">
        ${icon('pin')}<strong>Whereabouts</strong>
        <span class="company cut">${overview?.company}</span>
      </a>
      ${
        overview?.demo
          ? html`<span class="demo" data-testid="demo-badge" title="Recorded cameras and made-up names"
              >demo</span
            >`
          : ''
      }
      <nav aria-label="Pages">${links.map((link) => this.#link(link))}</nav>
      <span class="grow"></span>
      ${
        timeZone
          ? html`<w-site-clock .timeZone=${timeZone} .clockOffsetMs=${clockOffsetMs}></w-site-clock>`
          : ''
      }
      <div class="tools">
        <w-bell
          .notices=${notices}
          .clockOffsetMs=${clockOffsetMs}
          .timeZone=${timeZone ?? 'UTC'}
          @read=${() => this.dispatchEvent(new CustomEvent('read'))}
          @jump=${(event: CustomEvent) =>
            this.dispatchEvent(new CustomEvent('jump', { detail: event.detail as unknown }))}
        ></w-bell>
        <button
          class="icon theme"
          aria-label=${this.#themeWords()}
          title=${this.#themeWords()}
          @click=${() => this.#toggleTheme()}
        >
          ${icon(shownTheme() === 'dark' ? 'sun' : 'moon')}
        </button>
        <a
          href="/settings"
          aria-label="Settings"
          title="Settings"
          aria-current=${this.route === 'settings' ? 'page' : nothing}
          >${icon('settings')}</a
        >
      </div>
    </header>`;
  }

  #link(link: (typeof links)[number]) {
    return link.route === this.route
      ? html`<a href=${link.path} aria-current="page">${icon(link.icon)}${link.text}</a>`
      : html`<a href=${link.path}>${icon(link.icon)}${link.text}</a>`;
  }

  #themeWords(): string {
    return shownTheme() === 'dark' ? 'Light theme' : 'Dark theme';
  }

  #toggleTheme(): void {
    chooseTheme(shownTheme() === 'dark' ? 'light' : 'dark');
    this.requestUpdate();
  }
}
