import { msg } from '@lit/localize';
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Me, SessionView } from '../../../server/wire.ts';
import { api, sentenceOf } from '../api.ts';
import { accessApi } from '../api/access.ts';
import { type AlertsState, alertsState, allowAlerts, stopAlerts } from '../browserAlerts.ts';
import { controls } from '../controls.ts';
import { formText } from '../formText.ts';
import { icon } from '../icons.ts';
import { chooseLocale, type Locale, locales, shownLocale } from '../locale.ts';
import { roleText } from '../roleText.ts';
import { page, shared } from '../styles.ts';
import { chooseTheme, chosenTheme, type Theme } from '../theme.ts';
import { Page } from './Page.ts';
import '../components/messages/ContactPanel.ts';
import '../components/PasswordForm.ts';
import '../components/SessionList.ts';
import '../components/TwoFactor.ts';

/** The own account: name, password, second factor, where one is signed in; the look and language of this browser. */
@customElement('w-account-page')
export class AccountPage extends Page {
  static override styles = [
    shared,
    controls,
    page,
    css`
      :host {
        max-width: 52rem;
      }
      .panel {
        padding: 1rem 1.1rem 1.15rem;
      }
      h2 {
        font-size: 1.05rem;
      }
      .name {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.6rem;
      }
      .name label {
        flex: 1 1 14rem;
      }
      button[aria-pressed='true'] {
        color: var(--accent);
        background: var(--accent-tint);
        border-color: var(--accent);
      }
      .due {
        padding: 0.75rem 1rem;
        color: var(--warn);
        background: var(--warn-tint);
        border-radius: 8px;
      }
    `,
  ];

