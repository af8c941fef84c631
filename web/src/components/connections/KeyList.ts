import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ApiKeyView } from '../../../../server/wire.ts';
import { sentenceOf } from '../../api.ts';
import { connectionsApi } from '../../api/connections.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { ageText, momentText } from '../../time.ts';
import type { Confirm } from '../Confirm.ts';
import '../Confirm.ts';
import { connectionStyles } from './connectionStyles.ts';
import type { NewKey } from './NewKey.ts';
import './NewKey.ts';

/** The keys with which other programs read here. */
@customElement('w-key-list')
export class KeyList extends LitElement {
  static override styles = [
    shared,
    controls,
    connectionStyles,
    css`
      /* Closed they take no room. */
      w-new-key,
      w-confirm {
        position: absolute;
      }
    `,
  ];

  @property({ type: Number }) nowMs = 0;
  @property() timeZone = 'UTC';
  @property({ type: Boolean }) edits = false;
  @state() private keys: ApiKeyView[] | null = null;
  @state() private problem = '';
  @query('w-new-key') private newKey!: NewKey;
  @query('w-confirm') private confirm!: Confirm;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  override render() {
    return html`<div class="head">
        <div class="grow">
          <h2>${msg('API keys')}</h2>
          <p class="soft small">
            ${msg('With a key another program reads presence, exports, reports, punches and incidents, as HR does; it changes nothing.')}
          </p>
        </div>
        ${
          this.edits
            ? html`<button
                aria-haspopup="dialog"
                data-testid="new-key"
                @click=${() => void this.newKey.open()}
              >
                ${icon('plus')}${msg('Make a key')}
              </button>`
            : nothing
        }
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${this.keys === null ? nothing : this.#list(this.keys)}
      <p class="small">
        <a href="/api/docs" target="_blank" rel="noopener">${msg('Every address that programs can ask')}</a>
      </p>
      <w-new-key @changed=${() => void this.#read()}></w-new-key>
      <w-confirm></w-confirm>`;
  }

  #list(keys: ApiKeyView[]) {
    if (keys.length === 0)
      return html`<p class="soft" data-testid="no-keys">
        ${
          this.edits
            ? msg('No program has a key yet. Make one for each program, so that one can be revoked alone.')
            : msg('No program has a key yet. An administrator makes them.')
        }
      </p>`;
    return html`<ul class="list" data-testid="keys">
      ${keys.map((key) => this.#key(key))}
    </ul>`;
  }

  #key({ keyId, name, createdAtMs, createdBy, lastUsedMs }: ApiKeyView) {
    const made = momentText(createdAtMs, this.nowMs, this.timeZone);
    return html`<li>
      <span class="grow">
        <strong class="wrap">${name}</strong>
        <span class="soft small">${msg(str`Made by ${createdBy}, ${made}`)}</span>
      </span>
      <span class="soft small"
        >${lastUsedMs === null ? msg('Never used') : msg(str`Used ${ageText(this.nowMs - lastUsedMs)}`)}</span
      >
      ${
        this.edits
          ? html`<button
              class="danger"
              aria-label=${msg(str`Revoke the key ${name}`)}
              data-testid="revoke-key"
              @click=${() => void this.#revoke(keyId, name)}
            >
              ${msg('Revoke')}
            </button>`
          : nothing
      }
    </li>`;
  }

  #revoke(keyId: string, name: string): Promise<void> {
    return this.confirm.ask({
      heading: msg(str`Revoke the key ${name}?`),
      text: msg('What uses it is refused from now on. It cannot be taken back; a new key can be made.'),
      action: msg('Revoke'),
      run: async () => {
        await connectionsApi.revokeKey(keyId);
        await this.#read();
      },
    });
  }

  async #read(): Promise<void> {
    try {
      this.keys = await connectionsApi.keys();
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }
}
