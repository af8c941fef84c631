import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { RefusedRow } from '../../../../server/wire.ts';
import { sentenceOf } from '../../api.ts';
import { connectionsApi } from '../../api/connections.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { directionWord } from '../../reports/reportWords.ts';
import { shared } from '../../styles.ts';
import { momentText, numberText } from '../../time.ts';
import { connectionStyles } from './connectionStyles.ts';

const shownFirst = 20;

/** What Frappe refused, why, and to send it again once that is mended. Fires `changed`. */
@customElement('w-refused-list')
export class RefusedList extends LitElement {
  static override styles = [
    shared,
    controls,
    connectionStyles,
    css`
      :host {
        padding: 0;
      }
    `,
  ];

  /** How many there are; read again when it changes. */
  @property({ type: Number }) count = 0;
  @property({ type: Number }) nowMs = 0;
  @property() timeZone = 'UTC';
  @property({ type: Boolean }) edits = false;
  @property({ type: Boolean }) opensPeople = false;
  @state() private rows: RefusedRow[] = [];
  @state() private all = false;
  @state() private busy = '';
  @state() private problem = '';

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('count') && this.count > 0) void this.#read();
  }

  override render() {
    if (this.count === 0) return nothing;
    const shown = this.all ? this.rows : this.rows.slice(0, shownFirst);
    const more = this.rows.length - shown.length;
    return html`<div class="head">
        <h3 class="grow">${msg('Refused, and why')}</h3>
        ${
          this.edits
            ? html`<button
                ?disabled=${this.busy !== ''}
                title=${this.busy === '' ? nothing : msg('One moment')}
                data-testid="retry-all"
                @click=${() => void this.#retry('all', null)}
              >
                ${icon('refresh')}${msg('Send all again')}
              </button>`
            : nothing
        }
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      <ul class="list" data-testid="refused">
        ${shown.map((row) => this.#row(row))}
      </ul>
      ${
        more > 0
          ? html`<p>
              <button @click=${() => (this.all = true)}>${msg(str`Show ${numberText(more)} more`)}</button>
            </p>`
          : nothing
      }`;
  }

  #row({ rowKey, personId, name, atMs, direction, problem }: RefusedRow) {
    const shownName = name || msg('Somebody who is not in the records any more');
    return html`<li>
      <span class="grow">
        <span
          >${this.opensPeople && name ? html`<a href="/people/${personId}">${name}</a>` : html`${shownName}`}
          <span class="soft small"
            >${directionWord(direction)} · ${momentText(atMs, this.nowMs, this.timeZone)}</span
          ></span
        >
        <span class="small wrong wrap">${problem}</span>
      </span>
      ${
        this.edits
          ? html`<button
              ?disabled=${this.busy !== ''}
              title=${this.busy === '' ? nothing : msg('One moment')}
              aria-label=${msg(str`Send again: ${shownName}`)}
              data-testid="retry-row"
              @click=${() => void this.#retry(rowKey, [rowKey])}
            >
              ${msg('Send again')}
            </button>`
          : nothing
      }
    </li>`;
  }

  async #retry(what: string, rowKeys: string[] | null): Promise<void> {
    this.busy = what;
    try {
      await connectionsApi.retry(rowKeys);
      await this.#read();
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      this.problem = sentenceOf(error);
    } finally {
      this.busy = '';
    }
  }

  async #read(): Promise<void> {
    try {
      this.rows = await connectionsApi.refused();
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }
}