  @state() private sessions: SessionView[] | null = null;
  @state() private problem = '';
  @state() private saved = false;
  @state() private alerts: AlertsState = alertsState();

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#readSessions();
  }

  override render() {
    const { me } = this;
    if (!me) return nothing;
    return html`<div class="top"><h1>${msg('Your account')}</h1></div>
      <div class="stack">
        ${
          me.twoFactorDue
            ? html`<p class="due" role="status" data-testid="two-factor-due">
                ${msg('Your company asks for a second factor. Set it up below; then everything else opens.')}
              </p>`
            : nothing
        }
        ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
        ${this.#who(me)} ${this.#alerts(me)} ${me.demo ? nothing : this.#keys(me)} ${this.#look()}
      </div>`;
  }

  #who(me: Me) {
    return html`<section class="panel stack" aria-labelledby="who">
      <div class="row">
        <h2 id="who" class="grow">${msg('You')}</h2>
        ${me.demo ? nothing : html`<button data-testid="sign-out" @click=${() => void this.#signOut()}>${icon('signOut')}${msg('Sign out')}</button>`}
      </div>
      <p class="wrap">${me.email} <span class="chip">${roleText(me.role)}</span></p>
      ${
        me.demo
          ? html`<p class="soft">
              ${msg('The demo signs everybody in as its owner; there is no password.')}
            </p>`
          : html`<form class="name" @submit=${(event: SubmitEvent) => void this.#rename(event)}>
              <label class="field"
                >${msg('Name')}<input
                  name="name"
                  required
                  maxlength="100"
                  autocomplete="name"
                  .value=${me.name}
              /></label>
              <button>${msg('Save')}</button>
              ${this.saved ? html`<span role="status">${msg('Saved')}</span>` : nothing}
            </form>`
      }
    </section>`;
  }

  #keys(me: Me) {
    const sessions = this.sessions;
    return html`<section class="panel stack" aria-labelledby="factor">
        <h2 id="factor">${msg('Second factor')}</h2>
        <w-two-factor .me=${me} @changed=${() => location.reload()}></w-two-factor>
      </section>
      <section class="panel stack" aria-labelledby="password">
        <h2 id="password">${msg('Password')}</h2>
        <w-password-form .email=${me.email}></w-password-form>
      </section>
      <section class="panel stack" aria-labelledby="sessions">
        <div class="row">
          <h2 id="sessions" class="grow">${msg('Where you are signed in')}</h2>
          ${
            (sessions ?? []).length > 1
              ? html`<button
                  data-testid="sign-out-elsewhere"
                  @click=${() => void this.#end(accessApi.endOtherSessions)}
                >
                  ${msg('Sign out everywhere else')}
                </button>`
              : nothing
          }
        </div>
        ${
          sessions
            ? html`<w-session-list
                .sessions=${sessions}
                .timeZone=${this.liveState.overview?.timeZone ?? 'UTC'}
                @end=${(event: CustomEvent<string>) => void this.#end(() => accessApi.endSession(event.detail))}
              ></w-session-list>`
            : nothing
        }
      </section>`;
  }

  #alerts(me: Me) {
    return html`<section class="panel stack" aria-labelledby="alerts">
      <h2 id="alerts">${msg('Alerts')}</h2>
      <div class="row">
        <p class="grow">${this.#alertsText()}</p>
        ${this.#alertsButton()}
      </div>
      ${
        me.twoFactorDue
          ? nothing
          : html`<w-contact-panel .recipientId=${`user:${me.userId}`} edits></w-contact-panel>`
      }
    </section>`;
  }

  #alertsText(): string {
    switch (this.alerts) {
      case 'on':
        return msg('This browser shows your alerts, also while this page is in the background.');
      case 'off':
        return msg('Your alerts appear on open pages. This browser can show them in the background too.');
      case 'refused':
        return msg(
          'This browser was told never to show alerts of this page. Allow notifications for it in the browser’s settings of this address.',
        );
      case 'unable':
        return msg(
          'Your alerts appear on open pages. In the background this browser shows them only at an address with https.',
        );
      default:
        return this.alerts satisfies never;
    }
  }

  #alertsButton() {
    if (this.alerts === 'on')
      return html`<button data-testid="alerts-off" @click=${() => (this.alerts = stopAlerts())}>
        ${msg('Stop')}
      </button>`;
    if (this.alerts === 'off')
      return html`<button data-testid="alerts-on" @click=${() => void this.#allowAlerts()}>
        ${icon('bell')}${msg('Show alerts in the background')}
      </button>`;
    return nothing;
  }

  async #allowAlerts(): Promise<void> {
    this.alerts = await allowAlerts();
  }

  #look() {
    const themes: { theme: Theme; text: string }[] = [
      { theme: 'system', text: msg('As the system') },
      { theme: 'light', text: msg('Light') },
      { theme: 'dark', text: msg('Dark') },
    ];
    return html`<section class="panel stack" aria-labelledby="look">
      <h2 id="look">${msg('This browser')}</h2>
      <div class="row" role="group" aria-label=${msg('Theme')}>
        <span class="soft">${msg('Theme')}</span>
        ${themes.map(
          ({ theme, text }) =>
            html`<button
              data-testid="look-${theme}"
              aria-pressed=${chosenTheme() === theme ? 'true' : 'false'}
              @click=${() => this.#chooseTheme(theme)}
            >
              ${text}
            </button>`,
        )}
      </div>
      <div class="row" role="group" aria-label=${msg('Language')}>
        <span class="soft">${msg('Language')}</span>
        ${(Object.entries(locales) as [Locale, string][]).map(
          ([locale, name]) =>
            html`<button
              lang=${locale}
              data-testid="look-${locale}"
              aria-pressed=${shownLocale() === locale ? 'true' : 'false'}
              @click=${() => shownLocale() !== locale && chooseLocale(locale)}
            >
              ${name}
            </button>`,
        )}
      </div>
    </section>`;
  }

  #chooseTheme(theme: Theme): void {
    chooseTheme(theme);
    this.requestUpdate();
  }

  #rename(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const name = formText(new FormData(event.target as HTMLFormElement), 'name').trim();
    this.saved = false;
    return this.#try(async () => {
      this.me = await accessApi.rename(name);
      this.saved = true;
    });
  }

  #end(end: () => Promise<unknown>): Promise<void> {
    return this.#try(async () => {
      await end();
      await this.#readSessions();
    });
  }

  #signOut(): Promise<void> {
    return this.#try(async () => {
      await api.signOut();
      dispatchEvent(new Event('signedout'));
    });
  }

  #readSessions(): Promise<void> {
    return this.#try(async () => void (this.sessions = await accessApi.sessions()));
  }

  async #try(action: () => Promise<void>): Promise<void> {
    this.problem = '';
    try {
      await action();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }
}
