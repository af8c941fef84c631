import { msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { PushListener } from '../../../../server/wire.ts';
import { sentenceOf } from '../../api.ts';
import { devicesApi } from '../../api/devices.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { factList, factsStyles } from './factsList.ts';

/** What is to be typed into the menu of a terminal so that it calls this server, or why it cannot yet. */
@customElement('w-push-hint')
export class PushHint extends LitElement {
  static override styles = [
    shared,
    controls,
    factsStyles,
    css`
      .box {
        display: grid;
        gap: 0.6rem;
        padding: 0.7rem 0.875rem;
        background: var(--raised);
        border-radius: 7px;
      }
      dd {
        font-weight: 600;
        user-select: all;
      }
    `,
  ];

  @state() private listener: PushListener | null = null;
  @state() private problem = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void devicesApi.push().then(
      (listener) => (this.listener = listener),
      (error: unknown) => (this.problem = sentenceOf(error)),
    );
  }

  override render() {
    if (this.problem) return html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>`;
    const { listener } = this;
    if (!listener) return nothing;
    return html`<div class="box" data-testid="push-hint">
      <p>${msg('In the menu of the terminal, under “Cloud server” or “ADMS”:')}</p>
      ${factList([
        [msg('Server address'), this.#address()],
        [msg('Server port'), String(listener.port)],
        [msg('HTTPS, proxy'), msg('off')],
      ])}
      ${this.#trouble(listener)}
    </div>`;
  }

  #address(): string {
    const { hostname } = location;
    const isOwn = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
    return isOwn ? msg('the address of this server in your network') : hostname;
  }

  #trouble({ on, problem }: PushListener) {
    if (!on)
      return html`<p class="problem">
        ${icon('warning')}<span
          >${msg('Nothing can call yet: the PUSH server is off.')}
          <a href="/settings">${msg('Turn it on in the settings')}</a></span
        >
      </p>`;
    return problem === null
      ? html`<p class="small soft">
          ${msg('The PUSH server listens. The terminal is online as soon as it calls.')}
        </p>`
      : html`<p class="problem">${icon('warning')}${problem}</p>`;
  }
}
