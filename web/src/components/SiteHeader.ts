import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Me } from '../../../server/wire.ts';
import { can } from '../can.ts';
import { controls } from '../controls.ts';
import { icon, type IconName } from '../icons.ts';
import { neededFor, type Route } from '../router.ts';
import { emptyState, type LiveState } from '../state.ts';
import { shared } from '../styles.ts';
import { chooseTheme, shownTheme } from '../theme.ts';
import { siteHeaderStyles } from './siteHeaderStyles.ts';
import './Bell.ts';
import './SiteClock.ts';

const links: { route: Route; path: string; text: string; icon: IconName }[] = [
  { route: 'live', path: '/', text: 'Live', icon: 'live' },
  { route: 'people', path: '/people', text: 'People', icon: 'people' },
  { route: 'areas', path: '/areas', text: 'Areas', icon: 'area' },
  { route: 'teams', path: '/teams', text: 'Teams', icon: 'team' },
  { route: 'cameras', path: '/cameras', text: 'Cameras', icon: 'camera' },
  { route: 'users', path: '/users', text: 'Users', icon: 'users' },
  { route: 'audit', path: '/audit', text: 'Audit log', icon: 'audit' },
];

/** Lets the bell's `read` and `jump` through; fires `skip` to go to the content. */
@customElement('w-site-header')
export class SiteHeader extends LitElement {
  static override styles = [shared, controls, siteHeaderStyles];

  @property({ attribute: false }) liveState: LiveState = emptyState;
  @property({ attribute: false }) me: Me | null = null;
  @property() route: Route = 'live';

  override render() {
    const { overview, clockOffsetMs, notices } = this.liveState;
    const timeZone = overview?.timeZone;
    return html`<header>
      <button class="skip" @click=${() => this.dispatchEvent(new CustomEvent('skip'))}>
        Skip to content
      </button>
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
      <nav aria-label="Pages">
        ${links.filter(({ route }) => this.#mayOpen(route)).map((link) => this.#link(link))}
      </nav>
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

  #mayOpen(route: Route): boolean {
    const needed = neededFor(route);
    return needed === null || can(this.me, needed);
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
