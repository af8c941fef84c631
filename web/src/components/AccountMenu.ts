import { msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Me } from '../../../server/wire.ts';
import { api, sentenceOf } from '../api.ts';
import { controls } from '../controls.ts';
import { icon, type IconName } from '../icons.ts';
import { chooseLocale, type Locale, locales, shownLocale } from '../locale.ts';
import { roleText } from '../roleText.ts';
import type { Route } from '../router.ts';
import { shared } from '../styles.ts';
import { chooseTheme, chosenTheme, type Theme } from '../theme.ts';
import { menuStyles } from './menuStyles.ts';

/** What is in the menu of who is signed in: the account, the look and the language of this browser, the way out. */
@customElement('w-account-menu')
export class AccountMenu extends LitElement {
  static override styles = [
    shared,
    controls,
    menuStyles,
    css`
      .who {
        padding: 0.4rem 0.6rem 0.55rem;
        border-bottom: 1px solid var(--line);
        margin-bottom: 0.35rem;
        max-width: 20rem;
      }
      .choice {
        display: flex;
        gap: 0.25rem;
        padding: 0.2rem 0.6rem 0.45rem;
      }
      .choice button {
        flex: 1;
        width: auto;
        justify-content: center;
        min-height: 2.1rem;
        padding: 0.2rem 0.5rem;
        border: 1px solid var(--line);
        white-space: nowrap;
      }
      .choice button[aria-pressed='true'] {
        color: var(--accent);
        background: var(--accent-tint);
        border-color: var(--accent);
      }
      .heading {
        padding: 0.35rem 0.6rem 0.1rem;
      }
      .out {
        margin-top: 0.35rem;
        padding-top: 0.35rem;
        border-top: 1px solid var(--line);
      }
    `,
  ];

  @property({ attribute: false }) me: Me | null = null;
  @property() route: Route = 'live';
  @state() private problem = '';

  override render() {
    const { me } = this;
    if (!me) return nothing;
    return html`<div class="who">
        <strong class="wrap">${me.name}</strong>
        <p class="soft small wrap">${roleText(me.role)} · ${me.email}</p>
      </div>
      <a
        href="/account"
        aria-current=${this.route === 'account' ? 'page' : nothing}
        data-testid="account-link"
      >
        ${icon('user')}${msg('Your account')}
      </a>
      ${this.#themes()} ${this.#languages()}
      ${
        me.demo
          ? nothing
          : html`<div class="out">
              <button data-stays data-testid="menu-sign-out" @click=${() => this.#signOut()}>
                ${icon('signOut')}${msg('Sign out')}
              </button>
              ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
            </div>`
      }`;
  }

  #themes() {
    const themes: { theme: Theme; text: string; icon: IconName }[] = [
      { theme: 'system', text: msg('System'), icon: 'device' },
      { theme: 'light', text: msg('Light'), icon: 'sun' },
      { theme: 'dark', text: msg('Dark'), icon: 'moon' },
    ];
    return html`<p class="heading soft small" id="theme">${msg('Theme')}</p>
      <div class="choice" role="group" aria-labelledby="theme">
        ${themes.map(
          ({ theme, text, icon: picture }) =>
            html`<button
              data-stays
              data-testid="theme-${theme}"
              aria-pressed=${chosenTheme() === theme ? 'true' : 'false'}
              @click=${() => this.#choose(theme)}
            >
              ${icon(picture)}${text}
            </button>`,
        )}
      </div>`;
  }

  #languages() {
    return html`<p class="heading soft small" id="language">${msg('Language')}</p>
      <div class="choice" role="group" aria-labelledby="language">
        ${(Object.entries(locales) as [Locale, string][]).map(
          ([locale, name]) =>
            html`<button
              data-stays
              lang=${locale}
              data-testid="locale-${locale}"
              aria-pressed=${shownLocale() === locale ? 'true' : 'false'}
              @click=${() => shownLocale() !== locale && chooseLocale(locale)}
            >
              ${name}
            </button>`,
        )}
      </div>`;
  }

  #choose(theme: Theme): void {
    chooseTheme(theme);
    this.requestUpdate();
  }

  async #signOut(): Promise<void> {
    try {
      await api.signOut();
      dispatchEvent(new Event('signedout'));
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }
}
