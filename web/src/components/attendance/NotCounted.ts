import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DeviceRowView } from '../../../../server/wire.ts';
import { sentenceOf } from '../../api.ts';
import { deviceLogsApi } from '../../api/deviceLogs.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { clockText, exactText, numberText, shortDateText } from '../../time.ts';

/** What terminals sent that became no punch: as it came, and why not. */
@customElement('w-not-counted')
export class NotCounted extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: grid;
        gap: 0.9rem;
      }
      form {
        padding: 0.9rem 1rem;
      }
      input[type='search'] {
        flex: 1 1 16rem;
        max-width: 24rem;
      }
      li {
        display: grid;
        grid-template-columns: 13rem minmax(8rem, 14rem) minmax(0, 1fr);
        gap: 0.2rem 0.9rem;
        padding: 0.55rem 1rem;
        border-bottom: 1px solid var(--line);
      }
      li:last-child {
        border-bottom: 0;
      }
      li > div {
        display: grid;
        gap: 0.2rem;
        min-width: 0;
      }
      .why::first-letter {
        text-transform: uppercase;
      }
      code {
        font-size: 0.82rem;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        max-height: 9em;
        overflow: auto;
      }
      .more {
        justify-self: center;
      }
      @media (max-width: 640px) {
        li {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property() timeZone = 'UTC';
  @state() private rows: DeviceRowView[] | null = null;
  @state() private total = 0;
  @state() private next: string | null = null;
  @state() private search = '';
  @state() private punches = true;
  @state() private busy = false;
  @state() private problem = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void this.read(null);
  }

  override render() {
    return html`<p class="soft">
        ${msg('Kept as it came, with the reason. None of it is a punch: a person whose punch is missing here gets one by hand on their page.')}
      </p>
      <form class="panel row" @submit=${(event: Event) => event.preventDefault()}>
        <input
          type="search"
          maxlength="100"
          aria-label=${msg('Serial number or a part of the record')}
          placeholder=${msg('Serial number or a part of the record')}
          data-testid="rows-search"
          .value=${this.search}
          @change=${(event: Event) => this.#narrow({ search: (event.target as HTMLInputElement).value.trim() })}
        />
        <label class="check"
          ><input
            type="checkbox"
            data-testid="rows-punches"
            .checked=${this.punches}
            @change=${(event: Event) => this.#narrow({ punches: (event.target as HTMLInputElement).checked })}
          />${msg('Only what should have been punches')}</label
        >
        ${this.rows ? html`<span class="soft" data-testid="rows-total">${msg(str`${numberText(this.total)} in all`)}</span>` : nothing}
      </form>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${this.rows ? this.#list(this.rows) : this.problem ? nothing : html`<p class="soft" role="status">${msg('Loading…')}</p>`}
      ${
        this.next
          ? html`<button
              class="more"
              ?disabled=${this.busy}
              data-testid="rows-more"
              @click=${() => void this.read(this.next)}
            >
              ${msg('Show older')}
            </button>`
          : nothing
      }`;
  }

  #list(rows: DeviceRowView[]) {
    if (rows.length === 0)
      return html`<p class="panel empty" data-testid="rows-empty">
        ${icon('check')}${
          this.search
            ? msg('Nothing fits. Search for something else.')
            : msg('Nothing was refused: every record that terminals sent could be read and believed.')
        }
      </p>`;
    return html`<ul class="panel" aria-label=${msg('Not counted')}>
      ${rows.map(({ rowId, device, serial, table, row, problem, receivedAtMs }) => {
        const when = `${shortDateText(receivedAtMs, this.timeZone)} ${clockText(receivedAtMs, this.timeZone)}`;
        const received = msg(str`Received ${when}`);
        return html`<li data-testid="refused-row" data-id=${rowId}>
          <time title=${exactText(receivedAtMs, this.timeZone)}>${received}</time>
          <div>
            <span class="wrap">${device ?? msg('A terminal that is not here any more')}</span>
            <span class="soft small wrap">${serial} · ${table}</span>
          </div>
          <div><strong class="why wrap">${problem}</strong><code tabindex="0">${row}</code></div>
        </li>`;
      })}
    </ul>`;
  }

  #narrow(to: { search?: string; punches?: boolean }): void {
    this.search = to.search ?? this.search;
    this.punches = to.punches ?? this.punches;
    void this.read(null);
  }

  async read(after: string | null): Promise<void> {
    const asked = { search: this.search, punches: this.punches };
    this.busy = true;
    try {
      const page = await deviceLogsApi.rows(asked, after);
      if (asked.search !== this.search || asked.punches !== this.punches) return;
      this.rows = after === null ? page.rows : [...(this.rows ?? []), ...page.rows];
      this.total = page.total;
      this.next = page.next;
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }
}
