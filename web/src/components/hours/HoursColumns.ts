import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { HoursColumn, HoursColumnKind } from '../../../../server/wire.ts';
import { controls } from '../../controls.ts';
import { columnText, columnTexts } from '../../hoursTexts.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';

/** Which columns, in which order, under which titles. Fires `changed` with the new ones. */
@customElement('w-hours-columns')
export class HoursColumns extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.5rem;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.35rem 0.6rem;
        padding: 0.4rem 0;
        border-top: 1px solid var(--line);
      }
      li:first-child {
        border-top: 0;
      }
      .what {
        flex: 1 1 13rem;
      }
      .title {
        flex: 1 1 8rem;
        max-width: 14rem;
      }
      .acts {
        display: flex;
        margin-left: auto;
      }
    `,
  ];

  @property({ attribute: false }) columns: HoursColumn[] = [];
  /** Titles are written nowhere without a header. */
  @property({ type: Boolean }) header = true;

  override render() {
    return html`<ol aria-label=${msg('Columns, in their order')} data-testid="hours-columns">
        ${this.columns.map((column, index) => this.#column(column, index))}
      </ol>
      <label class="field"
        >${msg('Add a column')}
        <select
          data-testid="hours-add-column"
          ?disabled=${this.columns.length >= 30}
          @change=${(event: Event) => this.#add(event.target as HTMLSelectElement)}
        >
          <option value="" selected>${msg('Choose what it holds')}</option>
          ${columnTexts().map(({ kind, text }) => html`<option value=${kind}>${text}</option>`)}
        </select>
      </label>`;
  }

  #column({ kind, title }: HoursColumn, index: number) {
    const name = columnText(kind);
    const last = this.columns.length - 1;
    return html`<li>
      <span class="what">${name}</span>
      ${
        this.header
          ? html`<input
              class="title"
              maxlength="60"
              placeholder=${msg('Usual title')}
              aria-label=${msg(str`Title of the column: ${name}`)}
              data-testid="hours-title-${index}"
              .value=${title}
              @input=${(event: Event) =>
                this.#tell(
                  this.columns.with(index, { kind, title: (event.target as HTMLInputElement).value }),
                )}
            />`
          : nothing
      }
      <span class="acts">
        ${this.#move(index, index - 1, msg(str`Move up: ${name}`), 'up', index === 0)}
        ${this.#move(index, index + 1, msg(str`Move down: ${name}`), 'lower', index === last)}
        <button
          type="button"
          class="icon"
          aria-label=${msg(str`Remove: ${name}`)}
          title=${last === 0 ? msg('At least one column') : msg('Remove')}
          data-testid="hours-remove-${index}"
          ?disabled=${last === 0}
          @click=${() => this.#tell(this.columns.toSpliced(index, 1))}
        >
          ${icon('trash')}
        </button>
      </span>
    </li>`;
  }

  #move(from: number, to: number, label: string, name: 'up' | 'lower', cannot: boolean) {
    return html`<button
      type="button"
      class="icon"
      aria-label=${label}
      title=${label}
      data-testid="hours-${name}-${from}"
      ?disabled=${cannot}
      @click=${() => {
        const moved = this.columns[from];
        if (moved) this.#tell(this.columns.toSpliced(from, 1).toSpliced(to, 0, moved));
      }}
    >
      ${icon(name)}
    </button>`;
  }

  #add(select: HTMLSelectElement): void {
    if (select.value !== '')
      this.#tell([...this.columns, { kind: select.value as HoursColumnKind, title: '' }]);
    select.value = '';
  }

  #tell(columns: HoursColumn[]): void {
    this.dispatchEvent(new CustomEvent<HoursColumn[]>('changed', { detail: columns }));
  }
}
