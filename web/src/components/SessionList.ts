import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SessionView } from '../../../server/wire.ts';
import { controls } from '../controls.ts';
import { deviceText } from '../deviceText.ts';
import { icon } from '../icons.ts';
import { shared } from '../styles.ts';
import { exactText, momentText } from '../time.ts';

/** Where somebody is signed in. Fires `end` with a session's id. */
@customElement('w-session-list')
export class SessionList extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      li {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        padding: 0.5rem 0;
        border-bottom: 1px solid var(--line);
      }
      li:last-child {
        border-bottom: 0;
      }
      li > svg {
        color: var(--soft);
      }
    `,
  ];

  @property({ attribute: false }) sessions: SessionView[] = [];
  @property() timeZone = 'UTC';

  override render() {
    if (this.sessions.length === 0) return html`<p class="soft">${msg('Nowhere at the moment.')}</p>`;
    return html`<ul aria-label=${msg('Sessions')}>
      ${this.sessions.map((session) => this.#session(session))}
    </ul>`;
  }

  #session({ sessionId, current, lastUsedMs, address, userAgent }: SessionView) {
    const device = deviceText(userAgent);
    const when = momentText(lastUsedMs, Date.now(), this.timeZone);
    return html`<li data-testid="session">
      ${icon('device')}
      <div class="grow">
        <p class="wrap">
          ${device} ${current ? html`<span class="chip good">${msg('This one')}</span>` : nothing}
        </p>
        <p class="soft small" title=${exactText(lastUsedMs, this.timeZone)}>
          ${address ? msg(str`Last used ${when}, from ${address}`) : msg(str`Last used ${when}`)}
        </p>
      </div>
      ${
        current
          ? nothing
          : html`<button
              type="button"
              aria-label=${msg(str`Sign out ${device}`)}
              data-testid="end-session"
              @click=${() => this.dispatchEvent(new CustomEvent('end', { detail: sessionId }))}
            >
              ${msg('Sign out')}
            </button>`
      }
    </li>`;
  }
}
