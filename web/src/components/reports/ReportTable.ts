import { msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import '@lit-labs/virtualizer';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { axisOf, type HourAxis, ticksOf } from '../../reports/dayLine.ts';
import type { Cell, Column, ReportRow, ReportSorting } from '../../reports/reportRows.ts';
import { shared } from '../../styles.ts';
import { reportTableStyles } from './reportTableStyles.ts';
import './DayLine.ts';

/**
 * A row a person, or a person and day, with the day drawn below. Only rows in the window are on the page, except on paper. Fires
 * `sort` with a column and `opened` with a row.
 */
@customElement('w-report-table')
export class ReportTable extends LitElement {
  static override styles = [shared, controls, reportTableStyles];

  @property({ attribute: false }) rows: ReportRow[] = [];
  @property({ attribute: false }) columns: Column[] = [];
  @property({ attribute: false }) totals: Record<string, Cell> = {};
  @property({ attribute: false }) sorting: ReportSorting = { key: 'name', isDown: false };
  @property() label = '';
  @state() private onPaper = false;
  #axis: HourAxis = { fromHour: 8, toHour: 18 };
  readonly #printing = () => (this.onPaper = true);
  readonly #printed = () => (this.onPaper = false);

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeprint', this.#printing);
    addEventListener('afterprint', this.#printed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeprint', this.#printing);
    removeEventListener('afterprint', this.#printed);
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('rows')) this.#axis = axisOf(this.rows.flatMap(({ day }) => (day ? [day] : [])));
  }

  override render() {
    const drawsDays = this.rows.some(({ day }) => day !== null);
    return html`<div
      class="table panel ${drawsDays ? 'days' : 'people'}"
      role="table"
      aria-label=${this.label}
      aria-rowcount=${this.rows.length + 2}
      .style=${`--columns: ${this.columns.length - (drawsDays ? 2 : 1)}`}
    >
      <div class="top" role="rowgroup">
        <div class="head" role="row" aria-rowindex="1">
          ${this.columns.map((column) => this.#head(column))}
        </div>
        ${this.#sums()} ${drawsDays ? this.#hours() : nothing}
      </div>
      ${this.onPaper ? this.#all() : this.#window()}
    </div>`;
  }

  #window() {
    return html`<lit-virtualizer
      role="rowgroup"
      .items=${this.rows}
      .keyFunction=${({ key }: ReportRow) => key}
      .renderItem=${(row: ReportRow, index: number) => this.#row(row, index)}
    ></lit-virtualizer>`;
  }

  #all() {
    return html`<div role="rowgroup">${this.rows.map((row, index) => this.#row(row, index))}</div>`;
  }

  #head({ key, name, title }: Column) {
    const isSorted = this.sorting.key === key;
    const order = this.sorting.isDown ? 'descending' : 'ascending';
    const what = title ? msg(str`Sort by ${name}: ${title}`) : msg(str`Sort by ${name}`);
    return html`<span role="columnheader" aria-sort=${isSorted ? order : 'none'}>
      <button
        class="sort ${isSorted ? order : ''}"
        title=${what}
        data-testid="sort-${key}"
        @click=${() => this.dispatchEvent(new CustomEvent('sort', { detail: key }))}
      >
        ${name}${isSorted ? icon('down') : nothing}
      </button>
    </span>`;
  }

  #sums() {
    if (this.rows.length < 2) return nothing;
    return html`<div class="row sums" role="row" aria-rowindex="2" data-testid="report-totals">
      <div class="cells" role="presentation">
        <span class="who" role="cell">${msg('All together')}</span>
        ${this.columns.slice(1).map((column) => this.#cell(column, { ...this.totals[column.key] }))}
      </div>
    </div>`;
  }

  #hours() {
    const ticks = ticksOf(this.#axis);
    return html`<div class="axis" aria-hidden="true">
      ${ticks.map(
        ({ text, left }) =>
          html`<span class=${left >= 99.9 ? 'last' : ''} .style=${`left: ${left}%`}>${text}</span>`,
      )}
    </div>`;
  }

  #row(row: ReportRow, index: number) {
    return html`<div
      class="row"
      role="row"
      aria-rowindex=${index + 3}
      data-testid="report-row-${row.personId}"
    >
      <div class="cells" role="presentation">
        <span class="who" role="cell">
          <button
            title=${row.day ? msg('Show this day in full') : msg('Show each day of this person')}
            @click=${() => this.dispatchEvent(new CustomEvent('opened', { detail: row }))}
          >
            <span class="cut">${row.name}</span>
          </button>
          ${row.detail ? html`<span class="soft cut" title=${row.detail}>${row.detail}</span>` : nothing}
        </span>
        ${this.columns.slice(1).map((column) => this.#cell(column, row.cells[column.key]))}
      </div>
      ${
        row.day
          ? html`<div role="cell"><w-day-line .day=${row.day} .axis=${this.#axis}></w-day-line></div>`
          : nothing
      }
    </div>`;
  }

  #cell({ key, name }: Column, cell: Partial<Cell> | undefined) {
    const text = cell?.text ?? '';
    const isNothing = text === '' || text === '–';
    return html`<span
      class="cell ${cell?.tone ?? ''} ${cell?.chip ? 'chip-cell' : ''} ${isNothing ? 'nothing' : ''}"
      role="cell"
      data-label=${name}
      data-column=${key}
      title=${cell?.title || nothing}
      >${cell?.chip ? html`<span class="chip ${cell.tone ?? ''}">${text}</span>` : text}</span
    >`;
  }
}
