import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Me } from '../../../server/wire.ts';
import { api, sentenceOf } from '../api.ts';
import { can } from '../can.ts';
import { controls } from '../controls.ts';
import { page, shared } from '../styles.ts';
import { chooseTheme, chosenTheme, type Theme } from '../theme.ts';
import '../components/PasswordForm.ts';
import '../components/UsersPanel.ts';

const themes: { theme: Theme; text: string }[] = [
  { theme: 'system', text: 'As the system' },
  { theme: 'light', text: 'Light' },
  { theme: 'dark', text: 'Dark' },
];

/** The own account, the look of the page, the users, and what runs here. */
@customElement('w-settings-page')
export class SettingsPage extends LitElement {
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
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 1.25rem;
        margin: 0;
        padding: 0;
        border: 0;
      }
      fieldset label {
        display: flex;
        align-items: center;
        gap: 0.4rem;
        min-height: 2.15rem;
      }
      input[type='radio']:not([type='checkbox'], [type='file']) {
        width: 1.05rem;
        min-height: 1.05rem;
        height: 1.05rem;
        margin: 0;
        accent-color: var(--accent);
      }
      h2 {
        font-size: 1.05rem;
      }
    `,
  ];

  @property({ attribute: false }) me: Me | null = null;
  @state() private version = '';
  @state() private problem = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#askVersion();
  }

  override render() {
    const { me } = this;
    if (!me) return nothing;
    return html`<div class="top"><h1>Settings</h1></div>
      <div class="stack">
        ${this.#account(me)} ${this.#look()}
        ${
          can(me, 'read User')
            ? html`<section class="panel stack" aria-labelledby="users">
                <h2 id="users">Users</h2>
                <w-users-panel .myUserId=${me.userId}></w-users-panel>
              </section>`
            : nothing
        }
        ${this.#about()}
      </div>`;
  }

  #account(me: Me) {
    return html`<section class="panel stack" aria-labelledby="account">
      <h2 id="account">Account</h2>
      <div class="row">
        <p class="grow wrap">
          <strong>${me.name}</strong> <span class="soft">${me.email}</span>
          <span class="chip">${me.role === 'admin' ? 'Administrator' : 'Viewer'}</span>
        </p>
        <button data-testid="sign-out" @click=${() => void this.#signOut()}>Sign out</button>
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      ${me.demo ? nothing : html`<w-password-form .email=${me.email}></w-password-form>`}
    </section>`;
  }

  #look() {
    return html`<section class="panel stack" aria-labelledby="look">
      <h2 id="look">Theme</h2>
      <fieldset>
        <legend class="hidden-text">Theme</legend>
        ${themes.map(
          ({ theme, text }) =>
            html`<label
              ><input
                type="radio"
                name="theme"
                .checked=${chosenTheme() === theme}
                @change=${() => chooseTheme(theme)}
              />${text}</label
            >`,
        )}
      </fieldset>
    </section>`;
  }

  #about() {
    return html`<section class="panel stack" aria-labelledby="about">
      <h2 id="about">About</h2>
      <p>
        Whereabouts ${this.version} ·
        <a href="/api/docs">API documentation</a>
      </p>
      <p class="soft">
        Faces and streams stay on this server. No photo of an enrolled person is kept: only numbers computed
        from it.
      </p>
    </section>`;
  }

  async #signOut(): Promise<void> {
    try {
      await api.signOut();
      dispatchEvent(new Event('signedout'));
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  async #askVersion(): Promise<void> {
    // Without an answer the line shows the name alone.
    this.version = await api.health().then(
      (health) => health.version,
      () => '',
    );
  }
}
