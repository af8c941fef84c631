import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { Me } from '../../../server/wire.ts';
import { api, ApiError } from '../api.ts';
import { markRead, type Notice } from '../attention.ts';
import { startLive, type Live } from '../live.ts';
import type { Dashboard } from '../pages/Dashboard.ts';
import { followLinks, isOpen, navigate, routeOf, type Route } from '../router.ts';
import { emptyState, Store } from '../state.ts';
import { shared } from '../styles.ts';
import '../pages/CamerasPage.ts';
import '../pages/Dashboard.ts';
import '../pages/PeoplePage.ts';
import '../pages/SettingsPage.ts';
import '../pages/SetupPage.ts';
import '../pages/SignInPage.ts';
import './SiteHeader.ts';

const titles: Record<Route, string> = {
  live: 'Live',
  people: 'People',
  cameras: 'Cameras',
  settings: 'Settings',
  signIn: 'Sign in',
  setup: 'Set up',
  unknown: 'Not found',
};
const askAgainMs = 3000;

/** Who is signed in, which page is shown, and the one live connection that all pages share. */
@customElement('w-app')
export class App extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        flex-direction: column;
        height: 100dvh;
      }
      main {
        flex: 1;
        min-height: 0;
        overflow: auto;
        outline: none;
      }
      .lost {
        padding: 0.4rem 0.875rem;
        font-weight: 600;
        text-align: center;
        color: #241800;
        background: #ffc24d;
      }
      /* One page that scrolls as a whole: a phone hides its address bar, and the header does not eat the picture. */
      @media (max-width: 1000px) {
        :host {
          height: auto;
          min-height: 100dvh;
        }
        main {
          overflow: visible;
        }
      }
    `,
  ];

  @state() private me: Me | null = null;
  @state() private route: Route = routeOf(location.pathname);
  @state() private unreachable = false;
  @query('main') private main!: HTMLElement;
  @query('w-dashboard') private dashboard!: Dashboard | null;
  readonly #store = new Store();
  #live: Live | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#store.subscribe(() => this.requestUpdate());
    addEventListener('popstate', () => this.#onPlace());
    addEventListener('signedout', () => this.#signedOut());
    followLinks();
    if (!isOpen(this.route)) void this.#findMe();
  }

  override render() {
    if (isOpen(this.route)) return this.#openPage();
    if (!this.me) return this.unreachable ? this.#lost() : html``;
    return html`<w-site-header
        .liveState=${this.#store.state}
        .route=${this.route}
        @skip=${() => this.main.focus()}
        @read=${() => this.#store.update((s) => ({ ...s, notices: markRead(s.notices) }))}
        @jump=${(event: CustomEvent<Notice>) => this.#jump(event.detail)}
      ></w-site-header>
      ${this.#store.state.connected ? this.#storeTrouble() : this.#lost()}
      <main id="main" tabindex="-1">${this.#page(this.me)}</main>`;
  }

  override updated(changed: PropertyValues): void {
    if (changed.has('route')) document.title = `${titles[this.route]} · Whereabouts`;
  }

  #openPage() {
    const signedIn = () => void this.#findMe('/');
    return html`<main id="main" tabindex="-1">
      ${
        this.route === 'setup'
          ? html`<w-setup-page @signedin=${signedIn}></w-setup-page>`
          : html`<w-sign-in-page @signedin=${signedIn}></w-sign-in-page>`
      }
    </main>`;
  }

  #page(me: Me) {
    const state = this.#store.state;
    const admin = me.role === 'admin';
    switch (this.route) {
      case 'live':
        return html`<w-dashboard .live=${this.#live} .liveState=${state} .admin=${admin}></w-dashboard>`;
      case 'people':
        return html`<w-people-page .liveState=${state} .admin=${admin}></w-people-page>`;
      case 'cameras':
        return html`<w-cameras-page .liveState=${state} .admin=${admin}></w-cameras-page>`;
      case 'settings':
        return html`<w-settings-page .me=${me}></w-settings-page>`;
      case 'signIn':
      case 'setup':
      case 'unknown':
        return html`<p class="empty">
          There is no page at this address. <a href="/">Go to the live page</a>
        </p>`;
      default:
        return this.route satisfies never;
    }
  }

  #lost() {
    return html`<div class="lost" role="alert" data-testid="connection-lost">
      Connection lost — trying again. What you see may be old.
    </div>`;
  }

  #storeTrouble() {
    const trouble = this.#store.state.overview?.summary.storeTrouble;
    return trouble ? html`<div class="lost" role="alert" data-testid="store-trouble">${trouble}</div>` : '';
  }

  async #findMe(then?: string): Promise<void> {
    try {
      this.me = await api.me();
      this.unreachable = false;
      this.#connect();
      if (then) navigate(then);
    } catch (error) {
      // 401 has told us by the 'signedout' event already.
      if (error instanceof ApiError && error.status === 401) return;
      this.unreachable = true;
      setTimeout(() => void this.#findMe(then), askAgainMs);
    }
  }

  #connect(): void {
    this.#live ??= startLive(
      this.#store,
      () => void api.me().catch(() => undefined),
      () => this.#signedOut(),
    );
  }

  #signedOut(): void {
    this.#live?.stop();
    this.#live = null;
    this.me = null;
    this.#store.update(() => emptyState);
    if (!isOpen(routeOf(location.pathname))) navigate('/sign-in');
  }

  #onPlace(): void {
    const before = this.route;
    this.route = routeOf(location.pathname);
    if (before === this.route) return;
    if (!this.me && !isOpen(this.route)) void this.#findMe();
    void this.updateComplete.then(() => this.main?.focus());
  }

  async #jump(notice: Notice): Promise<void> {
    navigate('/');
    await this.updateComplete;
    if (notice.kind === 'camera') this.dashboard?.showCamera(notice.subjectId);
    else this.dashboard?.trackPerson(notice.subjectId);
  }
}
