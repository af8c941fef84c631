import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ReportQuery, ReportTotals, ReportWeek } from '../../../../server/wire.ts';
import { reportsApi } from '../../api/reports.ts';
import { sentenceOf } from '../../api.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { spanOfDay } from '../../person/siteDay.ts';
import { lengthText, shareText } from '../../reports/reportWords.ts';
import { shared } from '../../styles.ts';
import { numberText, shortDateText } from '../../time.ts';

type Measure = 'presentMs' | 'absentMs' | 'absences' | 'late' | 'daysAbsent' | 'coverage';
const measures: Measure[] = ['presentMs', 'absentMs', 'absences', 'late', 'daysAbsent', 'coverage'];

/** Weeks side by side: one measure as bars, all of them as a table. */
@customElement('w-report-weeks')
export class ReportWeeks extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      .bars {
        display: flex;
        gap: 0.5rem;
        align-items: end;
        min-height: 9rem;
        padding: 0.5rem 0;
      }
      .week {
        display: grid;
        flex: 1 1 0;
        gap: 0.2rem;
        justify-items: center;
        min-width: 0;
        font-size: 0.75rem;
        text-align: center;
      }
      .column {
        width: min(3rem, 100%);
        min-height: 2px;
        background: var(--accent);
        border-radius: 4px 4px 0 0;
        print-color-adjust: exact;
      }
      .now .column {
        opacity: 0.6;
      }
      select {
        width: auto;
      }
      .scroll {
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 0.85rem;
      }
      th,
      td {
        padding: 0.3rem 0.6rem 0.3rem 0;
        text-align: left;
        white-space: nowrap;
        border-top: 1px solid var(--line);
      }
      summary {
        cursor: pointer;
        padding: 0.3rem 0;
      }
    `,
  ];

  @property({ attribute: false, hasChanged: isOther }) query: ReportQuery = { from: '', to: '' };
  @property() timeZone = 'UTC';
  @property() today = '';
  @state() private weeks: ReportWeek[] | null = null;
  @state() private problem = '';
  @state() private measure: Measure = 'presentMs';
  #asked: AbortController | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asked?.abort();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('query')) void this.#load();
  }

  override render() {
    if (this.problem) return html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>`;
    if (!this.weeks) return html`<p class="soft" role="status">${msg('Loading…')}</p>`;
    if (this.weeks.length === 0)
      return html`<p class="soft">${msg('Nothing is recorded in these weeks.')}</p>`;
    return html`<label class="row"
        ><span>${msg('Compare')}</span>
        <select
          data-testid="weeks-measure"
          @change=${(event: Event) => (this.measure = (event.target as HTMLSelectElement).value as Measure)}
        >
          ${measures.map(
            (measure) =>
              html`<option value=${measure} ?selected=${measure === this.measure}>
                ${measureWord(measure)}
              </option>`,
          )}
        </select></label
      >
      ${this.#bars(this.weeks)} ${this.#table(this.weeks)}`;
  }

  #bars(weeks: ReportWeek[]) {
    const values = weeks.map(({ totals }) => Number(totals[this.measure] ?? 0));
    const most = Math.max(...values, this.measure === 'coverage' ? 1 : 0) || 1;
    const told = weeks.map(({ week, totals }) => `${this.#date(week)}: ${valueText(totals, this.measure)}`);
    const label = `${measureWord(this.measure)}. ${told.join('; ')}`;
    return html`<div class="bars" role="img" aria-label=${label} data-testid="weeks-bars">
      ${weeks.map(({ week, totals }, index) => {
        const heightRem = (6 * (values[index] ?? 0)) / most;
        const isNow = index === weeks.length - 1 && week <= this.today && this.query.to >= this.today;
        return html`<div class="week ${isNow ? 'now' : ''}" title=${isNow ? msg('Not over yet') : nothing}>
          <span>${valueText(totals, this.measure)}</span>
          <span class="column" .style=${`height: ${heightRem}rem`}></span>
          <span class="soft">${this.#date(week)}</span>
        </div>`;
      })}
    </div>`;
  }

  #table(weeks: ReportWeek[]) {
    return html`<details>
      <summary data-testid="weeks-table">${msg('All figures as a table')}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${msg('Weeks')}>
        <table>
          <thead>
            <tr>
              <th scope="col">${msg('Week of')}</th>
              ${measures.map((measure) => html`<th scope="col">${measureWord(measure)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${weeks.map(
              ({ week, totals }) =>
                html`<tr>
                  <th scope="row">${this.#date(week)}</th>
                  ${measures.map((measure) => html`<td>${valueText(totals, measure)}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>`;
  }

  #date(week: string): string {
    return shortDateText(spanOfDay(week, this.timeZone)?.fromMs ?? Date.parse(week), this.timeZone);
  }

  async #load(): Promise<void> {
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    this.weeks = null;
    this.problem = '';
    try {
      const weeks = await reportsApi.weeks(this.query, asked.signal);
      if (!asked.signal.aborted) this.weeks = weeks;
    } catch (error) {
      if (!asked.signal.aborted) this.problem = sentenceOf(error);
    }
  }
}

function isOther(query: ReportQuery, before: ReportQuery | undefined): boolean {
  return JSON.stringify(query) !== JSON.stringify(before);
}

function measureWord(measure: Measure): string {
  switch (measure) {
    case 'presentMs':
      return msg('Time present');
    case 'absentMs':
      return msg('Time absent');
    case 'absences':
      return msg('Absences');
    case 'late':
      return msg('Days late');
    case 'daysAbsent':
      return msg('Days absent');
    case 'coverage':
      return msg('Coverage');
    default:
      return measure satisfies never;
  }
}

function valueText(totals: ReportTotals, measure: Measure): string {
  const value = totals[measure];
  if (value === null) return '–';
  switch (measure) {
    case 'presentMs':
    case 'absentMs':
      return value >= 36_000_000
        ? msg(str`${numberText(Math.floor(value / 3_600_000))} h`)
        : lengthText(value);
    case 'coverage':
      return shareText(value);
    case 'absences':
    case 'late':
    case 'daysAbsent':
      return numberText(value);
    default:
      return measure satisfies never;
  }
}
