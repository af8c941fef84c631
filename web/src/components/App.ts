import { msg } from '@lit/localize';
import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { Me } from '../../../server/wire.ts';
import { api, ApiError } from '../api.ts';
import { startLive, type Live } from '../live.ts';
import { can } from '../can.ts';
import { pageAt } from '../pages.ts';
import { followLinks, isOpen, navigate, neededFor, type Place, placeOf, routeOf } from '../router.ts';
import { emptyState, Store } from '../state.ts';
import { shared } from '../styles.ts';
import { showAlert } from '../browserAlerts.ts';
import type { AlertToasts } from './AlertToasts.ts';
import './AlertToasts.ts';
import './ProblemBanner.ts';
import './SiteHeader.ts';

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
      @media print {
        :host {
          height: auto;
        }
        main {
          overflow: visible;
        }
        w-site-header,
        .lost {
          display: none;
        }
      }
      /* Under the bar at the bottom nothing is to be read. */
      @media (max-width: 820px) {
        main {
          padding-bottom: calc(4.25rem + env(safe-area-inset-bottom));
        }
      }
    `,
  ];

  @state() private me: Me | null = null;
  @state() private place: Place = placeOf(location.pathname);
  /** Pages whose code has come. */
  @state() private loaded = new Set<Place['route']>();
  @state() private unreachable = false;
  @state() private unloadable = false;
  @query('main') private main!: HTMLElement;
  @query('w-alert-toasts') private toasts!: AlertToasts | null;
  readonly #store = new Store();
  #live: Live | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#store.subscribe(() => this.requestUpdate());
    addEventListener('popstate', () => this.#onPlace());
    addEventListener('signedout', () => this.#signedOut());
    followLinks();
    if (!isOpen(this.place.route)) void this.#findMe();
  }

  override render() {
    if (isOpen(this.place.route)) return this.#openPage();
    if (!this.me) return this.unreachable ? this.#lost() : html``;
    return html`<w-site-header
        .liveState=${this.#store.state}
        .route=${this.place.route}
        .me=${this.me}
        @skip=${() => this.main.focus()}
      ></w-site-header>
      ${this.#store.state.connected ? this.#storeTrouble() : this.#lost()}
      <w-problem-banner .me=${this.me} .route=${this.place.route}></w-problem-banner>
      <main id="main" tabindex="-1">${this.#page(this.me)}</main>
      <w-alert-toasts></w-alert-toasts>`;
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('place')) void this.#load(this.place);
    if (changed.has('me') && this.me?.twoFactorDue) void this.#load({ route: 'account', subjectId: '' });
  }

  override updated(changed: PropertyValues): void {
    if (changed.has('place')) document.title = `${titleOf(this.place)} · Whereabouts`;
  }

  async #load(place: Place): Promise<void> {
    try {
      await loadPage(place);
      this.loaded = new Set([...this.loaded, place.route]);
      this.unloadable = false;
    } catch {
      // The server was updated or is away: the address still works once it is back.
      this.unloadable = true;
    }
  }

  #openPage() {
    if (!this.loaded.has(this.place.route)) return html``;
    const signedIn = () => void this.#findMe('/');
    return html`<main id="main" tabindex="-1">
      ${
        this.place.route === 'setup'
          ? html`<w-setup-page .me=${this.me} @signedin=${signedIn}></w-setup-page>`
          : html`<w-sign-in-page @signedin=${signedIn}></w-sign-in-page>`
      }
    </main>`;
  }

  #page(me: Me) {
    // Nothing else is answered before the second factor is set up.
    const place: Place = me.twoFactorDue ? { route: 'account', subjectId: '' } : this.place;
    const page = pageAt(place);
    const needed = neededFor(place.route);
    if (!page)
      return html`<p class="empty">
        ${msg('There is no page at this address.')} <a href="/">${msg('Go to the live page')}</a>
      </p>`;
    if (needed !== null && !can(me, needed))
      return html`<p class="empty" data-testid="not-allowed">
        ${msg('Your role does not include this page.')} <a href="/">${msg('Go to the live page')}</a>
      </p>`;
    if (this.unloadable)
      return html`<p class="empty" role="alert">
        ${msg('This page could not be loaded.')}
        <button @click=${() => location.reload()}>${msg('Try again')}</button>
      </p>`;
    if (!this.loaded.has(place.route)) return html`<p class="empty" role="status">${msg('Loading…')}</p>`;
    return page.render({ me, live: this.#live, liveState: this.#store.state, subjectId: place.subjectId });
  }

  #lost() {
    return html`<div class="lost" role="alert" data-testid="connection-lost">
      ${msg('Connection lost — trying again. What you see may be old.')}
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
      if (!this.me.twoFactorDue) this.#connect();
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
      (alert) => {
        this.toasts?.show(alert);
        // Of a page in the background nobody sees the toast.
        return showAlert(alert) || !document.hidden;
      },
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
    const before = this.place;
    this.place = placeOf(location.pathname);
    if (before.route === this.place.route && before.subjectId === this.place.subjectId) return;
    if (!this.me && !isOpen(this.place.route)) void this.#findMe();
    void this.updateComplete.then(() => this.main?.focus());
  }
}

function loadPage(place: Place): Promise<unknown> {
  if (place.route === 'setup') return import('../pages/SetupPage.ts');
  if (place.route === 'signIn') return import('../pages/SignInPage.ts');
  return pageAt(place)?.load() ?? Promise.resolve();
}

function titleOf(place: Place): string {
  if (place.route === 'setup') return msg('Set up');
  if (place.route === 'signIn') return msg('Sign in');
  return pageAt(place)?.title() ?? msg('Not found');
}
