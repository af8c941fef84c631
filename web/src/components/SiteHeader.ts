import { msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Me } from '../../../server/wire.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { waiting } from '../incidents.ts';
import { entryOf, navigationFor, type NavLink } from '../navigation.ts';
import { roleText } from '../roleText.ts';
import type { Route } from '../router.ts';
import { emptyState, type LiveState, serverNowMs } from '../state.ts';
import { shared } from '../styles.ts';
import { siteHeaderStyles } from './siteHeaderStyles.ts';
import './AccountMenu.ts';
import './Bell.ts';
import './Menu.ts';
import './NavMenu.ts';
import './SiteClock.ts';

/** On a phone most of it stands at the bottom. Fires `skip` to go to the content. */
@customElement('w-site-header')
export class SiteHeader extends LitElement {
  static override styles = [shared, controls, siteHeaderStyles];

  @property({ attribute: false }) liveState: LiveState = emptyState;
  @property({ attribute: false }) me: Me | null = null;
  @property() route: Route = 'live';

  override render() {
    const { overview, clockOffsetMs } = this.liveState;
    const timeZone = overview?.timeZone;
    const navigation = navigationFor(this.me);
    return html`<header>
        <button class="skip" @click=${() => this.dispatchEvent(new CustomEvent('skip'))}>
          ${msg('Skip to content')}
        </button>
        <a class="brand" href="/">
          ${icon('pin')}<strong>Whereabouts</strong>
          <span class="company cut">${overview?.company}</span>
        </a>
        ${overview?.demo ? this.#demo() : nothing}
        <nav class="wide" aria-label=${msg('Pages')}>${navigation.daily.map((link) => this.#link(link))}</nav>
        ${this.#administration(navigation.administration)}
        <span class="grow"></span>
        ${
          timeZone
            ? html`<w-site-clock .timeZone=${timeZone} .clockOffsetMs=${clockOffsetMs}></w-site-clock>`
            : nothing
        }
        ${this.#bell(timeZone ?? 'UTC')} ${this.me ? this.#account(this.me) : nothing}
      </header>
      ${this.#bottom(navigation)}`;
  }

  #demo() {
    const why = msg('Recorded cameras and made-up names');
    return html`<a class="demo" href="/demo-phone" data-testid="demo-badge" title=${why}>${msg('demo')}</a>`;
  }

  #link({ route, path, text, icon: picture }: NavLink) {
    const count = route === 'incidents' ? this.#waiting() : 0;
    return html`<a href=${path} aria-current=${route === entryOf(this.route) ? 'page' : nothing}
      >${icon(picture)}<span>${text}</span>${
        count > 0
          ? html`<span class="count" data-testid="incidents-waiting"
              ><span aria-hidden="true">${count > 99 ? '99+' : count}</span
              ><span class="hidden-text">${msg(str`${count} wait for somebody`)}</span></span
            >`
          : nothing
      }</a
    >`;
  }

  #waiting(): number {
    return waiting(this.liveState.overview?.incidents ?? [], this.#nowMs()).length;
  }

  #nowMs(): number {
    return serverNowMs(this.liveState, Date.now());
  }

  #administration(links: NavLink[]) {
    if (links.length === 0) return nothing;
    return html`<w-menu
      class="wide administration"
      label=${msg('Administration')}
      ?current=${links.some(({ route }) => route === entryOf(this.route))}
      data-testid="administration"
      .content=${() =>
        html`<w-nav-menu label=${msg('Administration')} .links=${links} .route=${this.route}></w-nav-menu>`}
    >
      <span class="face">
        ${icon('shield')}<span class="words">${msg('Administration')}</span>${icon('down')}
      </span>
    </w-menu>`;
  }

  #bell(timeZone: string) {
    const { overview, clockOffsetMs } = this.liveState;
    return html`<w-bell
      .me=${this.me}
      .notices=${overview?.notices ?? []}
      .incidents=${overview?.incidents ?? []}
      .clockOffsetMs=${clockOffsetMs}
      .timeZone=${timeZone}
    ></w-bell>`;
  }

  #account(me: Me) {
    const role = roleText(me.role);
    return html`<w-menu
      class="wide account"
      label=${msg(str`${me.name} ${role}: your account`)}
      ?current=${this.route === 'account'}
      data-testid="account-menu"
      .content=${() => html`<w-account-menu .me=${me} .route=${this.route}></w-account-menu>`}
    >
      <span class="face">
        ${icon('user')}
        <span class="words name"
          ><span class="cut">${me.name}</span> <span class="soft cut">${role}</span></span
        >
        ${icon('down')}
      </span>
    </w-menu>`;
  }

  /** Where a thumb reaches it. */
  #bottom({ phone, rest, administration }: ReturnType<typeof navigationFor>) {
    const more = [...rest, ...administration];
    const inMore = this.route === 'account' || more.some(({ route }) => route === entryOf(this.route));
    return html`<div class="bottom">
      <nav aria-label=${msg('Pages')}>${phone.map((link) => this.#link(link))}</nav>
      <w-menu
        label=${msg('More')}
        ?current=${inMore}
        data-testid="more"
        .content=${() =>
          html`<w-nav-menu label=${msg('More pages')} .links=${more} .route=${this.route}></w-nav-menu>
            <hr />
            <w-account-menu .me=${this.me} .route=${this.route}></w-account-menu>`}
      >
        <span class="tab">${icon('menu')}<span>${msg('More')}</span></span>
      </w-menu>
    </div>`;
  }
}
